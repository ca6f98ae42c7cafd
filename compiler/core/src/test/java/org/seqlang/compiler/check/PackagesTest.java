package org.seqlang.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.syntax.SourceFile;

/** Several files, several packages. */
class PackagesTest {

  private static final String TWICE = "def twice(x: float[n]) -> float[n] = 2 * x\n";

  private static SourceFile file(String name, String text) {
    return Sources.parse(name, text);
  }

  private static SourceFile user(String head) {
    return file("User.seq", head + "model M(n: int = 2) {\n  entry f(x: float[n]) -> float[n] = twice(x)\n}\n");
  }

  private static String messages(List<SourceFile> sources, List<SourceFile> library) {
    return DiagnosticRenderer.render(Checker.check(sources, Library.of(library)).diagnostics());
  }

  @Test
  void filesOfAPackageSeeEachOther() {
    List<SourceFile> sources = List.of(user("package a\n"), file("Twice.seq", "package a\n" + TWICE));
    assertEquals("", messages(sources, List.of()));
  }

  @Test
  void importsReachOtherSourcesAndTheLibrary() {
    SourceFile twice = file("Twice.seq", "package b.c\n" + TWICE);
    for (String head : List.of("import b.c.*\n", "import b.c.twice\n")) {
      assertEquals("", messages(List.of(user(head), twice), List.of()));
      assertEquals("", messages(List.of(user(head)), List.of(twice)));
    }
  }

  @Test
  void nameFromTwoPackages() {
    List<SourceFile> library = List.of(file("b.seq", "package b\n" + TWICE), file("c.seq", "package c\n" + TWICE));
    assertEquals("""
        error[SEQ0206]: `twice` is in b and in c
         --> User.seq:4:38
          |
        4 |   entry f(x: float[n]) -> float[n] = twice(x)
          |                                      ^^^^^ which one?
          = help: import b.twice
        """, messages(List.of(user("import b.*\nimport c.*\n")), library));
    assertEquals("", messages(List.of(user("import b.*\nimport c.twice\nimport c.*\n")), library).lines()
        .filter(line -> line.startsWith("error")).findAny().orElse(""));
  }

  @Test
  void errorInTheLibraryIsShownWhereItIs() {
    SourceFile broken = file("b/broken.seq", "package b\ndef twice(x: float[n]) -> float[n] = 2 * y\n");
    assertEquals("""
        error[SEQ0201]: nothing here is called `y`
         --> b/broken.seq:2:42
          |
        2 | def twice(x: float[n]) -> float[n] = 2 * y
          |                                          ^
        """, messages(List.of(user("import b.*\n")), List.of(broken)));
  }

  @Test
  void warningsAboutTheLibraryAreNotTheUsersBusiness() {
    SourceFile careless = file("b.seq", "package b\ndef twice(x: float[n], y: float[n]) -> float[n] = 2 * x\n"
        + "layer Unused(n, m) {\n  in x: float[n]\n  out y = x\n}\n");
    SourceFile caller = file("User.seq", "import b.*\nmodel M(n: int = 2) {\n"
        + "  entry f(x: float[n]) -> float[n] = twice(x, x)\n}\n");
    assertEquals("", messages(List.of(caller), List.of(careless)));
  }
}
