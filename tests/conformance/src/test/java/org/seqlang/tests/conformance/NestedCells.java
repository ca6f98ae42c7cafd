package org.seqlang.tests.conformance;

import java.util.stream.Stream;

/** Cells whose step applies layers and other cells. */
final class NestedCells {

  private static final String[] ALL = {"", ", reverse = true", ", bidirectional = true", ", layers = 2",
      ", layers = 2, bidirectional = true, merge = sum, dropout = 0.2"};

  private NestedCells() {}

  static Stream<OwnCells.Case> all() {
    return Stream.of(
        OwnCells.cases("layers inside", LAYERS, "", "", ALL),
        OwnCells.cases("an LSTM inside", LSTM, "", "", ALL),
        OwnCells.cases("two cells inside", TWO, "", "", ALL),
        OwnCells.cases("a cell that looks back inside", BACK, "", "", ALL),
        OwnCells.cases("a cell in a cell in a cell", DEEP, "", "", ALL)).flatMap(cases -> cases);
  }

  private static final String LAYERS = """
      layer Perceptron(input, hidden, output) {
        first  = Linear(input, hidden)
        second = Linear(hidden, output)
        norm   = LayerNorm(output)
        in  x: float[input]
        out y = norm(second(dropout(tanh(first(x)), 0.2)))
      }
      cell Own(input, h) {
        read = Linear(input, h)
        step = Perceptron(2*h, 3*h, h)
        in    x: float[input]
        state s: float[h] = 0
        s[t] = tanh(0.3 * step(concat(read(x), s[t-1])))
        out s
      }
      """.replace("step ", "next ").replace("step(", "next(");

  private static final String LSTM = """
      cell Own(input, h) {
        inner = LSTM(input, h)
        in  x: float[input]
        a = inner(x)
        out y = a + reshape(a.c, h) * a
      }
      """;

  private static final String TWO = """
      cell Own(input, h) {
        low  = GRU(input, h, layers = 2, dropout = 0.3)
        high = RNN(2*h, h)
        in    x: float[input]
        state s: float[h] = 0.1
        up = low(x)
        s[t] = 0.5 * s[t-1] + tanh(high(concat(up, s[t-1])))
        out s
      }
      """;

  private static final String BACK = """
      cell Back(input, k: int) {
        param first: float[input] ~ ones
        in    x: float[input] = first
        state s: float[input] = first
        s[t] = 0.5 * s[t-k] + x[t-1]
        out s
      }
      cell Own(input, h) {
        inner = Back(input, 2)
        outer = Back(h, 3)
        read  = Linear(input, h)
        in  x: float[input]
        out y = outer(tanh(read(inner(x))))
      }
      """;

  private static final String DEEP = """
      cell Middle(input, h) {
        inner = GRU(input, h)
        in    x: float[input]
        state s: float[h] = 0
        s[t] = 0.5 * s[t-1] + inner(x)
        out s
      }
      cell Own(input, h) {
        middle = Middle(input, h)
        in  x: float[input]
        out y = 2 * middle(x)
      }
      """;
}
