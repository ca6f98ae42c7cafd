package org.seqlang.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.AtEdge;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.LinearScan;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Place;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;

/** Every operation's derivative against central differences of its meaning. */
class OperationsGradientTest {

  private static final Size T = Size.ragged("T");
  private static final Size H = Size.hyper("h");
  private static final Size N = Size.hyper("n");
  private static final Map<Symbol, Integer> SIZES = Map.of(Symbol.hyper("h"), 3, Symbol.hyper("n"), 4);

  /** Without a derivative of their own; a scan's is tested with the differentiation of graphs. */
  private static final Set<Class<?>> WITHOUT =
      Set.of(Constant.class, SizeOf.class, ArgMax.class, Mask.class, StopGradient.class, Scan.class);

  private record Sample(Op op, List<Type> operands) {}

  private static Sample of(Op op, Type... operands) {
    return new Sample(op, List.of(operands));
  }

  private static Type index(Size bound, Size... dims) {
    return new Type(Element.index(bound), List.of(dims));
  }

  private static List<Sample> samples() {
    List<Sample> all = new ArrayList<>(List.of(
        of(new Broadcast(List.of(T, N, H), List.of(2)), Type.floats(H)),
        of(new Broadcast(List.of(T, H), List.of(0)), Type.floats(T)),
        of(new Reshape(List.of(T, H.times(2))), Type.floats(T, Size.of(2), H)),
        of(new Contract("oi", "ti", "to"), Type.floats(N, H), Type.floats(T, H)),
        of(new Contract("to", "ti", "oi"), Type.floats(T, N), Type.floats(T, H)),
        of(new Contract("ab", "c", "a"), Type.floats(N, H), Type.floats(H)),
        of(new Contract("i", "i", ""), Type.floats(N), Type.floats(N)),
        of(new Reduce(Reduce.Kind.SUM, 0), Type.floats(T, H)), of(new Reduce(Reduce.Kind.SUM, 1), Type.floats(T, H)),
        of(new Reduce(Reduce.Kind.MAX, 0), Type.floats(T, H)), of(new Reduce(Reduce.Kind.MAX, 1), Type.floats(N, H)),
        of(new Pick(1), Type.floats(T, N), index(N, T)), of(new Pick(0), Type.floats(T, H), index(T, H)),
        of(new Place(1, N), Type.floats(T), index(N, T)), of(new Place(0, T), Type.floats(H), index(T, H)),
        of(new Edge(Edge.End.FIRST), Type.floats(T, H)), of(new Edge(Edge.End.LAST), Type.floats(T, H)),
        of(new AtEdge(Edge.End.FIRST, T), Type.floats(H)), of(new AtEdge(Edge.End.LAST, T), Type.floats(H)),
        of(new Shift(false), Type.floats(T, H), Type.floats(H)), of(new Shift(true), Type.floats(T), Type.floats()),
        of(new LinearScan(false, false), Type.floats(T, H), Type.floats(T, H), Type.floats(H)),
        of(new LinearScan(true, false), Type.floats(T), Type.floats(T), Type.floats()),
        of(new LinearScan(false, true), Type.floats(T, H, N), Type.floats(T, H, N), Type.floats(H, N)),
        of(new LinearScan(true, true), Type.floats(T, H), Type.floats(T, H), Type.floats(H)),
        of(new Split(1, List.of(H, N)), Type.floats(T, H.plus(N))), of(new Split(0, List.of(N, N)), Type.floats(N.times(2), H)),
        of(new Concat(1), Type.floats(T, H), Type.floats(T, N)), of(new Concat(0), Type.floats(H), Type.floats(N), Type.floats(H)),
        of(new Gather(Optional.empty()), Type.floats(N, H), index(N, T)),
        of(new Gather(Optional.empty()), Type.floats(N), index(N)),
        of(new Scatter(N, Optional.empty()), index(N, T), Type.floats(T, H)),
        of(new Scatter(N, Optional.of(Size.ONE)), index(N, T), Type.floats(T, H)),
        of(new Total(), Type.floats(N, H))));
    for (ScalarFunction function : ScalarFunction.values()) {
      Type[] operands = new Type[function.arity()];
      Arrays.fill(operands, Type.floats(T, H));
      boolean logical = Set.of(ScalarFunction.AND, ScalarFunction.OR, ScalarFunction.NOT).contains(function);
      if (function == ScalarFunction.WHERE) {
        operands[0] = operands[0].withElement(Element.BOOL);
      }
      if (!logical && function != ScalarFunction.TO_FLOAT) {
        all.add(of(new org.seqlang.compiler.ir.op.Map(function), operands));
      }
    }
    return all;
  }

  @Test
  void everyOperationIsSampled() {
    Set<Class<?>> sampled = new HashSet<>(WITHOUT);
    samples().forEach(sample -> sampled.add(sample.op().getClass()));
    assertEquals(Set.of(Op.class.getPermittedSubclasses()), sampled);
  }

  @TestFactory
  Stream<DynamicTest> derivatives() {
    return samples().stream().flatMap(sample -> Stream.of(1, 5).map(steps ->
        DynamicTest.dynamicTest(sample.op().text() + " " + sample.operands() + " T=" + steps, () -> check(sample, steps))));
  }

  private static void check(Sample sample, int steps) {
    GraphBuilder b = new GraphBuilder("sample");
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i < sample.operands().size(); i++) {
      operands.add(b.input("x" + i, Graph.Role.EXAMPLE, sample.operands().get(i)));
    }
    List<Value> results = b.addAll(sample.op(), operands);
    List<Optional<Value>> seeds = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      b.result("y" + i, results.get(i));
      seeds.add(results.get(i).type().isFloat()
          ? Optional.of(b.input("g" + i, Graph.Role.EXAMPLE, results.get(i).type())) : Optional.empty());
    }
    boolean flows = seeds.stream().anyMatch(Optional::isPresent);
    List<Optional<Value>> gradients = flows ? sample.op().gradient(b, operands, results, seeds) : List.of();
    for (int i = 0; i < gradients.size(); i++) {
      int at = i;
      gradients.get(i).ifPresent(value -> b.result("d" + at, value));
    }
    compare(b.build(), gradients, inputs(b.build(), steps), steps, sample);
  }

  private static Map<String, Array> inputs(Graph graph, int steps) {
    Random random = new Random(17);
    Map<Symbol, Integer> sizes = new HashMap<>(SIZES);
    sizes.put(Symbol.ragged("T"), steps);
    Map<String, Array> inputs = new HashMap<>();
    for (Graph.Input input : graph.inputs()) {
      Type type = input.value().type();
      Array array = Array.zeros(type.dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray());
      for (int i = 0; i < array.size(); i++) {
        int bound = type.element() instanceof Element.Index index ? (int) index.bound().evaluate(sizes::get) : 2;
        array.data()[i] = type.isFloat() ? 0.3 + random.nextDouble() : random.nextInt(bound);
      }
      inputs.put(input.name(), array);
    }
    return inputs;
  }

  private static void compare(
      Graph graph, List<Optional<Value>> gradients, Map<String, Array> inputs, int steps, Sample sample) {
    for (int i = 0; i < gradients.size(); i++) {
      if (gradients.get(i).isEmpty()) {
        continue;
      }
      double[] x = inputs.get("x" + i).data();
      double[] analytic = run(graph, inputs).get("d" + i).data();
      for (int k = 0; k < x.length; k++) {
        double old = x[k];
        double step = 1e-6;
        x[k] = old + step;
        double above = weighted(run(graph, inputs), inputs);
        x[k] = old - step;
        double below = weighted(run(graph, inputs), inputs);
        x[k] = old;
        assertEquals((above - below) / (2 * step), analytic[k], 1e-6 * Math.max(1, Math.abs(analytic[k])),
            sample + ", operand " + i + ", element " + k + ", T = " + steps);
      }
    }
  }

  private static Map<String, Array> run(Graph graph, Map<String, Array> inputs) {
    return new Interpreter(graph, SIZES, Map.of(), 0).run(List.of(new Example(inputs))).examples().get(0);
  }

  private static double weighted(Map<String, Array> results, Map<String, Array> inputs) {
    double sum = 0;
    for (Map.Entry<String, Array> input : inputs.entrySet()) {
      if (input.getKey().startsWith("g")) {
        double[] y = results.get("y" + input.getKey().substring(1)).data();
        for (int i = 0; i < y.length; i++) {
          sum += y[i] * input.getValue().data()[i];
        }
      }
    }
    return sum;
  }
}
