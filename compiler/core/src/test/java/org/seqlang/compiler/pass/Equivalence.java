package org.seqlang.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/** Whether two graphs mean the same: the interpreter's results agree to the last few bits. */
public final class Equivalence {

  private static final double TOLERANCE = 1e-11;

  private Equivalence() {}

  /** Runs passes one after the other, checking after each that the graph is well-formed and means what it meant. */
  public static Graph checkEach(List<Pass> passes, Graph graph, Experiment experiment) {
    Outcome expected = experiment.run(graph);
    Graph current = graph;
    for (Pass pass : passes) {
      Graph next = pass.run(current);
      Graph before = current;
      Supplier<String> what = () ->
          "pass " + pass + " made\n" + GraphPrinter.print(next) + "of\n" + GraphPrinter.print(before);
      verify(next, what);
      check(expected, experiment.run(next), what);
      current = next;
    }
    return current;
  }

  public static void check(Outcome expected, Outcome found, Supplier<String> what) {
    for (int e = 0; e < expected.examples().size(); e++) {
      assertEquals(expected.examples().get(e).keySet(), found.examples().get(e).keySet(), what);
      for (String name : expected.examples().get(e).keySet()) {
        Array wanted = expected.examples().get(e).get(name);
        Array got = found.examples().get(e).get(name);
        double scale = 1;
        for (double x : wanted.data()) {
          scale = Math.max(scale, Math.abs(x));
        }
        assertEquals(wanted.size(), got.size(), () -> name + ": " + what.get());
        for (int i = 0; i < wanted.size(); i++) {
          assertEquals(wanted.data()[i], got.data()[i], TOLERANCE * scale, () -> name + ": " + what.get());
        }
      }
    }
  }

  /** Every value is made once, before it is used, with the type that its operation gives it. */
  public static void verify(Graph graph, Supplier<String> what) {
    Set<Value> known = new HashSet<>();
    graph.inputs().forEach(input -> assertTrue(known.add(input.value()) && hasOneLength(input.value()), what));
    for (Node node : graph.nodes()) {
      assertTrue(known.containsAll(node.operands()), what);
      List<Type> types = node.op().resultTypes(node.operands().stream().map(Value::type).toList());
      assertEquals(types, node.results().stream().map(Value::type).toList(), what);
      node.results().forEach(result -> assertTrue(known.add(result) && hasOneLength(result), what));
      if (node.op() instanceof Scan scan) {
        verify(scan.body(), what);
      }
    }
    graph.results().forEach(result -> assertTrue(known.contains(result.value()), what));
    assertEquals(graph.inputs().size(), graph.inputs().stream().map(Graph.Input::name).distinct().count(), what);
    assertEquals(graph.results().size(), graph.results().stream().map(Graph.Result::name).distinct().count(), what);
  }

  /** Only the leading dimension may be ragged. */
  private static boolean hasOneLength(Value value) {
    return value.type().dims().stream().skip(1).noneMatch(Size::isRagged);
  }
}
