package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.golden.Golden;

/** Sequence to sequence, also with attention, against PyTorch: the loss and every gradient, with the teacher always and never. */
class DecoderGoldenTest {

  private static final String MODEL = """
      package golden
      import seq.nn.*

      model Translator(source: int, target: int, embed: int, hidden: int, bos: int) {
        read    = Embedding(source, embed)
        encoder = LSTM(embed, hidden, layers = 2)
        write   = Embedding(target, embed)
        decoder = LSTM(embed, hidden, layers = 2)
        output  = Linear(hidden, target)

        step next(previous: index<target>) -> float[target] = output(decoder(write(previous)))

        objective train(s: index<source>[S], t: index<target>[T], ratio: real = 0.5) {
          scores = run next from encoder(read(s)) over T, start bos, feed teacher(t, ratio)
          mean(cross_entropy(scores, t) over T)
        }
      }
      """;

  /** With attention; the two blanks: a part that scores, and the scores of a query for each step of the memory. */
  private static final String ATTENTION = """
      package golden
      import seq.nn.*

      model Translator(source: int, target: int, embed: int, hidden: int, bos: int) {
        read    = Embedding(source, embed)
        encoder = LSTM(embed, hidden)
        write   = Embedding(target, embed)
        decoder = LSTM(embed, hidden)
        %s
        output  = Linear(2*hidden, target)

        step next(previous: index<target>, memory: float[S, hidden]) -> float[target] {
          query = decoder(write(previous))
          output(concat(query, attend(%s, memory)))
        }

        objective train(s: index<source>[S], t: index<target>[T], ratio: real = 0.5) {
          encoded = encoder(read(s))
          scores  = run next(encoded.steps) from encoded over T, start bos, feed teacher(t, ratio)
          mean(cross_entropy(scores, t) over T)
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> lossAndGradients() {
    CheckedModel model = Models.check(MODEL);
    return Golden.cases("decoder").flatMap(golden -> tests(model, golden));
  }

  @TestFactory
  Stream<DynamicTest> attention() {
    CheckedModel dot = Models.check(ATTENTION.formatted("", "dot_scores(query, memory)"));
    CheckedModel additive = Models.check(
        ATTENTION.formatted("scoring = AdditiveScores(hidden, hidden, hidden)", "scoring(query, memory)"));
    return Golden.cases("attention")
        .flatMap(golden -> tests(golden.get("kind").text().equals("dot") ? dot : additive, golden));
  }

  private static Stream<DynamicTest> tests(CheckedModel model, Golden golden) {
    String name = golden.get("name").text();
    DynamicTest general = DynamicTest.dynamicTest(name, () -> check(model, golden, Map.of()));
    return golden.get("ratio").number() == 1 ? Stream.of(general, DynamicTest.dynamicTest(
        name + ", compiled for it", () -> check(model, golden, Map.of("ratio", 1.0)))) : Stream.of(general);
  }

  private static void check(CheckedModel model, Golden golden, Map<String, Double> known) {
    Map<String, Array> shared = new HashMap<>();
    List<String> names = model.parameters().stream().map(CheckedModel.Parameter::name).toList();
    for (String name : names) {
      Golden tensor = golden.get("parameters").get(name);
      shared.put(name, new Array(tensor.get("shape").integers(), Numbers.of(tensor)));
    }
    shared.put("ratio", Array.scalar(golden.get("ratio").number()));
    Map<Symbol, Integer> sizes = new HashMap<>();
    for (String size : List.of("source", "target", "embed", "hidden", "bos")) {
      sizes.put(Symbol.hyper(size), (int) golden.get(size).number());
    }
    Graph before = Pipeline.beforeGradients(Lower.graph(model, "train", Lower.Mode.TRAINING, known));
    Graph graph = Pipeline.afterGradients(Differentiate.gradient(before, names));
    Outcome outcome = new CompiledProgram(graph, sizes).run(shared, batch(golden), 3);
    Comparison comparison = new Comparison(1e-5);
    double loss = outcome.result("train").stream().mapToDouble(a -> a.data()[0]).average().orElseThrow();
    comparison.near(new double[] {golden.get("loss").number()}, new double[] {loss}, "loss");
    for (String name : names) {
      comparison.near(Numbers.of(golden.get("gradients").get(name)), outcome.shared(Graph.gradientName(name)).data(), name);
    }
    System.out.println("Decoder golden, " + golden.get("name").text() + ": " + comparison);
  }

  private static List<Example> batch(Golden golden) {
    List<Golden> sources = golden.get("sources").list();
    List<Golden> targets = golden.get("targets").list();
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < sources.size(); e++) {
      batch.add(new Example(Map.of("s", indices(sources.get(e)), "t", indices(targets.get(e)),
          "d_train", Array.scalar(1.0 / sources.size()))));
    }
    return batch;
  }

  private static Array indices(Golden list) {
    double[] values = Arrays.stream(list.integers()).asDoubleStream().toArray();
    return new Array(new int[] {values.length}, values);
  }
}
