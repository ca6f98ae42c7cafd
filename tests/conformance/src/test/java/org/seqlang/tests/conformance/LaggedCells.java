package org.seqlang.tests.conformance;

import java.util.stream.Stream;

/** Cells that look further back than one step. */
final class LaggedCells {

  private static final String[] ALL = {"", ", reverse = true", ", bidirectional = true", ", layers = 2",
      ", layers = 2, bidirectional = true, merge = sum"};

  private LaggedCells() {}

  static Stream<OwnCells.Case> all() {
    return Stream.of(
        OwnCells.cases("two steps back", two("0"), "", "", ALL),
        OwnCells.cases("learned first states", two("start"), "", "", ALL),
        OwnCells.cases("dilated", DILATED, "", "", ", 1", ", 3, layers = 2, bidirectional = true", ", 5, reverse = true"),
        OwnCells.cases("inputs before", INPUTS, "", "", ALL),
        given(), changingPlaces()).flatMap(cases -> cases);
  }

  private static String two(String first) {
    return """
        cell Own(input, h) {
          param u: float[h, input] ~ uniform(1)
          param a, b: float[h, h] ~ uniform(1)
          param start: float[h] ~ ones
          in    x: float[input]
          state s: float[h] = FIRST
          s[t] = tanh(u @ x + a @ s[t-1] + b @ s[t-2] + start)
          out s
        }
        """.replace("FIRST", first);
  }

  private static final String DILATED = """
      cell Own(input, h, k: int) {
        param u: float[h, input] ~ uniform(1)
        param a: float[h, h] ~ uniform(1)
        in    x: float[input]
        state s: float[h] = 0.5
        s[t] = tanh(u @ x + a @ s[t-k]) + 0.1 * s[t-k-1]
        out s
      }
      """;

  private static final String INPUTS = """
      cell Own(input, h) {
        param u, v, w: float[h, input] ~ uniform(1)
        param first: float[input] ~ ones
        in    x: float[input] = first
        state s: float[h] = 0
        s[t] = tanh(u @ x + v @ x[t-1] + w @ x[t-3] + s[t-1])
        out y = s * s[t-1] + s[t-2]
      }
      """;

  /** The first state is an argument, for all steps before the first. */
  private static Stream<OwnCells.Case> given() {
    return Stream.of(new OwnCells.Case("given", "import seq.nn.*\n" + two("0") + """
        model Case(n: int, h: int) {
          net = Own(n, h)
          make = Linear(n, h)
          objective loss(xs: float[T, n], v: float[h], z: float[n]) {
            all = net(xs, s = make(z))
            sum(all.last * v) + sum(all.s @ v) + sum(sum(all.steps * all.steps) over T)
          }
        }
        """));
  }

  /** States that take one another's earlier values. */
  private static Stream<OwnCells.Case> changingPlaces() {
    return OwnCells.cases("changing places", """
        cell Own(input, h) {
          param u: float[h, input] ~ uniform(1)
          in    x: float[input]
          state a, b: float[h] = 0.3
          state c: float[2*h] = 0.1
          a[t] = b[t-1] + u @ x
          b[t] = 0.5 * a[t-2] * b[t-3]
          c[t] = concat(a[t-1], b)
          out y = slice(c[t-2], 0, h) + b
        }
        """, "", "", ALL);
  }
}
