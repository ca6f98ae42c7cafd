package org.seqlang.compiler.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Experiment;
import org.seqlang.device.Devices;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;

/** {@code grad(score, x)}: gradients as values, and their gradients. */
class InnerGradientsTest {

  private static final String OWN = """
      cell Own(a, b) {
        param u: float[b, b] ~ uniform(0.5)
        param w: float[b, a] ~ uniform(0.5)
        norm = LayerNorm(b, 0.1)
        in x: float[a]
        state h: float[b] = 0.25
        state m: float[b, a] = 0
        m[t] = 0.9 * m[t-1] + reshape(h, b, 1) @ reshape(x, 1, a)
        h[t] = tanh(norm(w @ x + u @ h[t-1]) + m[t-1] @ softmax(x))
        out h
      }
      """;

  private static String model(String cell, String modifiers) {
    return "package random\nimport seq.nn.*\n" + OWN + "model Random(a: int, b: int) {\n"
        + "  encoder = " + cell + "(a, b" + modifiers + ")\n"
        + """
            output = Linear(b, 1)
            def score(x: float[T, a]) -> float[] = sum(output(tanh(encoder(x).last)))
            objective train(x: float[T, a]) = score(x) + 0.5 * sum(square(sum(square(grad(score(x), x)))))
            entry predict(x: float[T, a]) -> float[] = score(x)
            entry saliency(x: float[T, a]) -> float[T, a] = grad(score(x), x)
          }
          """;
  }

  /** The gradient of the penalty, each pass, and generated Java, by everything that random cells are checked by. */
  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "GRU", "RNN", "Own", "LayerNormLSTM"})
  void aPenaltyHasAGradient(String cell) {
    holds(model(cell, ""));
  }

  @Test
  void throughLayersFromTheLastStepToTheFirst() {
    holds(model("LSTM", ", layers = 2, dropout = 0.3, reverse = true"));
    holds(model("GRU", ", layers = 2, bidirectional = true, merge = sum"));
  }

  private static void holds(String text) {
    for (CellRun run : CellCase.check(text, CellCase.SIZES, Set.of(Oracle.values())).runs()) {
      CompiledProgram.Emitted program = new CompiledProgram.Emitted(run.optimised(), "Cell");
      assertTrue(run.compare(CompiledProgram.all(List.of(program), CellCase.SIZES, Devices.chosen()).get(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "GRU", "RNN", "Own"})
  void saliencyIsTheDifferenceThatAnElementMakes(String cell) {
    var model = Sources.model(model(cell, ""));
    Graph saliency = Lower.graph(model, "saliency", Lower.Mode.SERVING);
    Graph predict = Lower.graph(model, "predict", Lower.Mode.SERVING);
    for (int[] lengths : new int[][] {{1}, {5}, {2, 3}}) {
      Experiment experiment = new Experiment(saliency, CellCase.SIZES, 3, lengths);
      Outcome outcome = experiment.run(saliency);
      for (int e = 0; e < lengths.length; e++) {
        Array x = experiment.input(e, "x");
        double[] found = outcome.result("saliency").get(e).data();
        for (int i = 0; i < x.size(); i++) {
          assertEquals(difference(experiment, predict, e, x, i), found[i], 1e-7);
        }
      }
    }
  }

  private static double difference(Experiment experiment, Graph graph, int example, Array x, int i) {
    double kept = x.data()[i];
    x.data()[i] = kept + 1e-5;
    double above = experiment.run(graph).result("predict").get(example).data()[0];
    x.data()[i] = kept - 1e-5;
    double below = experiment.run(graph).result("predict").get(example).data()[0];
    x.data()[i] = kept;
    return (above - below) / 2e-5;
  }

  /** Of a polynomial whose derivatives are known: x^4, 4 x^3, 12 x^2, 24 x. */
  @Test
  void gradientsOfGradientsOfGradients() {
    var model = Sources.model("""
        model Power(a: int) {
          entry third(x: float[a]) -> float[a] = {
            first = grad(sum(square(square(x))), x)
            second = grad(sum(first), x)
            grad(sum(second), x)
          }
        }
        """);
    Graph graph = Lower.graph(model, "third", Lower.Mode.SERVING);
    Experiment experiment = new Experiment(graph, CellCase.SIZES, 1, 1);
    double[] x = experiment.input("x").data();
    double[] third = experiment.run(graph).result("third").get(0).data();
    for (int i = 0; i < x.length; i++) {
      assertEquals(24 * x[i], third[i], 1e-12);
    }
  }

  /** Each example's own, though the parameter is everybody's. */
  @Test
  void gradientsByParametersAreThoseOfTheExample() {
    var model = Sources.model("""
        model Scale(a: int) {
          param w: float[a] ~ ones
          entry by(x: float[a]) -> float[a] = grad(sum(square(w * x)), w)
        }
        """);
    Graph graph = Lower.graph(model, "by", Lower.Mode.SERVING);
    Experiment experiment = new Experiment(graph, CellCase.SIZES, 1, 1, 1);
    Outcome outcome = experiment.run(graph);
    double[] w = experiment.input("w").data();
    for (int e = 0; e < 2; e++) {
      double[] x = experiment.input(e, "x").data();
      for (int i = 0; i < w.length; i++) {
        assertEquals(2 * w[i] * x[i] * x[i], outcome.result("by").get(e).data()[i], 1e-12);
      }
    }
  }

  /** What was looked up for an index has a gradient, which reaches the table when it is differentiated again. */
  @Test
  void ofEmbeddedText() {
    holds("""
        package random
        import seq.nn.*
        model Random(a: int, b: int) {
          table = Embedding(a, b)
          encoder = GRU(b, b)
          output = Linear(b, a)
          def score(xs: float[T, b], label: index<a>) -> float[] = pick(output(encoder(xs).last), label)
          objective train(text: index<a>[T], label: index<a>) {
            xs = table(text)
            loss = score(xs, label)
            loss + 0.1 * sqrt(0.01 + sum(sum(square(grad(loss, xs)))))
          }
          entry saliency(text: index<a>[T], label: index<a>) -> float[T] = {
            xs = table(text)
            sum(abs(xs * grad(score(xs, label), xs)))
          }
        }
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "grad(float(argmax(x)), x)|nothing that can be differentiated leads from the one to the other",
      "grad(sum(y), x)|nothing that can be differentiated leads from the one to the other",
      "grad(sum(stop_gradient(x)), x)|nothing that can be differentiated leads from the one to the other",
      "sum(twice(xs) over T)|the function with `grad` is applied to each step of a sequence"})
  void saysWhyThereIsNone(String cases) {
    String expression = cases.substring(0, cases.indexOf('|'));
    String text = "def twice(v: float[n]) -> float[n] = grad(sum(square(v)), v)\nmodel M(a: int) {\n"
        + "  entry e(x: float[a], y: float[a], xs: float[T, a]) -> float[a] = " + expression + " + 0 * (x + y + xs.last)\n}\n";
    SeqCompiler.Result result = SeqCompiler.compile(new SeqCompiler.Request(List.of(new Source("M.seq", text)),
        Library.ofResources(InnerGradientsTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT));
    assertEquals(List.of("SEQ0483: there is no such gradient: " + cases.substring(cases.indexOf('|') + 1)),
        result.diagnostics().stream().filter(Diagnostic::isError).map(d -> d.code() + ": " + d.message()).toList());
  }

  @Test
  void noExampleHasAGradientOfItsOwnThroughASumOverTheBatch() {
    var model = Sources.model("""
        layer Centre(n) {
          in xs: float[T, n]
          out ys = xs - batch_sum(sum(xs over T)) / 10
        }
        model M(a: int) {
          centre = Centre(a)
          objective train(x: float[T, a]) = sum(sum(square(grad(sum(sum(square(centre(x)))), x))))
        }
        """);
    String message = org.junit.jupiter.api.Assertions.assertThrows(RuntimeException.class,
        () -> Lower.graph(model, "train", Lower.Mode.TRAINING)).getMessage();
    assertEquals("a sum over the batch is between the two, so that no example has a gradient of its own", message);
    Lower.graph(model, "train", Lower.Mode.SERVING);
  }

  /** Floats of the graph, for the reader of a failure. */
  @Test
  void aGraphWithAnInnerGradientHasNoInputsOfItsOwn() {
    Graph graph = Lower.graph(Sources.model(model("LSTM", "")), "train", Lower.Mode.TRAINING);
    assertTrue(graph.inputs().stream().noneMatch(input -> input.role() == Graph.Role.BODY));
    assertEquals("x", GradientCheck.floats(graph).get(GradientCheck.floats(graph).size() - 1));
  }
}
