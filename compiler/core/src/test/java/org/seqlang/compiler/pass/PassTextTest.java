package org.seqlang.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphParser;
import org.seqlang.compiler.ir.GraphPrinter;

/**
 * Each pass as text in, text out: {@code pass/NAME/CASE.graph} becomes {@code CASE.expected}, dead nodes left out.
 * Lines that begin with {@code //} say what a case is about. {@code -Dseqlang.rewrite=true} writes what the passes
 * make now.
 */
class PassTextTest {

  private static final Path CASES = Path.of("src/test/resources/pass");

  private static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Pass> passes() {
    return Stream.concat(Pipeline.BEFORE_GRADIENTS.stream(), Pipeline.AFTER_GRADIENTS.stream()).distinct();
  }

  @TestFactory
  Stream<DynamicTest> makesOfEachCaseWhatIsExpected() {
    return passes().flatMap(pass -> files(CASES.resolve(pass.name()), ".graph").stream()
        .map(file -> DynamicTest.dynamicTest(pass + "/" + file.getFileName(), () -> check(pass, file))));
  }

  @Test
  void everyPassHasACase() {
    passes().forEach(pass -> assertTrue(!files(CASES.resolve(pass.name()), ".graph").isEmpty(), pass.name()));
  }

  private static void check(Pass pass, Path file) throws IOException {
    String text = Files.readString(file).lines().filter(line -> !line.startsWith("//"))
        .collect(Collectors.joining("\n"));
    Graph before = GraphParser.parse(text);
    Graph after = EliminateDead.run(pass.run(before));
    Equivalence.verify(after, () -> GraphPrinter.print(after));
    Experiment experiment = new Experiment(before, 7, 3, 1);
    Equivalence.check(experiment.run(before), experiment.run(after), () -> GraphPrinter.print(after));
    Path expected = Path.of(file.toString().replace(".graph", ".expected"));
    if (Boolean.getBoolean("seqlang.rewrite")) {
      Files.writeString(expected, GraphPrinter.print(after));
    }
    assertEquals(Files.readString(expected), GraphPrinter.print(after));
  }
}
