package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

/** A whole model on ragged texts: two bidirectional layers between an embedding and an output layer. */
class ClassifierGoldenTest {

  private static final String MODEL = """
      package golden
      import seq.nn.*

      model Classifier(vocab: int, embed: int, hidden: int, classes: int) {
        embedding = Embedding(vocab, embed, padding = 0)
        encoder   = LSTM(embed, hidden, layers = 2, bidirectional = true)
        output    = Linear(2*hidden, classes)

        def scores(text: index<vocab>[T]) -> float[classes] = output(encoder(embedding(text)).last)
        entry logits(text: index<vocab>[T]) -> float[classes] = scores(text)
        entry probabilities(text: index<vocab>[T]) -> float[classes] = softmax(scores(text))
        objective train(text: index<vocab>[T], label: index<classes>) = cross_entropy(scores(text), label)
      }
      """;

  @Test
  void logitsLossAndGradients() {
    Golden golden = Golden.cases("classifier").findFirst().orElseThrow();
    CheckedModel model = Models.check(MODEL);
    Map<String, Array> parameters = new HashMap<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      Golden tensor = golden.get("parameters").get(parameter.name());
      parameters.put(parameter.name(), new Array(tensor.get("shape").integers(), Numbers.of(tensor)));
    }
    int[] table = golden.get("parameters").get("embedding.weight").get("shape").integers();
    int[] output = golden.get("parameters").get("output.weight").get("shape").integers();
    Map<Symbol, Integer> sizes = Map.of(Symbol.hyper("vocab"), table[0], Symbol.hyper("embed"), table[1],
        Symbol.hyper("hidden"), output[1] / 2, Symbol.hyper("classes"), output[0]);
    List<Example> batch = examples(golden);
    Comparison comparison = new Comparison(1e-5);

    for (String entry : List.of("logits", "probabilities")) {
      Graph served = Pipeline.optimize(Lower.graph(model, entry, Lower.Mode.SERVING));
      List<Array> rows = new CompiledProgram(served, sizes).run(parameters, batch, 0).result(entry);
      comparison.near(Numbers.of(golden.get(entry)), Numbers.joined(rows.stream().map(Array::data).toList()), entry);
    }
    Graph before = Pipeline.beforeGradients(Lower.graph(model, "train", Lower.Mode.TRAINING));
    Graph graph = Pipeline.afterGradients(Differentiate.gradient(before, List.copyOf(parameters.keySet())));
    Outcome outcome = new CompiledProgram(graph, sizes).run(parameters, batch, 0);
    double loss = outcome.result("train").stream().mapToDouble(a -> a.data()[0]).average().orElseThrow();
    comparison.near(new double[] {golden.get("loss").number()}, new double[] {loss}, "loss");
    for (String name : parameters.keySet()) {
      comparison.near(Numbers.of(golden.get("gradients").get(name)), outcome.shared(Graph.gradientName(name)).data(), name);
    }
    System.out.println("Classifier golden: " + comparison);
  }

  private static List<Example> examples(Golden golden) {
    List<Golden> tokens = golden.get("tokens").list();
    int[] labels = golden.get("labels").integers();
    List<Example> batch = new ArrayList<>();
    for (int e = 0; e < labels.length; e++) {
      double[] text = java.util.Arrays.stream(tokens.get(e).integers()).asDoubleStream().toArray();
      batch.add(new Example(Map.of("text", new Array(new int[] {text.length}, text), "label", Array.scalar(labels[e]),
          "d_train", Array.scalar(1.0 / labels.length))));
    }
    return batch;
  }
}
