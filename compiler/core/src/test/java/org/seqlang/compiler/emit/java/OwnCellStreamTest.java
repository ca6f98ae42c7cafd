package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqlang.stream.StreamState;

/** A cell of a model's own, element by element. */
class OwnCellStreamTest {

  /** A state that is a matrix, one that is an index, an input that is the same at every step, a learned start. */
  private static final String OWN = """
      package streams

      cell Fast(input, hidden) {
        param weight: float[hidden, input] ~ uniform(0.5)
        param first: float[hidden] ~ normal(0.5)

        in    x: float[input]
        in    gain: float[hidden]
        state m: float[hidden, hidden] = 0.1
        state tag: index<hidden> = 1
        state h: float[hidden] = tanh(first)

        k = tanh(weight @ x[t])
        m[t] = 0.9 * m[t-1] + reshape(k, hidden, 1) @ reshape(h[t-1], 1, hidden)
        tag[t] = argmax(m[t] @ gain)
        h[t] = tanh(m[t] @ k + 0.1 * float(tag[t-1]))
        out h
      }

      model Own(n: int) {
        cells = Fast(n, n)
        entry read(x: float[T, n], gain: float[n]) -> float[T, n] = cells(x, gain)
      }
      """;
  private static final int N = 6;

  private static float[] vector(int seed) {
    Random random = new Random(seed);
    float[] vector = new float[N];
    for (int i = 0; i < N; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  @Test
  void statesOfAnyShape() {
    CompiledModel own = CompiledModel.create(OWN, "streams.Own", N);
    float[][] x = new Random(3).ints(12).mapToObj(i -> vector(i)).toArray(float[][]::new);
    float[] gain = vector(7);
    float[][] whole = (float[][]) own.call("read", x, gain);
    StreamedModel read = new StreamedModel(own, "read");
    StreamState state = read.start((Object) gain);
    for (int t = 0; t < x.length; t++) {
      StreamedModel.Step step = read.step(state, (Object) x[t]);
      assertArrayEquals(whole[t], (float[]) step.value(), 1e-6f);
      state = read.read(step.state().toBytes());
      assertEquals(step.state(), state);
    }
  }
}
