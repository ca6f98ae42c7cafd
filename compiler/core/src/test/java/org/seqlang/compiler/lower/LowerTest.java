package org.seqlang.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.check.TypedTree;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;

/** Programs and their graphs: objectives as they are trained, entries as they are served. */
class LowerTest {

  private static final Path FOLDER = Path.of("src/test/resources/lower");
  private static final Path GOOD = Path.of("src/test/resources/check/good");

  @TestFactory
  List<DynamicTest> graphs() {
    return Sources.list(FOLDER, ".seq").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
          Path expected = file.resolveSibling(file.getFileName().toString().replace(".seq", ".expected"));
          Sources.golden(expected, graphs(Sources.model(Sources.read(file))));
        })).toList();
  }

  private static String graphs(CheckedModel model) {
    return model.functions().stream().filter(f -> f.kind() != CheckedFunction.Kind.DEF)
        .filter(f -> f.kind() != CheckedFunction.Kind.STEP).map(f -> text(model, f)).collect(Collectors.joining("\n"));
  }

  private static String text(CheckedModel model, CheckedFunction function) {
    if (hasGraph(function)) {
      return GraphPrinter.print(Lower.graph(model, function.name(), mode(function)));
    }
    Generation generation = Lower.generation(model, function.name());
    return GraphPrinter.print(generation.start()) + "\n" + GraphPrinter.print(generation.step());
  }

  private static boolean hasGraph(CheckedFunction function) {
    return function.kind() != CheckedFunction.Kind.STEP
        && TypedTree.nodes(function.body()).noneMatch(Typed.Generate.class::isInstance);
  }

  private static Lower.Mode mode(CheckedFunction function) {
    return function.kind() == CheckedFunction.Kind.OBJECTIVE ? Lower.Mode.TRAINING : Lower.Mode.SERVING;
  }

  /** Building a graph checks the types of all its nodes; here, that they are those of the checked program. */
  @TestFactory
  List<DynamicTest> typesAreThoseOfTheProgram() {
    return Sources.list(GOOD, ".seq").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
          CheckedModel model = Sources.model(Sources.read(file));
          for (CheckedFunction function : model.functions()) {
            if (!hasGraph(function)) {
              continue;
            }
            for (Lower.Mode mode : Lower.Mode.values()) {
              Graph graph = Lower.graph(model, function.name(), mode);
              assertEquals(model.binding().type(function.result()), graph.result(function.name()).type());
            }
          }
        })).toList();
  }
}
