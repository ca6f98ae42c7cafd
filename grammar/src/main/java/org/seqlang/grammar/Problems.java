package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;

/** Gathers what is wrong with a text, and knows the stretches of which enough has been said. */
final class Problems {

  private final Source source;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Span> settled = new ArrayList<>();

  Problems(Source source) {
    this.source = source;
  }

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** The first character of a token. */
  Span first(Token token) {
    return new Span(source, token.getStartIndex(), token.getStartIndex() + 1);
  }

  /** The place right behind a token. */
  Span behind(Token token) {
    return new Span(source, token.getStopIndex() + 1, token.getStopIndex() + 1);
  }

  /** Nothing that the parser finds from one offset to another, both included, is news. */
  void settle(int start, int end) {
    settled.add(new Span(source, start, end));
  }

  boolean isSettled(Token token) {
    return settled.stream().anyMatch(span -> span.start() <= token.getStartIndex() && token.getStartIndex() <= span.end());
  }

  /** An unclosed comment takes all the rest of the text with it. */
  void unclosedComment(Token token) {
    int start = token.getStartIndex();
    add(SyntaxCode.UNCLOSED_COMMENT
        .error("the comment is not closed", new Span(source, start, start + 2), "opened here")
        .help("close it with `*/`, or start a comment of one line with `//`"));
    settle(start, source.text().length());
  }

  List<Diagnostic> inSourceOrder() {
    List<Diagnostic> all = diagnostics.stream().sorted().distinct().toList();
    return IntStream.range(0, all.size()).filter(i -> i == 0 || !isMoreProse(all.get(i - 1), all.get(i)))
        .mapToObj(all::get).toList();
  }

  /** Of several lines of prose in a row, the first is enough. */
  private static boolean isMoreProse(Diagnostic before, Diagnostic diagnostic) {
    String code = SyntaxCode.NOT_A_DECLARATION.code();
    return before.code().equals(code) && diagnostic.code().equals(code)
        && diagnostic.primary().span().line() <= before.primary().span().line() + 1;
  }
}
