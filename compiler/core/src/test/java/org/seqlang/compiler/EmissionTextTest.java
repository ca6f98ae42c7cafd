package org.seqlang.compiler;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.Sources;
import org.seqlang.diagnostic.Source;

/** Schedules and kernels as text: one file in, one expected file for each stage. */
class EmissionTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/emit");

  @TestFactory
  List<DynamicTest> stages() {
    return Sources.list(FOLDER, ".seq").stream().flatMap(file -> List.of(Stage.SCHEDULE, Stage.OPENCL).stream()
        .map(stage -> DynamicTest.dynamicTest(file.getFileName() + " " + stage.text(), () -> check(file, stage)))).toList();
  }

  private static void check(Path file, Stage stage) {
    String name = file.getFileName().toString();
    SeqCompiler.Request request = new SeqCompiler.Request(List.of(new Source(name, Sources.read(file))),
        Library.ofResources(EmissionTextTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT);
    SeqCompiler.Listing listing = SeqCompiler.emit(request, stage, SeqCompiler.Selection.ALL);
    Sources.golden(file.resolveSibling(name.replace(".seq", "." + stage.text() + ".expected")), listing.text());
  }
}
