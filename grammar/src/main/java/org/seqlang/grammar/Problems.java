package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;

/** Gathers what is wrong with a text, and knows the stretches of which enough has been said. */
final class Problems {

  /** Errors that bring others in the same line with them. */
  private static final Set<String> TANGLING = codes(SyntaxCode.UNCLOSED_BRACKET, SyntaxCode.STRAY_BRACKET,
      SyntaxCode.MISMATCHED_BRACKET, SyntaxCode.SEMICOLON);

  /** Errors after which the line was read as it was meant. */
  private static final Set<String> MENDED = codes(SyntaxCode.FOREIGN_OPERATOR, SyntaxCode.MISSPELT_KEYWORD,
      SyntaxCode.FOREIGN_WORD, SyntaxCode.NAME_CASE, SyntaxCode.UNKNOWN_TYPE, SyntaxCode.SEMICOLON);

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
    int start = token.getStartIndex();
    return settled.stream().anyMatch(span -> span.start() <= start && start <= span.end());
  }

  /** An unclosed comment takes all the rest of the text with it. */
  void unclosedComment(Token token) {
    int start = token.getStartIndex();
    add(SyntaxCode.UNCLOSED_COMMENT
        .error("the comment is not closed", new Span(source, start, start + 2), "opened here")
        .help("close it with `*/`, or start a comment of one line with `//`"));
    settle(start, source.text().length());
  }

  /** All that is worth saying: of a line that a bracket or a semicolon has torn apart, the first error is enough. */
  List<Diagnostic> inSourceOrder() {
    Set<Integer> explained = new HashSet<>();
    List<Diagnostic> all = diagnostics.stream().sorted().distinct().toList();
    Set<Integer> tangled = all.stream().filter(d -> TANGLING.contains(d.code()))
        .map(d -> d.primary().span().line()).collect(Collectors.toSet());
    List<Diagnostic> said = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Diagnostic diagnostic = all.get(i);
      int line = diagnostic.primary().span().line();
      boolean isNews = MENDED.contains(diagnostic.code()) || !tangled.contains(line) || explained.add(line);
      if (isNews && (i == 0 || !isMoreProse(all.get(i - 1), diagnostic))) {
        said.add(diagnostic);
      }
    }
    return said;
  }

  private static Set<String> codes(SyntaxCode... codes) {
    return Stream.of(codes).map(SyntaxCode::code).collect(Collectors.toUnmodifiableSet());
  }

  /** Of several lines of prose in a row, the first is enough. */
  private static boolean isMoreProse(Diagnostic before, Diagnostic diagnostic) {
    String code = SyntaxCode.NOT_A_DECLARATION.code();
    return before.code().equals(code) && diagnostic.code().equals(code)
        && diagnostic.primary().span().line() <= before.primary().span().line() + 1;
  }
}
