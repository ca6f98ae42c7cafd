package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.tensor.Ragged;
import org.seqlang.tensor.Rows;

/**
 * What comes out for an example depends on the example alone: not on the batch it is in, its place there, or how long its
 * neighbours are. To the bit, in what is served and in what is trained, over random batches of 1 to 9 examples. In wide models threads
 * divide the columns of few examples, and the rows of many; in less wide ones they take a direction each where there is one example.
 */
class BatchIndependenceTest {

  private static final String MODEL = """
      package independent
      import seq.nn.*

      model Reader(vocab: int, embed: int, hidden: int, classes: int) {
        embedding = Embedding(vocab, embed)
        encoder   = LSTM(embed, hidden, layers = 2, bidirectional = true)
        upper     = GRU(2*hidden, hidden)
        output    = Linear(hidden, classes)

        def steps(text: index<vocab>[T]) -> float[T, hidden] = upper(encoder(embedding(text)))
        entry predict(text: index<vocab>[T]) -> float[classes] {
          hs = steps(text)
          softmax(output(hs.last + mean(hs over T) + max(hs over T)))
        }
        entry tags(text: index<vocab>[T]) -> float[T, classes] = output(steps(text))
      }
      """;

  private static final String TRAINED = """
      import seq.nn.*

      model Trained(input: int, hidden: int, classes: int) {
        encoder = LSTM(input, hidden, bidirectional = true)
        output  = Linear(2*hidden, classes)
        objective train(xs: float[T, input], tags: index<classes>[T], h0: float[2, hidden]) =
          mean(cross_entropy(output(encoder(xs, h = h0)), tags) over T)
      }
      """;

  private static final int VOCAB = 13;
  private static final int CLASSES = 4;
  private static final int EXAMPLES = 24;
  private static final int LONGEST = 11;
  private static final int WIDE = 130;
  private static final int MIDDLING = 64;

  private static List<int[]> texts(Random random) {
    List<int[]> texts = new ArrayList<>(List.of(new int[] {3}, new int[] {7}));
    while (texts.size() < EXAMPLES) {
      texts.add(random.ints(1 + random.nextInt(LONGEST), 0, VOCAB).toArray());
    }
    return texts;
  }

  /** The examples by number, shuffled and cut into batches of 1 to 9. */
  private static List<List<Integer>> batches(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, EXAMPLES).boxed().toList());
    Collections.shuffle(order, random);
    List<List<Integer>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(9));
      batches.add(order.subList(from, to));
      from = to;
    }
    return batches;
  }

  @TestFactory
  Stream<DynamicTest> served() {
    return Stream.of(served(19, 20), served(MIDDLING, 2), served(WIDE, 2)).flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> served(int hidden, int seeds) {
    CompiledModel model = CompiledModel.create(MODEL, "independent.Reader", VOCAB, 6, hidden, CLASSES);
    return LongStream.range(0, seeds).mapToObj(seed -> DynamicTest.dynamicTest(hidden + " units, seed " + seed, () -> {
      Random random = new Random(seed);
      List<int[]> texts = texts(random);
      for (List<Integer> batch : batches(random)) {
        List<int[]> together = batch.stream().map(texts::get).toList();
        Rows classes = (Rows) model.call("predict", together);
        Ragged tags = (Ragged) model.call("tags", together);
        for (int i = 0; i < together.size(); i++) {
          assertArrayEquals((float[]) model.call("predict", (Object) together.get(i)), classes.row(i));
          float[][] alone = (float[][]) model.call("tags", (Object) together.get(i));
          assertArrayEquals(alone, tags.example(i));
        }
      }
    }));
  }

  @TestFactory
  Stream<DynamicTest> trained() {
    return Stream.of(trained(17, 20), trained(MIDDLING, 2), trained(WIDE, 2)).flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> trained(int hidden, int seeds) {
    CheckedModel model = Sources.model(TRAINED);
    Graph graph = Pipeline.beforeGradients(Lower.graph(model, "train", Lower.Mode.TRAINING));
    Graph gradients = Pipeline.afterGradients(Differentiate.gradient(graph, List.of("xs", "h0", "output.weight")));
    Map<Symbol, Integer> sizes = Map.of(
        Symbol.hyper("input"), 5, Symbol.hyper("hidden"), hidden, Symbol.hyper("classes"), CLASSES);
    CompiledProgram program = new CompiledProgram(gradients, sizes);
    return LongStream.range(0, seeds).mapToObj(seed -> DynamicTest.dynamicTest(hidden + " units, seed " + seed, () -> {
      Random random = new Random(seed);
      Map<String, Array> parameters = new HashMap<>();
      gradients.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER).forEach(i -> parameters.put(i.name(),
          random(random, i.value().type().dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray())));
      List<Example> examples = IntStream.range(0, EXAMPLES).mapToObj(i -> example(random, 1 + i % LONGEST, hidden)).toList();
      for (List<Integer> batch : batches(random)) {
        List<Example> together = batch.stream().map(examples::get).toList();
        Outcome all = program.run(parameters, together, 1);
        for (int i = 0; i < together.size(); i++) {
          Outcome alone = program.run(parameters, List.of(together.get(i)), 1);
          for (String result : List.of("train", "d_xs", "d_h0")) {
            assertArrayEquals(alone.result(result).get(0).data(), all.result(result).get(i).data(), result);
          }
        }
      }
    }));
  }

  private static Example example(Random random, int length, int hidden) {
    Array tags = Array.zeros(length);
    for (int t = 0; t < length; t++) {
      tags.data()[t] = random.nextInt(CLASSES);
    }
    return new Example(Map.of("xs", random(random, length, 5), "h0", random(random, 2, hidden), "tags", tags,
        "d_train", Array.scalar(1)));
  }

  private static Array random(Random random, int... shape) {
    Array array = Array.zeros(shape);
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = (float) (random.nextGaussian() * 0.5);
    }
    return array;
  }
}
