package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.pass.RandomAttention;
import org.seqlang.compiler.pass.RandomCells;
import org.seqlang.compiler.stream.StepGraphs;
import org.seqlang.compiler.stream.Stepwise;
import org.seqlang.compiler.stream.Streaming;
import org.seqlang.device.Devices;
import org.seqlang.device.Placement;

/** Generated Java computes what the reference interpreter computes. */
public class ProgramsMatchTheInterpreterTest {

  private static final Size H = Size.hyper("hidden");
  private static final Size D = Size.hyper("input");
  private static final Size T = Size.ragged("T");
  /** Values of the sizes of all samples. */
  public static final Map<Symbol, Integer> SIZES = Map.of(Symbol.hyper("hidden"), 5, Symbol.hyper("input"), 3,
      Symbol.hyper("classes"), 4, Symbol.hyper("vocab"), 6);

  private static Value map(GraphBuilder b, ScalarFunction f, Value... x) {
    return b.add(new org.seqlang.compiler.ir.op.Map(f), x);
  }

  static Graph lstm(boolean reverse) {
    GraphBuilder b = new GraphBuilder("lstm");
    Value w = b.input("weight_ih", Graph.Role.PARAMETER, Type.floats(H.times(4), D));
    Value u = b.input("weight_hh", Graph.Role.PARAMETER, Type.floats(H.times(4), H));
    Value bias = b.input("bias", Graph.Role.PARAMETER, Type.floats(H.times(4)));
    Value x = b.input("x", Graph.Role.EXAMPLE, Type.floats(T, D));
    Value h0 = b.input("h0", Graph.Role.EXAMPLE, Type.floats(H));
    Value c0 = b.input("c0", Graph.Role.EXAMPLE, Type.floats(H));
    Value projected = map(b, ScalarFunction.ADD, b.add(new Contract("oi", "ti", "to"), w, x),
        b.add(new Broadcast(List.of(T, H.times(4)), List.of(1)), bias));
    GraphBuilder s = new GraphBuilder("body");
    Value p = s.input("p", Graph.Role.BODY, Type.floats(H.times(4)));
    Value h = s.input("h", Graph.Role.BODY, Type.floats(H));
    Value c = s.input("c", Graph.Role.BODY, Type.floats(H));
    Value us = s.input("u", Graph.Role.BODY, Type.floats(H.times(4), H));
    Value gates = map(s, ScalarFunction.ADD, p, s.add(new Contract("oi", "i", "o"), us, h));
    List<Value> parts = s.addAll(new Split(0, List.of(H, H, H, H)), List.of(gates));
    Value c1 = map(s, ScalarFunction.ADD,
        map(s, ScalarFunction.MULTIPLY, map(s, ScalarFunction.SIGMOID, parts.get(1)), c),
        map(s, ScalarFunction.MULTIPLY, map(s, ScalarFunction.SIGMOID, parts.get(0)), map(s, ScalarFunction.TANH, parts.get(2))));
    Value h1 = map(s, ScalarFunction.MULTIPLY, map(s, ScalarFunction.SIGMOID, parts.get(3)), map(s, ScalarFunction.TANH, c1));
    s.result("h", h1).result("c", c1).result("out", h1).result("previous", h);
    List<Value> scan = b.addAll(new Scan(T, reverse, 1, 2, s.build()), List.of(projected, h0, c0, u));
    return b.result("hn", scan.get(0)).result("cn", scan.get(1)).result("out", scan.get(2)).result("previous", scan.get(3))
        .result("last", b.add(new Edge(Edge.End.LAST), scan.get(2)))
        .result("sum", b.add(new Reduce(Reduce.Kind.SUM, 0), scan.get(2)))
        .result("max", b.add(new Reduce(Reduce.Kind.MAX, 0), scan.get(2)))
        .result("width", b.add(new Reduce(Reduce.Kind.SUM, 1), scan.get(2))).build();
  }

  @Test
  void lstmForward() {
    check(lstm(false), SIZES);
  }

  @Test
  void lstmFromTheLastStepToTheFirst() {
    check(lstm(true), SIZES);
  }

  @Test
  void lstmGradient() {
    for (boolean reverse : new boolean[] {false, true}) {
      List<String> all = List.of("weight_ih", "weight_hh", "bias", "x", "h0", "c0");
      check(Differentiate.gradient(lstm(reverse), all), SIZES);
    }
  }

  @Test
  void optimizedLstmGradient() {
    for (boolean reverse : new boolean[] {false, true}) {
      Graph before = Pipeline.beforeGradients(lstm(reverse));
      List<String> all = List.of("weight_ih", "weight_hh", "bias", "x", "h0", "c0");
      check(Pipeline.afterGradients(Differentiate.gradient(before, all)), SIZES);
    }
  }

  @TestFactory
  Stream<DynamicTest> samples() {
    return CellSamples.all().stream().flatMap(graph -> both(graph.name(), graph));
  }

  @TestFactory
  Stream<DynamicTest> randomCells() {
    return LongStream.range(0, 60).boxed().flatMap(seed -> both("seed " + seed, RandomCells.draw(seed)));
  }

  /** Cells that look at the whole of another sequence, or of the loop's own, at each step. */
  @TestFactory
  Stream<DynamicTest> randomAttention() {
    return LongStream.range(0, 80).boxed().flatMap(seed -> both("seed " + seed, RandomAttention.draw(seed)));
  }

  @TestFactory
  Stream<DynamicTest> randomAttentionWithCoverage() {
    return LongStream.range(0, 40).boxed().flatMap(seed -> both("seed " + seed, RandomAttention.drawWithCoverage(seed)).limit(2));
  }

  /** The programs of a step, and those before the first one. */
  @TestFactory
  Stream<DynamicTest> steps() {
    Stream<Graph> random = LongStream.range(0, 24).boxed()
        .flatMap(seed -> Stream.of(RandomCells.draw(seed), RandomAttention.draw(seed), RandomAttention.drawWithCoverage(seed)));
    return Stream.concat(CellSamples.all().stream(), random).map(Stepwise::forward).map(Streaming::of)
        .filter(StepGraphs.class::isInstance).map(StepGraphs.class::cast)
        .flatMap(graphs -> graphs.starts() ? Stream.of(graphs.step(), graphs.start()) : Stream.of(graphs.step()))
        .map(graph -> DynamicTest.dynamicTest(graph.name(), () -> check(Pipeline.optimize(graph), SIZES)));
  }

  /** The program that serves and the one that trains. */
  private static Stream<DynamicTest> both(String name, Graph graph) {
    List<String> parameters = graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER)
        .map(Graph.Input::name).toList();
    return Stream.of(
        DynamicTest.dynamicTest(name + " unoptimised", () -> check(graph, SIZES)),
        DynamicTest.dynamicTest(name, () -> check(Pipeline.optimize(graph), SIZES)),
        DynamicTest.dynamicTest(name + " trained", () -> check(Pipeline.afterGradients(
            Differentiate.gradient(Pipeline.beforeGradients(graph), parameters)), SIZES)));
  }

  /** Runs both on random data and compares every result. */
  static void check(Graph graph, Map<Symbol, Integer> sizes) {
    check(graph, sizes, Devices.chosen(), 2e-5);
  }

  /** The same somewhere else. */
  public static void check(Graph graph, Map<Symbol, Integer> sizes, Placement placement, double tolerance) {
    check(graph, sizes, placement, tolerance, 2, 5, 1, 3);
  }

  /** The same for examples of these lengths. */
  public static void check(Graph graph, Map<Symbol, Integer> sizes, Placement placement, double tolerance, int... lengths) {
    Random random = new Random(7);
    Map<String, Array> shared = new HashMap<>();
    List<Example> batch = new ArrayList<>();
    for (int length : lengths) {
      Map<Symbol, Integer> all = new HashMap<>(sizes);
      all.put(Symbol.ragged("T"), length);
      all.put(Symbol.ragged("S"), Math.max(1, 6 - length));
      Map<String, Array> inputs = new HashMap<>();
      for (Graph.Input input : graph.inputs()) {
        if (input.role() == Graph.Role.PARAMETER || input.role() == Graph.Role.REAL) {
          shared.computeIfAbsent(input.name(), n -> input.role() == Graph.Role.REAL
              ? Array.scalar(0.25) : random(input.value().type(), all, random));
        } else {
          inputs.put(input.name(), random(input.value().type(), all, random));
        }
      }
      batch.add(new Example(inputs));
    }
    Outcome expected = new Interpreter(graph, sizes, shared, 11).run(batch);
    CompiledProgram program = new CompiledProgram(graph, sizes, placement);
    Outcome actual = program.run(shared, batch, 11);
    for (Graph.Result result : graph.results()) {
      for (int e = 0; e < batch.size(); e++) {
        double[] want = expected.result(result.name()).get(e).data();
        double[] got = actual.result(result.name()).get(e).data();
        for (int i = 0; i < want.length; i++) {
          assertEquals(want[i], got[i], tolerance * Math.max(1, Math.abs(want[i])),
              result.name() + " of example " + e + " at " + i + "\n" + GraphPrinter.print(graph) + program.source());
        }
      }
    }
  }

  private static Array random(Type type, Map<Symbol, Integer> sizes, Random random) {
    Array array = Array.zeros(type.dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray());
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = (float) (type.isFloat() ? random.nextGaussian() * 0.5 : random.nextInt(2));
    }
    return array;
  }
}
