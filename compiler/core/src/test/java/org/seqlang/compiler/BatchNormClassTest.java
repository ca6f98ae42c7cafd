package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.compiler.emit.java.InMemoryCompiler;
import org.seqlang.diagnostic.Source;
import org.seqlang.model.Model;
import org.seqlang.model.Objective;
import org.seqlang.model.Seed;

/** A generated class with batch normalisation and a forget bias: first values, what it keeps, serves and saves. */
class BatchNormClassTest {

  private static final String MODEL = """
      package norms
      import seq.nn.*

      model Norms(n: int = 2, h: int = 30) {
        norm   = BatchNorm(n, momentum = 0.25)
        net    = LSTM(n, h, forget_bias = 1)
        plain  = LSTM(n, h)

        def score(xs: float[T, n]) = { ys = norm(xs); sum(net(ys).last) + sum(plain(ys).last) }
        objective train(xs: float[T, n]) = square(score(xs) - 1)
        entry predict(xs: float[T, n]) -> float[n] = norm(xs).last
      }
      """;

  private static final float[][] FIRST = {{1, 10}, {3, 10}};
  private static final float[][] SECOND = {{5, 40}};

  @TempDir
  private Path folder;
  private Class<?> type;
  private Model model;

  @BeforeEach
  void create() throws ReflectiveOperationException {
    SeqCompiler.Request request = new SeqCompiler.Request(List.of(new Source("Norms.seq", MODEL)),
        Library.ofResources(BatchNormClassTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT);
    SeqCompiler.Result result = SeqCompiler.compile(request);
    assertEquals(List.of(), result.diagnostics());
    Map<String, String> classes = new HashMap<>();
    result.files().forEach(f -> classes.put(f.path().replace(".java", "").replace('/', '.'), f.content()));
    type = InMemoryCompiler.compile(classes).loadClass("norms.Norms");
    Object sizes = type.getMethod("defaultSizes").invoke(null);
    model = (Model) type.getMethod("create", sizes.getClass(), Seed.class).invoke(null, sizes, new Seed(3));
  }

  private float[] values(String parameter) {
    return model.parameters().get(parameter).values();
  }

  @SuppressWarnings("unchecked")
  private double train() throws ReflectiveOperationException {
    Constructor<?> example = type.getClassLoader().loadClass("norms.Norms$Train").getConstructor(float[][].class);
    Objective<Object> objective = (Objective<Object>) type.getMethod("train").invoke(model);
    List<Object> batch = List.of(example.newInstance((Object) FIRST), example.newInstance((Object) SECOND));
    double loss = objective.train(batch, 1);
    float[] before = values("norm.running_mean").clone();
    objective.evaluate(batch);
    assertArrayEquals(before, values("norm.running_mean"));
    return loss;
  }

  /** Mean (1 + 3 + 5) / 3 and (10 + 10 + 40) / 3, unbiased variance 4 and 300; a quarter of the way from 0 and 1. */
  @Test
  void trainingKeepsRunningStatistics() throws ReflectiveOperationException {
    assertTrue(Double.isFinite(train()));
    assertArrayEquals(new float[] {0.75f, 5}, values("norm.running_mean"), 1e-5f);
    assertArrayEquals(new float[] {0.75f + 1, 0.75f + 75}, values("norm.running_var"), 1e-3f);
    train();
    assertArrayEquals(new float[] {0.75f * 0.75f + 0.75f, 0.75f * 5 + 5}, values("norm.running_mean"), 1e-4f);
  }

  @Test
  void theyAreFrozenAndWithoutGradient() throws ReflectiveOperationException {
    train();
    for (String name : List.of("norm.running_mean", "norm.running_var")) {
      assertTrue(model.parameters().get(name).frozen());
      assertArrayEquals(new float[2], model.parameters().get(name).gradient());
    }
    assertFalse(model.parameters().get("norm.weight").frozen());
    assertTrue(model.parameters().get("norm.bias").gradient()[0] != 0);
  }

  @Test
  void servingUsesThemAndSavingKeepsThem() throws ReflectiveOperationException {
    train();
    float[] expected = {(float) ((3 - 0.75) / Math.sqrt(1.75 + 1e-5)), (float) ((10 - 5) / Math.sqrt(75.75 + 1e-5))};
    Object served = type.getMethod("predict", float[][].class).invoke(model, (Object) FIRST);
    assertArrayEquals(expected, (float[]) served, 1e-4f);
    Path file = folder.resolve("norms.safetensors");
    model.save(file);
    Model loaded = (Model) type.getMethod("load", Path.class).invoke(null, file);
    assertArrayEquals(values("norm.running_var"), loaded.parameters().get("norm.running_var").values());
    assertTrue(loaded.parameters().get("norm.running_var").frozen());
  }

  /** PyTorch's uniform values of the forget gate's bias, and 1 more; no other gate's. */
  @Test
  void forgetBiasIsAddedToTheForgetGate() {
    double bound = 1 / Math.sqrt(30);
    float[] bias = values("net.bias_ih_l0");
    for (int i = 0; i < bias.length; i++) {
      double start = i >= 30 && i < 60 ? 1 : 0;
      assertTrue(Math.abs(bias[i] - start) <= bound + 1e-6, i + ": " + bias[i]);
    }
    for (float value : values("plain.bias_ih_l0")) {
      assertTrue(Math.abs(value) <= bound);
    }
  }
}
