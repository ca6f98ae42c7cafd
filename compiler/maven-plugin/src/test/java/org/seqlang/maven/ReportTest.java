package org.seqlang.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;

class ReportTest {

  private static final Path BASE = Path.of("project").toAbsolutePath();
  private static final Source SOURCE = new Source("src/main/seq/A.seq", "model A {\n  x = Linnear(1, 2)\n}\n");

  private final List<String> lines = new ArrayList<>();
  private final Report report = new Report(BASE, new SystemStreamLog() {
    @Override
    public void info(CharSequence content) {
      lines.add("INFO " + content);
    }

    @Override
    public void warn(CharSequence content) {
      lines.add("WARN " + content);
    }

    @Override
    public void error(CharSequence content) {
      lines.add("ERROR " + content);
    }
  });

  @Test
  void anErrorStandsWhereEditorsFindIt() {
    Diagnostic error = Diagnostic.error("SEQ0201", "there is no Linnear", new Span(SOURCE, 16, 23), "").help("Linear");
    Diagnostic warning = Diagnostic.warning("SEQ0301", "x is not used", new Span(SOURCE, 12, 13), "");
    report.diagnostics(List.of(error, warning));

    assertEquals(List.of(
        "ERROR " + BASE.resolve("src/main/seq/A.seq") + """
            :[2,7] SEQ0201 there is no Linnear
             --> src/main/seq/A.seq:2:7
              |
            2 |   x = Linnear(1, 2)
              |       ^^^^^^^
              = help: Linear""",
        "WARN " + BASE.resolve("src/main/seq/A.seq") + """
            :[2,3] SEQ0301 x is not used
             --> src/main/seq/A.seq:2:3
              |
            2 |   x = Linnear(1, 2)
              |   ^"""), lines);
    assertEquals(
        "the .seq models do not compile: 1 error (shown above), first: " + BASE.resolve("src/main/seq/A.seq")
            + ":[2,7] SEQ0201 there is no Linnear",
        report.failure(List.of(warning, error)));
    assertEquals(
        "the .seq models do not compile: 1 warning, and warnings fail (shown above), first: "
            + BASE.resolve("src/main/seq/A.seq") + ":[2,3] SEQ0301 x is not used",
        report.failure(List.of(warning)));
  }

  @Test
  void aGoodGenerationIsOneLine() {
    Path sources = BASE.resolve("src/main/seq");
    Path output = BASE.resolve("target/generated-sources/seq");
    report.summary(outcome(Generation.Kind.GENERATED, 2, List.of("a/X.java"), List.of()), sources, output);
    report.summary(outcome(Generation.Kind.GENERATED, 1, List.of(), List.of("a/Y.java")), sources, output);
    report.summary(outcome(Generation.Kind.UP_TO_DATE, 1, List.of(), List.of()), sources, output);
    report.summary(outcome(Generation.Kind.NOTHING_TO_COMPILE, 0, List.of(), List.of()), sources, output);

    assertEquals(List.of(
        "INFO Compiled 2 .seq files to target/generated-sources/seq: wrote 1 Java file",
        "INFO Compiled 1 .seq file to target/generated-sources/seq: wrote 0 Java files, removed 1 outdated",
        "INFO Nothing to generate for 1 .seq file: neither sources nor what they need have changed",
        "INFO No .seq files in src/main/seq"), lines);
  }

  private static Generation.Outcome outcome(
      Generation.Kind kind, int sources, List<String> written, List<String> removed) {
    return new Generation.Outcome(kind, sources, written, removed, List.of());
  }
}
