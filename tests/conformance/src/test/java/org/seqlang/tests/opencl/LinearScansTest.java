package org.seqlang.tests.opencl;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.emit.java.ProgramsMatchTheInterpreterTest;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.LinearScan;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.device.Device;
import org.seqlang.device.Placement;

/** Linear recurrences over several chunks of time, on the JVM and by generated kernels of both styles. */
class LinearScansTest {

  private static final Size T = Size.ragged("T");
  private static final Size H = Size.hyper("hidden");
  private static final java.util.Map<Symbol, Integer> SIZES = java.util.Map.of(Symbol.hyper("hidden"), 70);

  @TestFactory
  Stream<DynamicTest> virtualMachine() {
    return tests(Placement.JVM);
  }

  @TestFactory
  Stream<DynamicTest> vectorTiles() {
    return tests(Placement.require(device("vector")));
  }

  @TestFactory
  Stream<DynamicTest> workItems() {
    return tests(Placement.require(device("simt")));
  }

  private static Device device(String profile) {
    return OpenCL.device(profile);
  }

  private static Stream<DynamicTest> tests(Placement placement) {
    return Stream.of(false, true).flatMap(reverse -> Stream.of(false, true).map(transposed -> graph(reverse, transposed)))
        .map(graph -> DynamicTest.dynamicTest(graph.name(),
            () -> ProgramsMatchTheInterpreterTest.check(graph, SIZES, placement, 1e-4, 300, 1, 129, 640, 128)));
  }

  /** With the gradients by all inputs. */
  private static Graph graph(boolean reverse, boolean transposed) {
    GraphBuilder b = new GraphBuilder("linear" + (reverse ? "_reverse" : "") + (transposed ? "_transposed" : ""));
    Value x = b.input("x", Graph.Role.EXAMPLE, Type.floats(T, H));
    Value y = b.input("y", Graph.Role.EXAMPLE, Type.floats(T, H));
    Value first = b.input("first", Graph.Role.EXAMPLE, Type.floats(H));
    Value factors = b.add(new Map(ScalarFunction.TANH), x);
    Graph graph = b.result("states", b.add(new LinearScan(reverse, transposed), factors, y, first)).build();
    return Pipeline.optimize(Differentiate.gradient(graph, List.of("x", "y", "first")));
  }
}
