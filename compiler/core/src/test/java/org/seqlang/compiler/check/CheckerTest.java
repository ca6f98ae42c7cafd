package org.seqlang.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.diagnostic.DiagnosticRenderer;

/** Programs and what is said about them: {@code check/good} with typed text, {@code check/bad} with diagnostics. */
class CheckerTest {

  private static final Path FOLDER = Path.of("src/test/resources/check");

  private final Library library = Sources.library();

  @TestFactory
  List<DynamicTest> good() {
    return Sources.list(FOLDER.resolve("good"), ".seq").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> good(file))).toList();
  }

  private void good(Path file) {
    Checked checked = check(file);
    assertEquals("", DiagnosticRenderer.render(checked.diagnostics()));
    String text = checked.models().stream().map(TypedPrinter::print).collect(Collectors.joining("\n"));
    Sources.golden(expected(file), text);
  }

  @TestFactory
  List<DynamicTest> bad() {
    return Sources.list(FOLDER.resolve("bad"), ".seq").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> bad(file))).toList();
  }

  private void bad(Path file) {
    Checked checked = check(file);
    assertFalse(checked.diagnostics().isEmpty());
    assertEquals(checked.hasErrors(), checked.models().isEmpty());
    Sources.golden(expected(file), DiagnosticRenderer.render(checked.diagnostics()));
  }

  private Checked check(Path file) {
    return Checker.check(List.of(Sources.parse(file.getFileName().toString(), Sources.read(file))), library);
  }

  private static Path expected(Path file) {
    return file.resolveSibling(file.getFileName().toString().replace(".seq", ".expected"));
  }
}
