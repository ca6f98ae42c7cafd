package org.seqlang.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.grammar.SyntaxCode;

/** The language reference says what the checker does. */
class ReferenceTest {

  private static final String REFERENCE = Sources.read(Path.of("../../docs/language.md"));
  private static final Path BAD = Path.of("src/test/resources/check/bad");

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** Codes in the table are those of syntax, and those that the tests of wrong programs show. */
  @Test
  void everyCodeIsInTheTable() {
    Set<String> expected =
        Arrays.stream(SyntaxCode.values()).map(SyntaxCode::code).collect(Collectors.toCollection(TreeSet::new));
    Sources.list(BAD, ".expected").forEach(file -> expected.addAll(found("\\[(SEQ\\d{4})]", Sources.read(file))));
    expected.add("SEQ0206"); // takes several packages: PackagesTest
    expected.add("SEQ0484"); // found when the graph is there: FoundByRandomCellsTest
    expected.add("SEQ0483"); // found when the graph is there: InnerGradientsTest
    expected.add("SEQ0559"); // found when scheduling: DecoderEmissionTest
    assertEquals(expected, found("(?m)^\\| (SEQ\\d{4}) \\|", REFERENCE));
  }

  @Test
  void programsInItAreRight() {
    List<String> programs = new ArrayList<>(found("(?s)```seq\n(.*?)```", REFERENCE));
    assertFalse(programs.isEmpty());
    for (String program : programs) {
      List<Diagnostic> said = Checker.check(
          List.of(Sources.parse("language.md", "import seq.nn.*\n" + program)), Sources.library()).diagnostics();
      assertEquals("", DiagnosticRenderer.render(said.stream().filter(Diagnostic::isError).toList()));
    }
  }

  @Test
  void everyBuiltInFunctionIsNamed() {
    for (String name : Builtin.names()) {
      assertEquals(Set.of(name), found("\\b(" + name + ")\\b", REFERENCE));
    }
    for (String name : InitializerChecker.names()) {
      assertEquals(Set.of(name), found("\\b(" + name + ")\\b", REFERENCE));
    }
  }
}
