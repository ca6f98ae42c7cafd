package org.seqlang.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.diagnostic.Span;

/**
 * What the build says of a generation, in the form in which the Java compiler's errors appear, so that editors and build
 * servers find the place:
 *
 * <pre>
 * [ERROR] /home/ann/project/src/main/seq/Sentiment.seq:[12,5] SEQ0203 sizes differ: 2*hidden and hidden
 *   --&gt; src/main/seq/Sentiment.seq:12:5
 *    | …
 * </pre>
 */
record Report(Path base, Log log) {

  /** All of them, in the order given. */
  void diagnostics(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      String rendered = DiagnosticRenderer.render(diagnostic).stripTrailing();
      // The first line of the frame repeats code and message.
      int frame = rendered.indexOf('\n');
      String text = heading(diagnostic) + (frame < 0 ? "" : rendered.substring(frame));
      if (diagnostic.isError()) {
        log.error(text);
      } else {
        log.warn(text);
      }
    }
  }

  /** As in {@code /home/ann/project/src/main/seq/Sentiment.seq:[12,5] SEQ0203 sizes differ: 2*hidden and hidden}. */
  private String heading(Diagnostic diagnostic) {
    Span span = diagnostic.primary().span();
    String message = diagnostic.code() + " " + diagnostic.message();
    return span.source().name().isEmpty() ? message
        : base.resolve(span.source().name()) + ":[" + span.line() + "," + span.column() + "] " + message;
  }

  /** The last word on a failed generation. */
  String failure(List<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    String what = errors > 0 ? count(errors, "error") : count(diagnostics.size(), "warning") + ", and warnings fail";
    Diagnostic first = diagnostics.stream().filter(d -> d.isError() || errors == 0).findFirst().orElseThrow();
    return "the .seq models do not compile: " + what + " (shown above), first: " + heading(first);
  }

  /** One line on a generation that went well. */
  void summary(Generation.Outcome outcome, Path sources, Path output) {
    String files = count(outcome.sources(), ".seq file");
    String removed = outcome.removed().isEmpty() ? "" : ", removed " + outcome.removed().size() + " outdated";
    switch (outcome.kind()) {
      case NOTHING_TO_COMPILE -> log.info("No .seq files in " + cite(sources) + removed);
      case UP_TO_DATE -> log.info("Nothing to generate for " + files + ": neither sources nor what they need have changed");
      case GENERATED -> log.info("Compiled " + files + " to " + cite(output) + ": wrote "
          + count(outcome.written().size(), "Java file") + removed);
      case FAILED -> throw new IllegalArgumentException("a failed generation has no summary");
    }
  }

  private Path cite(Path directory) {
    return directory.startsWith(base) ? base.relativize(directory) : directory;
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
