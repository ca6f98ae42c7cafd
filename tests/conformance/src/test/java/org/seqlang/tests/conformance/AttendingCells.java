package org.seqlang.tests.conformance;

import java.util.stream.Stream;

/** Cells that read a whole sequence at each step, several inputs, inputs that stay as they are. */
final class AttendingCells {

  private static final String[] ALL = {"", ", reverse = true", ", bidirectional = true", ", layers = 2",
      ", layers = 2, bidirectional = true, merge = sum"};

  private AttendingCells() {}

  static Stream<OwnCells.Case> all() {
    return Stream.of(
        OwnCells.cases("attention", ATTENTION, ", m: float[S, h]", ", m", ALL),
        OwnCells.cases("additive attention", ADDITIVE, ", m: float[S, h]", ", m", ALL),
        OwnCells.cases("attention to itself", ITSELF, "", ", xs", ", reverse = true", ", bidirectional = true"),
        OwnCells.cases("several inputs", SEVERAL, ", y: float[T, h], z: float[h]", ", y, z", ALL),
        beside(), decoder(), OwnCells.cases("a condition", SEVERAL, ", y: float[h], z: float[h]", ", y, z", ALL))
        .flatMap(cases -> cases);
  }

  private static final String ATTENTION = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param a: float[h, h] ~ uniform(1)
        in    x: float[input]
        in    memory: float[S, h]
        state s: float[h] = 0
        weights = softmax(memory @ (a @ s[t-1]))
        s[t] = tanh(u @ x + weights @ memory)
        out s
      }
      """;

  private static final String ADDITIVE = """
      cell Own(input, h) {
        inner  = GRU(input, h)
        attend = AdditiveAttention(h, h, 2*h)
        in    x: float[input]
        in    memory: float[S, h]
        state s: float[h] = 0
        context = attend(s[t-1], memory)
        s[t] = tanh(inner(x) + context)
        out s
      }
      """;

  private static final String ITSELF = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param a: float[input, h] ~ uniform(1)
        in    x: float[input]
        in    all: float[S, input]
        state s: float[h] = 0
        s[t] = tanh(u @ (x + dot_attention(a @ s[t-1], all)))
        out s
      }
      """;

  private static final String SEVERAL = """
      cell Own(input, h) {
        param u: float[h, input] ~ uniform(1)
        param a: float[h, h] ~ uniform(1)
        norm = LayerNorm(h)
        in    x: float[input]
        in    y, z: float[h] = 0.5
        state s: float[h] = 0
        s[t] = tanh(variational_dropout(u @ x, 0.2) + y * y[t-1] + a @ dropout(z + z[t-2], 0.3)) + norm(s[t-1])
        out s
      }
      """;

  /** Outputs beside the output: of every step, and of the step itself to a cell around. */
  private static Stream<OwnCells.Case> beside() {
    String cells = """
        cell Inner(input, h) {
          param u: float[h, input] ~ uniform(1)
          in    x: float[input]
          in    memory: float[S, h]
          state s: float[h] = 0
          weights = softmax(memory @ s[t-1])
          peak = max(weights)
          gate = sigmoid(u @ x)
          s[t] = gate * s[t-1] + weights @ memory
          out s, weights, gate, peak
        }
        cell Outer(input, h) {
          inner = Inner(input, h)
          in    x: float[input]
          in    memory: float[S, h]
          state s: float[h] = 0
          one = inner(x, memory)
          s[t] = 0.5 * s[t-1] + one.gate + tanh(one.weights @ memory) + one
          out s
        }
        """;
    return Stream.of("", ", reverse = true", ", layers = 2, bidirectional = true, merge = sum").map(modifier ->
        new OwnCells.Case("beside" + modifier, "import seq.nn.*\n" + cells + """
            model Case(n: int, h: int) {
              inner = Inner(n, hMODIFIER)
              outer = Outer(n, hMODIFIER)
              objective loss(xs: float[T, n], m: float[S, h], w: float[T, h]) {
                a = inner(xs, m)
                b = outer(xs, m)
                sum(sum(a * w + a.gate * b) over T) + sum(a.last * b.last) + sum(a.peak over T)
              }
            }
            """.replace("MODIFIER", modifier)));
  }

  /** Cells that look back, apply cells and attend, as a decoder, from where another one of them stopped. */
  private static Stream<OwnCells.Case> decoder() {
    String cell = """
        cell Back(input, h) {
          inner = GRU(input, h)
          in    x: float[input] = 0.5
          in    memory: float[S, h]
          state s: float[h] = 0.1
          weights = softmax(memory @ s[t-2])
          s[t] = tanh(inner(x[t-1])) + 0.5 * s[t-1] + weights @ memory
          out s, weights
        }
        """;
    return Stream.of("", ", layers = 2").map(modifier -> new OwnCells.Case("decoder" + modifier, "import seq.nn.*\n" + cell + """
        model Case(n: int, h: int) {
          encoder = Back(n, hMODIFIER)
          decoder = Back(n, hMODIFIER)
          output = Linear(h, n)
          step next(previous: float[n], memory: float[S, h]) -> float[n] {
            d = decoder(previous, memory)
            output(d + d.weights @ memory)
          }
          objective loss(xs: float[T, n], m: float[S, h], z: float[n], ys: float[T, n]) {
            a = run next(m) from encoder(xs, m) over T, start z, feed teacher(ys)
            b = run next(m) from decoder(s = DEEPreshape(m.last, 1, h)END) over T, start z
            sum(sum(a * b) over T)
          }
        }
        """.replace("MODIFIER", modifier).replace("DEEP", modifier.isEmpty() ? "" : "reshape(concat(")
            .replace("END", modifier.isEmpty() ? "" : ", reshape(m.first, 1, h)), 2, h)")));
  }
}
