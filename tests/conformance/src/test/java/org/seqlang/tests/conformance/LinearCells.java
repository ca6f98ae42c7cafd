package org.seqlang.tests.conformance;

import java.util.stream.Stream;

/** Cells with states that are linear in themselves, which leave the loop. */
final class LinearCells {

  private static final String[] ALL =
      {"", ", reverse = true", ", bidirectional = true", ", layers = 2", ", layers = 2, bidirectional = true, merge = sum"};

  private LinearCells() {}

  static Stream<OwnCells.Case> all() {
    return Stream.of(
        OwnCells.cases("gated", GATED, "", "", ALL),
        OwnCells.cases("decaying", DECAYING, "", "", ALL),
        OwnCells.cases("over one that bends", OVER, "", "", ALL),
        OwnCells.cases("with masks", MASKED, "", "", "", ", reverse = true"),
        OwnCells.cases("matrix", MATRIX, "", "", "", ", reverse = true"),
        OwnCells.cases("linear only backwards", BACKWARDS, "", "", ALL)).flatMap(cases -> cases);
  }

  private static final String GATED = """
      cell Own(input, h) {
        param u, v: float[h, input] ~ uniform(1)
        param start: float[h] ~ ones
        in    x: float[input]
        state s: float[h] = start
        z = sigmoid(u @ x)
        s[t] = s[t-1] + z * (tanh(v @ x) - s[t-1])
        out y = s * s[t-1]
      }
      """;

  /** The factors do not change with time: a parameter, and a number. */
  private static final String DECAYING = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param decay: float[h] ~ uniform(1)
        in    x: float[input]
        state s, average, count: float[h] = 0.2
        s[t] = u @ x - decay * s[t-1] / (1 + decay * decay)
        average[t] = 0.9 * average[t-1] + 0.1 * s
        count[t] = count[t-1] + 1
        out y = average[t-2] + s[t-1] / count
      }
      """;

  private static final String OVER = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param w: float[h, h] ~ uniform(1)
        in    x: float[input]
        state bent, s, after: float[h] = 0.1
        bent[t] = tanh(u @ x + w @ bent[t-1])
        s[t] = where(bent > 0, bent * s[t-1], -s[t-1]) + bent[t-1]
        after[t] = sigmoid(w @ after[t-1] + s[t-1])
        out y = after + s
      }
      """;

  private static final String MASKED = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        in    x: float[input]
        state s: float[h] = 0
        f = sigmoid(u @ x)
        s[t] = dropout(f * s[t-1] + (1 - f), 0.4)
        out s
      }
      """;

  private static final String MATRIX = """
      cell Own(input, h) {
        param u, v: float[h, input] ~ uniform(1)
        in    x: float[input]
        state m: float[h, h] = 0
        m[t] = sigmoid(u @ x) * m[t-1] + reshape(v @ x, h, 1) @ reshape(u @ x, 1, h)
        out y = m[t] @ (v @ x)
      }
      """;

  /** The state goes through a function; its gradient does not. */
  private static final String BACKWARDS = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param w: float[h] ~ uniform(1)
        in    x: float[input]
        state s: float[h] = 0.5
        s[t] = tanh(u @ x + w * s[t-1])
        out s
      }
      """;
}
