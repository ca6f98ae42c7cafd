package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Scheduler;

/** Launches over the same rows become one, and compute the same. */
class RowChainsTest {

  private static final Size H = Size.hyper("hidden");
  private static final Size T = Size.ragged("T");

  private static Value map(GraphBuilder b, ScalarFunction f, Value... x) {
    return b.add(new org.seqlang.compiler.ir.op.Map(f), x);
  }

  /** {@code x / sqrt(sum(x^2) + max(x))}, then twice that of the result and a state. */
  private static Value scaled(GraphBuilder b, Value x) {
    Value sum = b.add(new Reduce(Reduce.Kind.SUM, 0), map(b, ScalarFunction.SQUARE, x));
    Value largest = b.add(new Reduce(Reduce.Kind.MAX, 0), x);
    Value root = map(b, ScalarFunction.SQRT, map(b, ScalarFunction.ADD, sum, map(b, ScalarFunction.EXP, largest)));
    return map(b, ScalarFunction.DIVIDE, x, b.add(new Broadcast(List.of(H), List.of()), root));
  }

  private static Graph normalised() {
    GraphBuilder b = new GraphBuilder("normalised");
    Value x = b.input("x", Graph.Role.EXAMPLE, Type.floats(T, H));
    Value weight = b.input("weight", Graph.Role.PARAMETER, Type.floats(H));
    Value h0 = b.input("h0", Graph.Role.EXAMPLE, Type.floats(H));
    GraphBuilder s = new GraphBuilder("body");
    Value xs = s.input("x", Graph.Role.BODY, Type.floats(H));
    Value h = s.input("h", Graph.Role.BODY, Type.floats(H));
    Value w = s.input("weight", Graph.Role.BODY, Type.floats(H));
    Value mixed = map(s, ScalarFunction.ADD, xs, map(s, ScalarFunction.TANH, scaled(s, h)));
    Value next = map(s, ScalarFunction.MULTIPLY, w, scaled(s, mixed));
    s.result("h", next).result("out", next);
    List<Value> scan = b.addAll(new Scan(T, false, 1, 1, s.build()), List.of(x, h0, weight));
    return b.result("last", scan.get(0)).result("all", scan.get(1)).build();
  }

  /** A memory of outer products that is read by a vector: {@code c = tanh(u) c + x x', y = c u}. */
  private static Graph memory() {
    GraphBuilder b = new GraphBuilder("memory");
    Value x = b.input("x", Graph.Role.EXAMPLE, Type.floats(T, H));
    Value weight = b.input("weight", Graph.Role.PARAMETER, Type.floats(H));
    Value c0 = b.input("c0", Graph.Role.EXAMPLE, Type.floats(H, H));
    GraphBuilder s = new GraphBuilder("body");
    Value xs = s.input("x", Graph.Role.BODY, Type.floats(H));
    Value c = s.input("c", Graph.Role.BODY, Type.floats(H, H));
    Value w = s.input("weight", Graph.Role.BODY, Type.floats(H));
    Value key = map(s, ScalarFunction.MULTIPLY, w, xs);
    Value kept = map(s, ScalarFunction.MULTIPLY, s.add(new Broadcast(List.of(H, H), List.of(0)), map(s, ScalarFunction.TANH, key)), c);
    Value next = map(s, ScalarFunction.ADD, kept, s.add(new Contract("o", "i", "oi"), xs, key));
    s.result("c", next).result("out", s.add(new Contract("oi", "i", "o"), next, xs));
    List<Value> scan = b.addAll(new Scan(T, false, 1, 1, s.build()), List.of(x, c0, weight));
    return b.result("last", scan.get(0)).result("all", scan.get(1)).build();
  }

  private static void check(Graph graph, List<String> wrt, int hidden) {
    Map<Symbol, Integer> sizes = Map.of(Symbol.hyper("hidden"), hidden);
    ProgramsMatchTheInterpreterTest.check(Pipeline.optimize(graph), sizes);
    Graph gradient = Differentiate.gradient(Pipeline.beforeGradients(graph), wrt);
    ProgramsMatchTheInterpreterTest.check(Pipeline.afterGradients(gradient), sizes);
  }

  @Test
  void chainsGiveTheSame() {
    for (int hidden : new int[] {1, 7, 40, 700}) {
      check(normalised(), List.of("x", "weight", "h0"), hidden);
    }
  }

  @Test
  void matricesOfAStepStayInTheLoop() {
    for (int hidden : new int[] {1, 5, 20}) {
      check(memory(), List.of("x", "weight", "c0"), hidden);
    }
    assertTrue(Scheduler.schedule(Pipeline.optimize(memory())).memory().keySet().stream()
        .noneMatch(buffer -> buffer.space().isOverTime() && buffer.columns().equals(H.times(H))));
  }

  @Test
  void aNormIsOneChain() {
    var schedule = Scheduler.schedule(Pipeline.optimize(normalised()));
    Launch.TimeLoop loop = schedule.forward().stream().filter(Launch.TimeLoop.class::isInstance).map(Launch.TimeLoop.class::cast)
        .findFirst().orElseThrow();
    assertEquals(1, new RowChains(schedule).divide(loop.body()).size());
  }
}
