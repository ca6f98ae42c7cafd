package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.autodiff.GradientCheck;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;

/** The library's conditional random field, and with it states that are indices, against all paths one by one. */
class ConditionalRandomFieldTest {

  private static final int TAGS = 3;
  private static final int[] LENGTHS = {2, 5, 1, 4, 3};
  private static final Map<Symbol, Integer> SIZES = Map.of(Symbol.hyper("classes"), TAGS);
  private static final CheckedModel MODEL = Sources.model("""
      import seq.nn.*
      model M(classes: int) {
        param transitions: float[classes, classes] ~ uniform(0.1)
        param start, end: float[classes] ~ uniform(0.1)
        field = CRFLoss(classes)
        best = Viterbi(classes)
        objective loss(scores: float[T, classes], path: index<classes>[T]) = field(scores, path, transitions, start, end)
        entry decode(scores: float[T, classes]) -> index<classes>[T] = best(scores, transitions, start, end)
      }
      """);

  private final Map<String, Array> shared = new HashMap<>();
  private final List<Example> batch = new ArrayList<>();

  ConditionalRandomFieldTest() {
    Random random = new Random(3);
    shared.put("transitions", draw(random, TAGS, TAGS));
    shared.put("start", draw(random, TAGS));
    shared.put("end", draw(random, TAGS));
    for (int length : LENGTHS) {
      Array path = Array.zeros(length);
      for (int t = 0; t < length; t++) {
        path.data()[t] = random.nextInt(TAGS);
      }
      batch.add(new Example(Map.of("scores", draw(random, length, TAGS), "path", path)));
    }
  }

  private static Array draw(Random random, int... shape) {
    Array array = Array.zeros(shape);
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = (float) random.nextGaussian();
    }
    return array;
  }

  private double score(double[] scores, double[] path) {
    double sum = shared.get("start").data()[(int) path[0]] + shared.get("end").data()[(int) path[path.length - 1]];
    for (int t = 0; t < path.length; t++) {
      sum += scores[t * TAGS + (int) path[t]];
      sum += t == 0 ? 0 : shared.get("transitions").data()[(int) path[t] * TAGS + (int) path[t - 1]];
    }
    return sum;
  }

  private static double[] path(int number, int length) {
    double[] path = new double[length];
    for (int t = 0; t < length; t++) {
      path[t] = number % TAGS;
      number /= TAGS;
    }
    return path;
  }

  private static int paths(int length) {
    return (int) Math.round(Math.pow(TAGS, length));
  }

  private static Graph graph(String function) {
    return Lower.graph(MODEL, function, Lower.Mode.SERVING);
  }

  @Test
  void lossIsThatOfAllPaths() {
    Outcome interpreted = new Interpreter(graph("loss"), SIZES, shared, 1).run(batch);
    Outcome compiled = new CompiledProgram(Pipeline.optimize(graph("loss")), SIZES).run(shared, batch, 1);
    for (int e = 0; e < LENGTHS.length; e++) {
      double[] scores = batch.get(e).inputs().get("scores").data();
      double all = 0;
      for (int p = 0; p < paths(LENGTHS[e]); p++) {
        all += Math.exp(score(scores, path(p, LENGTHS[e])));
      }
      double wanted = Math.log(all) - score(scores, batch.get(e).inputs().get("path").data());
      assertEquals(wanted, interpreted.result("loss").get(e).data()[0], 1e-10);
      assertEquals(wanted, compiled.result("loss").get(e).data()[0], 1e-5);
    }
  }

  @Test
  void pathIsTheBestOfAll() {
    Outcome interpreted = new Interpreter(graph("decode"), SIZES, shared, 1).run(batch);
    Outcome compiled = new CompiledProgram(Pipeline.optimize(graph("decode")), SIZES).run(shared, batch, 1);
    for (int e = 0; e < LENGTHS.length; e++) {
      double[] scores = batch.get(e).inputs().get("scores").data();
      double[] best = path(0, LENGTHS[e]);
      for (int p = 1; p < paths(LENGTHS[e]); p++) {
        double[] path = path(p, LENGTHS[e]);
        best = score(scores, path) > score(scores, best) ? path : best;
      }
      assertArrayEquals(best, interpreted.result("decode").get(e).data());
      assertArrayEquals(best, compiled.result("decode").get(e).data());
    }
  }

  @Test
  void aPathDoesNotDependOnItsBatch() {
    CompiledProgram program = new CompiledProgram(Pipeline.optimize(graph("decode")), SIZES);
    List<Array> together = program.run(shared, batch, 1).result("decode");
    for (int e = 0; e < LENGTHS.length; e++) {
      assertArrayEquals(together.get(e).data(),
          program.run(shared, List.of(batch.get(e)), 1).result("decode").get(0).data());
    }
  }

  @Test
  void gradientsAreThoseOfDifferences() {
    List<String> inputs = GradientCheck.floats(graph("loss"));
    Graph before = Pipeline.beforeGradients(graph("loss"));
    Graph gradients = Pipeline.afterGradients(Differentiate.gradient(before, inputs));
    GradientCheck.check(graph("loss"), gradients, 5, 3, 1, 4);
    Map<Symbol, Integer> sizes = Map.of(Symbol.hyper("classes"), 4);
    ProgramsMatchTheInterpreterTest.check(gradients, sizes);
  }
}
