package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.Sources;
import org.seqlang.diagnostic.Source;

/** The graphs of a step as text, or the reason why there are none; and what the Java says of them. */
class StreamTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/stream");

  @TestFactory
  List<DynamicTest> graphs() {
    return Sources.list(FOLDER, ".seq").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file))).toList();
  }

  private static void check(Path file) {
    SeqCompiler.Listing listing = SeqCompiler.emit(request(file), Stage.STREAM, SeqCompiler.Selection.ALL);
    assertEquals(List.of(), listing.diagnostics().stream().filter(d -> d.isError()).toList());
    Sources.golden(file.resolveSibling(file.getFileName().toString().replace(".seq", ".expected")), listing.text());
  }

  private static SeqCompiler.Request request(Path file) {
    return new SeqCompiler.Request(List.of(new Source(file.getFileName().toString(), Sources.read(file))),
        Library.ofResources(StreamTextTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT);
  }

  @Test
  void theJavadocSaysWhyThereIsNoStep() {
    SeqCompiler.Result result = SeqCompiler.compile(request(FOLDER.resolve("refused.seq")));
    assertEquals(List.of(), result.diagnostics().stream().filter(d -> d.isError()).toList());
    String java = result.files().stream().filter(f -> f.path().equals("Refused.java")).findFirst().orElseThrow()
        .content();
    assertTrue(java.contains(
        "<p>Whole sequences only, because a cell runs from the last element to the first (line 9)."), java);
    assertTrue(!java.contains("Step("), java);
  }

  @Test
  void theJavaOfAStream() {
    SeqCompiler.Result result = SeqCompiler.compile(request(FOLDER.resolve("layers.seq")));
    String java = result.files().stream().filter(f -> f.path().equals("Layers.java")).findFirst().orElseThrow()
        .content();
    String streams = java.substring(java.indexOf("  /**\n   * A stream of"),
        java.indexOf("  /**\n   * The sizes and other"));
    String records = java.substring(java.indexOf("  /**\n   * Where a stream of"));
    Sources.golden(FOLDER.resolve("layers.java.expected"), streams + records);
  }
}
