package org.seqlang.tests.conformance;

import java.util.stream.Stream;

/** Cells with several states of different sizes and shapes: numbers, vectors, matrices, indices. */
final class StatefulCells {

  private static final String[] ALL = {"", ", reverse = true", ", bidirectional = true", ", layers = 2",
      ", layers = 2, bidirectional = true, merge = sum"};

  private StatefulCells() {}

  static Stream<OwnCells.Case> all() {
    return Stream.of(
        OwnCells.cases("fast weights", FAST_WEIGHTS, "", "", ALL),
        OwnCells.cases("matrix memory", MATRIX_MEMORY, "", "", ALL),
        OwnCells.cases("matrix of two steps back", MATRIX_BEFORE, "", "", ALL),
        OwnCells.cases("numbers", NUMBERS, "", "", ALL),
        OwnCells.cases("index", INDEX, "", "", ALL)).flatMap(cases -> cases);
  }

  /** Schmidhuber 1992, Ba et al. 2016: a matrix that is written by outer products and read by a product. */
  private static final String FAST_WEIGHTS = """
      cell Own(input, h) {
        param wk, wv: float[h, input] ~ uniform(1)
        param wq: float[h, h] ~ uniform(1)
        in    x: float[input]
        state a: float[h, h] = 0
        state s: float[h] = 0
        k = tanh(wk @ x)
        v = wv @ x
        a[t] = 0.9 * a[t-1] + reshape(v, h, 1) @ reshape(k, 1, h)
        s[t] = tanh(a @ (wq @ s[t-1]) + k)
        out s
      }
      """;

  /** As mLSTM, Beck et al. 2024: matrix memory, a vector that normalises it, a number that stabilises the gates. */
  private static final String MATRIX_MEMORY = """
      cell Own(input, h) {
        param wq, wk, wv: float[h, input] ~ uniform(1)
        param wi, wf: float[input] ~ normal(1)
        in    x: float[input]
        state c: float[h, h] = 0
        state z: float[h] = 0
        state m: float[] = 0
        i = wi @ x
        f = wf @ x + m[t-1]
        m[t] = maximum(f, i)
        ig = exp(i - m)
        fg = exp(f - m)
        k = wk @ x
        c[t] = fg * c[t-1] + ig * (reshape(wv @ x, h, 1) @ reshape(k, 1, h))
        z[t] = fg * z[t-1] + ig * k
        q = wq @ x
        out y = (c @ q) / maximum(abs(z @ q), 1)
      }
      """;

  private static final String MATRIX_BEFORE = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param first: float[h, h] ~ uniform(1)
        in    x: float[input]
        state a: float[h, h] = first
        state s: float[h] = 0
        s[t] = tanh(u @ x + a[t-2] @ s[t-1])
        a[t] = 0.5 * a[t-1] + 0.1 * (reshape(s, h, 1) @ reshape(s[t-3], 1, h))
        out s
      }
      """;

  private static final String NUMBERS = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param rate: float[] ~ ones
        in    x: float[input]
        state total, count: float[] = 0
        state s: float[2*h] = 0
        count[t] = count[t-1] + 1
        total[t] = sigmoid(rate) * total[t-1] + mean(x)
        s[t] = concat(tanh(u @ x) * total, slice(s[t-1], 0, h) / count)
        out y = slice(s, 0, h) + slice(s, h, h) * total[t-1]
      }
      """;

  private static final String INDEX = """
      cell Own(input, h) {
        param table: float[3, h] ~ uniform(1)
        param u: float[h, input] ~ uniform(1)
        param w: float[3, h] ~ uniform(1)
        in    x: float[input]
        state best: index<3> = 1
        state s: float[h] = 0
        s[t] = tanh(u @ x + table[best[t-1]] + table[best[t-2]])
        best[t] = argmax(w @ s)
        out s
      }
      """;
}
