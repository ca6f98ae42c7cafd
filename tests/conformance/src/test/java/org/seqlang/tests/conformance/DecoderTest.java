package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;

/** Decoders: generated Java, the interpreter and differences agree, whatever the teacher's ratio. */
class DecoderTest {

  private static final String TRANSLATOR = """
      import seq.nn.*
      model M(source: int, target: int, n: int, bos: int = 1) {
        read    = Embedding(source, n)
        encoder = LSTM(n, n, layers = 2)
        write   = Embedding(target, n)
        decoder = LSTM(n, n, layers = 2)
        output  = Linear(n, target)
        step next(previous: index<target>) -> float[target] = output(dropout(decoder(write(previous)), 0.2))
        objective train(s: index<source>[S], t: index<target>[T], ratio: real = 0.5) {
          scores = run next from encoder(read(s)) over T, start bos, feed teacher(t, ratio)
          mean(cross_entropy(scores, t) over T)
        }
        objective forced(s: index<source>[S], t: index<target>[T]) {
          scores = run next from encoder(read(s)) over T, start bos, feed teacher(t)
          mean(cross_entropy(scores, t) over T)
        }
        objective free(s: index<source>[S], t: index<target>[T]) {
          scores = run next from encoder(read(s)) over T, start bos
          mean(cross_entropy(scores, t) over T)
        }
      }
      """;

  /** Floats that are fed back, an argument that changes with the step, one that does not, two cells, states by name. */
  private static final String FORECAST = """
      import seq.nn.*
      model M(d: int, n: int) {
        below  = GRU(d, n)
        above  = RNN(n, n)
        output = Linear(n, d)
        step next(previous: float[d], season: float[d], level: float[n]) -> float[d] {
          first = below(previous + season)
          second = above(first + level)
          output(second + mean(sum(first.h)))
        }
        objective train(x: float[S, d], season: float[T, d], y: float[T, d], ratio: real = 0.5) {
          seen = below(x)
          ahead = run next(season, seen.last) from below(h = seen.h) and above(h = tanh(seen.last)) over T,
            start x.last, feed teacher(y, ratio)
          mean(mse(ahead, y) over T)
        }
        objective forced(x: float[S, d], season: float[T, d], y: float[T, d]) {
          seen = below(x)
          ahead = run next(season, seen.last) from below(h = seen.h) and above(h = tanh(seen.last)) over T,
            start x.last, feed teacher(y)
          mean(mse(ahead, y) over T)
        }
      }
      """;

  /** Each step looks at the whole source, with both kinds of scores and dropout of the weights. */
  private static final String ATTENTION = """
      import seq.nn.*
      model M(source: int, target: int, n: int, bos: int = 1) {
        read    = Embedding(source, n)
        encoder = GRU(n, n)
        write   = Embedding(target, n)
        decoder = GRU(n, n)
        scoring = AdditiveScores(n, n, n)
        output  = Linear(2*n, target)
        step next(previous: index<target>, memory: float[S, n]) -> float[target] {
          query = decoder(write(previous))
          weights = dropout(softmax(scoring(query, memory) + dot_scores(query, memory)), 0.3)
          output(concat(query, weights @ memory))
        }
        objective train(s: index<source>[S], t: index<target>[T], ratio: real = 0.5) {
          encoded = encoder(read(s))
          scores = run next(encoded.steps) from encoded over T, start bos, feed teacher(t, ratio)
          mean(cross_entropy(scores, t) over T)
        }
        objective forced(s: index<source>[S], t: index<target>[T]) {
          encoded = encoder(read(s))
          scores = run next(encoded.steps) from encoded over T, start bos, feed teacher(t)
          mean(cross_entropy(scores, t) over T)
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> javaAndInterpreterAgreeWithTeacherOnly() {
    return Stream.of(
        DynamicTest.dynamicTest("attention", () -> attention(1).trained("forced")),
        DynamicTest.dynamicTest("translator", () -> translator(1).trained("forced")),
        DynamicTest.dynamicTest("forecast", () -> forecast(1).trained("forced")));
  }

  @TestFactory
  Stream<DynamicTest> javaAndInterpreterAgree() {
    return Stream.of(0.0, 0.5, 1.0).flatMap(ratio -> Stream.of(
        DynamicTest.dynamicTest("translator " + ratio, () -> translator(ratio).trained("train")),
        DynamicTest.dynamicTest("attention " + ratio, () -> attention(ratio).trained("train")),
        DynamicTest.dynamicTest("forecast " + ratio, () -> forecast(ratio).trained("train"))));
  }

  @Test
  void theEndsOfTheRatioAreForcingAndFreeRunning() {
    Setup one = translator(1);
    assertEquals(one.loss("forced"), one.loss("train"), 1e-12);
    Setup floats = forecast(1);
    assertEquals(floats.loss("forced"), floats.loss("train"), 1e-12);
    Setup none = translator(0);
    assertEquals(none.loss("free"), none.loss("train"), 1e-12);
  }

  /** The whole encoder and decoder, optimised: every product with a sequence is made for all steps at once. */
  @Test
  void onlyTheRecurrenceOfATaughtDecoderStaysInTheLoop() {
    CheckedModel model = Models.check(TRANSLATOR);
    Graph graph = Pipeline.optimize(Lower.graph(model, "train", Lower.Mode.SERVING, Map.of("ratio", 1.0)));
    List<Scan> scans = graph.nodes().stream().map(Node::op).filter(Scan.class::isInstance).map(Scan.class::cast).toList();
    assertEquals(4, scans.size(), GraphPrinter.print(graph));
    for (Scan scan : scans) {
      long products = scan.body().nodes().stream().filter(node -> node.op() instanceof Contract).count();
      assertEquals(1, products, GraphPrinter.print(graph));
    }
    assertEquals(1, graph.nodes().stream().filter(node -> node.op() instanceof Shift).count());
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreDifferences() {
    return Stream.of(0.0, 0.5, 1.0).flatMap(ratio -> Stream.of(
        DynamicTest.dynamicTest("ratio " + ratio, () -> forecast(ratio).requireDifferences()),
        DynamicTest.dynamicTest("attention, ratio " + ratio, () -> attention(ratio).requireDifferences())));
  }

  private static Setup translator(double ratio) {
    return symbols(TRANSLATOR, ratio);
  }

  private static Setup attention(double ratio) {
    return symbols(ATTENTION, ratio);
  }

  private static Setup symbols(String text, double ratio) {
    CheckedModel model = Models.check(text);
    Map<Symbol, Integer> sizes = Differential.sizes(Map.of("source", 5, "target", 6, "n", 3, "bos", 1));
    Random random = new Random(5);
    List<Example> batch = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batch.add(new Example(Map.of("s", indices(random, 1 + i % 3, 5), "t", indices(random, 4 - i % 4, 6))));
    }
    return Setup.of(model, sizes, batch, ratio);
  }

  private static Setup forecast(double ratio) {
    CheckedModel model = Models.check(FORECAST);
    Map<Symbol, Integer> sizes = Differential.sizes(Map.of("d", 2, "n", 3));
    Random random = new Random(6);
    List<Example> batch = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int steps = 1 + 2 * i;
      batch.add(new Example(Map.of("x", floats(random, 3 - i, 2), "season", floats(random, steps, 2),
          "y", floats(random, steps, 2))));
    }
    return Setup.of(model, sizes, batch, ratio);
  }

  private static Array indices(Random random, int steps, int bound) {
    return new Array(new int[] {steps}, random.doubles(steps).map(x -> Math.floor(x * bound)).toArray());
  }

  private static Array floats(Random random, int... shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    double[] data = new double[size];
    for (int i = 0; i < size; i++) {
      data[i] = (float) (random.nextGaussian() * 0.5);
    }
    return new Array(shape, data);
  }

  /** A model with numbers for its parameters, and a batch. */
  private record Setup(CheckedModel model, Map<Symbol, Integer> sizes, Map<String, Array> shared, List<Example> batch) {

    static Setup of(CheckedModel model, Map<Symbol, Integer> sizes, List<Example> batch, double ratio) {
      Random random = new Random(7);
      Map<String, Array> shared = new HashMap<>();
      model.parameters().forEach(p -> shared.put(p.name(), floats(random,
          p.type().dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray())));
      shared.put("ratio", Array.scalar(ratio));
      return new Setup(model, sizes, shared, batch);
    }

    List<String> parameters() {
      return model.parameters().stream().map(CheckedModel.Parameter::name).toList();
    }

    void trained(String objective) {
      new Differential(model, sizes, shared).trained(objective, parameters(), batch, 11);
    }

    double loss(String objective) {
      Graph graph = Lower.graph(model, objective, Lower.Mode.TRAINING);
      return sum(new Interpreter(graph, sizes, shared, 11).run(batch), objective);
    }

    private static double sum(Outcome outcome, String name) {
      return outcome.result(name).stream().mapToDouble(array -> array.data()[0]).sum();
    }

    void requireDifferences() {
      Outcome gradients = new Differential(model, sizes, shared).trained("train", parameters(), batch, 11);
      for (String name : parameters()) {
        double[] values = shared.get(name).data();
        double[] gradient = gradients.result(Graph.gradientName(name)).get(0).data();
        for (int i = 0; i < values.length; i += 3) {
          double before = values[i];
          values[i] = before + 1e-5;
          double up = loss("train");
          values[i] = before - 1e-5;
          double difference = (up - loss("train")) / 2e-5;
          values[i] = before;
          assertEquals(difference, gradient[i], 1e-4 * Math.max(1, Math.abs(difference)), name + " " + i);
        }
      }
    }
  }
}
