package org.seqlang.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.SeqCompiler.GeneratedFile;
import org.seqlang.compiler.SeqCompiler.Options;
import org.seqlang.compiler.SeqCompiler.Request;
import org.seqlang.compiler.SeqCompiler.Result;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;
import org.seqlang.diagnostic.Span;
import org.seqlang.maven.Generation.Kind;
import org.seqlang.maven.Generation.Outcome;

/**
 * What a generation does with files. The compiler is one that makes {@code gen/X.java} of {@code X.seq} with the imported
 * package {@code acme} in it, warns of the word {@code odd} and finds the word {@code wrong} wrong.
 */
class GenerationTest {

  @TempDir
  private Path base;
  private Path sources;
  private Path library;
  private final List<Request> compiled = new ArrayList<>();
  private String fingerprint = "compiler 1";
  private Options options = Options.DEFAULT;

  @BeforeEach
  void aProject() throws IOException {
    sources = Files.createDirectories(base.resolve("src/main/seq"));
    library = Files.createDirectories(base.resolve("library/acme")).getParent();
    Files.writeString(library.resolve("acme/Cell.seq"), "cell");
    Files.writeString(sources.resolve("A.seq"), "a");
    Files.writeString(Files.createDirectories(sources.resolve("deep")).resolve("B.seq"), "b");
  }

  @Test
  void writesWhatTheCompilerMakes() throws IOException {
    assertEquals(new Outcome(Kind.GENERATED, 2, List.of("gen/A.java", "gen/B.java"), List.of(), List.of()), run());
    assertEquals("a cell", Files.readString(output("gen/A.java")));
    assertEquals(List.of("src/main/seq/A.seq", "src/main/seq/deep/B.seq"),
        compiled.get(0).sources().stream().map(Source::name).toList());
  }

  @Test
  void doesNothingWhenNothingHasChanged() throws IOException {
    run();
    var time = Files.getLastModifiedTime(output("gen/A.java"));

    assertEquals(new Outcome(Kind.UP_TO_DATE, 2, List.of(), List.of(), List.of()), run());
    assertEquals(1, compiled.size());
    assertEquals(time, Files.getLastModifiedTime(output("gen/A.java")));
  }

  @Test
  void writesOnlyWhatDiffers() throws IOException {
    run();
    Files.writeString(sources.resolve("A.seq"), "a2");

    assertEquals(new Outcome(Kind.GENERATED, 2, List.of("gen/A.java"), List.of(), List.of()), run());
    assertEquals("a2 cell", Files.readString(output("gen/A.java")));
  }

  @Test
  void seesAChangedLibrary() throws IOException {
    run();
    Files.writeString(library.resolve("acme/Cell.seq"), "better");

    assertEquals(List.of("gen/A.java", "gen/B.java"), run().written());
    assertEquals(Kind.UP_TO_DATE, run().kind());
  }

  @Test
  void doesNotMindAPackageThatIsNotImported() throws IOException {
    run();
    Files.writeString(Files.createDirectories(library.resolve("other")).resolve("Cell.seq"), "cell");

    assertEquals(Kind.UP_TO_DATE, run().kind());
  }

  @Test
  void seesAnotherCompilerAndOtherOptions() {
    run();
    fingerprint = "compiler 2";
    assertEquals(Kind.GENERATED, run().kind());
    options = new Options(true);
    assertEquals(Kind.GENERATED, run().kind());
    assertEquals(Kind.UP_TO_DATE, run().kind());
  }

  @Test
  void mendsGeneratedFilesThatWereTouched() throws IOException {
    run();
    Files.writeString(output("gen/A.java"), "edited");
    Files.delete(output("gen/B.java"));

    assertEquals(List.of("gen/A.java", "gen/B.java"), run().written());
    assertEquals("a cell", Files.readString(output("gen/A.java")));
  }

  @Test
  void removesWhatHasNoSourceAnyMore() throws IOException {
    run();
    Path own = Files.writeString(output("gen/Own.java"), "not generated");
    Files.delete(sources.resolve("deep/B.seq"));

    assertEquals(new Outcome(Kind.GENERATED, 1, List.of(), List.of("gen/B.java"), List.of()), run());
    assertFalse(Files.exists(output("gen/B.java")));
    assertTrue(Files.exists(own));

    Files.delete(own);
    Files.delete(sources.resolve("A.seq"));
    assertEquals(new Outcome(Kind.NOTHING_TO_COMPILE, 0, List.of(), List.of("gen/A.java"), List.of()), run());
    assertFalse(Files.exists(output("gen")));
  }

  @Test
  void changesNothingIfThereAreErrors() throws IOException {
    run();
    Files.writeString(sources.resolve("A.seq"), "wrong");
    Files.writeString(sources.resolve("deep/B.seq"), "wrong");

    Outcome outcome = run();
    assertEquals(Kind.FAILED, outcome.kind());
    assertEquals(2, outcome.diagnostics().size());
    assertEquals("a cell", Files.readString(output("gen/A.java")));
    assertEquals(Kind.FAILED, run().kind());

    Files.writeString(sources.resolve("A.seq"), "a");
    Files.writeString(sources.resolve("deep/B.seq"), "b");
    assertEquals(Kind.UP_TO_DATE, run().kind());
  }

  @Test
  void repeatsWarningsInEveryBuild() throws IOException {
    Files.writeString(sources.resolve("A.seq"), "odd");
    assertEquals(1, run().diagnostics().size());

    Outcome again = run();
    assertEquals(Kind.GENERATED, again.kind());
    assertEquals(List.of(), again.written());
    assertEquals(1, again.diagnostics().size());
  }

  @Test
  void failsOnWarningsWhereAsked() throws IOException {
    Files.writeString(sources.resolve("A.seq"), "odd");
    options = new Options(true);

    assertEquals(Kind.FAILED, run().kind());
    assertFalse(Files.exists(output("gen")));
  }

  @Test
  void hasNothingToDoWithoutSources() throws IOException {
    sources = base.resolve("absent");

    assertEquals(new Outcome(Kind.NOTHING_TO_COMPILE, 0, List.of(), List.of(), List.of()), run());
    assertEquals(List.of(), compiled);
  }

  @Test
  void startsAfreshWhereTheManifestIsNotOne() throws IOException {
    run();
    Files.writeString(base.resolve("target/seq/default.manifest"), "something else");

    assertEquals(new Outcome(Kind.GENERATED, 2, List.of(), List.of(), List.of()), run());
    assertEquals(2, compiled.size());
  }

  private Outcome run() {
    return new Generation(
        new Generation.Setup(
            base, sources, base.resolve("target/generated"), base.resolve("target/seq/default.manifest"),
            Library.ofClassPath(List.of(library)), fingerprint, options),
        this::compile).run();
  }

  private Path output(String file) {
    return base.resolve("target/generated").resolve(file);
  }

  private Result compile(Request request) {
    compiled.add(request);
    List<GeneratedFile> files = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    String cell = request.library().sourcesOf("acme").get(0).text();
    for (Source source : request.sources()) {
      Span all = new Span(source, 0, source.text().length());
      if (source.text().equals("wrong")) {
        diagnostics.add(Diagnostic.error("SEQ9001", "this is wrong", all, ""));
      } else if (source.text().equals("odd")) {
        diagnostics.add(Diagnostic.warning("SEQ9002", "this is odd", all, ""));
      }
      String name = source.name().substring(source.name().lastIndexOf('/') + 1).replace(".seq", ".java");
      files.add(new GeneratedFile("gen/" + name, source.text() + " " + cell));
    }
    boolean errors = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new SeqCompiler.Result(errors ? List.of() : files, diagnostics);
  }
}
