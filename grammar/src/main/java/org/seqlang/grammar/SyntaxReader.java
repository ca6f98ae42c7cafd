package org.seqlang.grammar;

import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.seqlang.diagnostic.Source;

/** Reads {@code .seq} texts. */
public final class SyntaxReader {

  private SyntaxReader() {}

  /** Reads a whole file. Never throws because of what the text says: that is in the diagnostics. */
  public static Parsed read(Source source) {
    Problems problems = new Problems(source);
    Tokens tokens = Tokens.of(source, problems);
    var words = Misspellings.correct(tokens.list(), problems);
    var balanced = Brackets.balance(Braces.correct(words, problems), problems);
    var lines = Nesting.bound(RunWords.mark(Lines.of(balanced)), problems);
    CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(lines));
    // All at once: recovery and messages look ahead.
    stream.fill();
    SeqParser parser = new SeqParser(stream);
    parser.removeErrorListeners();
    parser.setErrorHandler(new LineRecovery(new SyntaxErrors(problems)));
    var file = new FileTranslation(new Translation(source, problems, tokens.documentation())).file(parser.file());
    return new Parsed(file, problems.inSourceOrder());
  }
}
