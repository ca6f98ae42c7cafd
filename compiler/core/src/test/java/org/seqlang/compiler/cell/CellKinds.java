package org.seqlang.compiler.cell;

import java.util.List;

/**
 * Cells of every kind that the language knows, each with models around it. All give {@code float[hidden]}.
 *
 * @param name of the kind
 * @param cell the text of {@code Kind(input, hidden)}
 * @param argument what a function hands to the cell beside its sequence, the same at every step: its name; empty for nothing
 * @param type of that argument, with sizes of the model
 */
public record CellKinds(String name, String cell, String argument, String type) {

  /** Further back than a step, of states and of the input, by numbers that are written down and by a hyper-parameter. */
  private static final CellKinds LAGS = new CellKinds("lags", """
      cell Kind(input, hidden, k: int = 4) {
        param weight, early: float[hidden, input] ~ uniform(0.6)
        param back: float[hidden, hidden] ~ uniform(0.4)
        param first: float[hidden] ~ uniform(0.5)
        in    x: float[input] = 0.2
        state h: float[hidden] = first
        h[t] = tanh(weight @ x[t] + early @ x[t-2] + back @ h[t-3] + 0.3 * h[t-1] - 0.2 * h[t-k])
        out h
      }
      """, "", "");

  /** A matrix as the memory, and a number. */
  private static final CellKinds MATRIX = new CellKinds("matrix", """
      cell Kind(input, hidden) {
        param weight: float[2*hidden, input] ~ uniform(0.6)
        in    x: float[input]
        state m: float[hidden, hidden] = 0.1
        state heat: float[] = 0.5
        key, query = split(weight @ x[t], 2)
        heat[t] = 0.5 * heat[t-1] + sigmoid(sum(key))
        m[t] = 0.8 * m[t-1] + heat * (reshape(key, hidden, 1) @ reshape(tanh(query), 1, hidden))
        out y = tanh(m[t] @ query)
      }
      """, "", "");

  /** A cell and a layer inside the step. */
  private static final CellKinds NESTED = new CellKinds("nested", """
      layer Both(input, hidden) {
        first  = Linear(input, 2*hidden)
        second = Linear(2*hidden, hidden)
        in  x: float[input]
        out y = second(tanh(first(x)))
      }

      cell Kind(input, hidden) {
        below = GRU(input, hidden, layers = 2)
        mixed = Both(hidden, hidden)
        in    x: float[input]
        state h: float[hidden] = 0
        h[t] = tanh(mixed(h[t-1]) + below(x[t]))
        out h
      }
      """, "", "");

  /** Attention in the step to another sequence. */
  private static final CellKinds ATTENDING = new CellKinds("attending", """
      cell Kind(input, hidden) {
        param weight: float[hidden, input] ~ uniform(0.6)
        param query:  float[hidden, hidden] ~ uniform(0.9)
        in    x: float[input]
        in    memory: float[S, hidden]
        state h: float[hidden] = 0
        seen = softmax(memory @ (query @ h[t-1])) @ memory
        h[t] = tanh(weight @ x[t] + seen + 0.3 * h[t-1])
        out h
      }
      """, "memory", "float[S, a]");

  /** The same at every step, and normalised together with the state. */
  private static final CellKinds CONDITIONED = new CellKinds("conditioned", """
      cell Kind(input, hidden) {
        param weight: float[hidden, input + hidden] ~ uniform(0.6)
        norm = LayerNorm(hidden)
        in    x: float[input]
        in    style: float[hidden]
        state h: float[hidden] = 0
        h[t] = tanh(norm(h[t-1] + weight @ concat(x, style)) * style)
        out h
      }
      """, "style", "float[a]");

  /** An output that is no state, one beside it, an index as a state, a learned beginning. */
  private static final CellKinds OUTPUTS = new CellKinds("outputs", """
      cell Kind(input, hidden) {
        param weight: float[2*hidden, input] ~ uniform(0.6)
        param first: float[hidden] ~ uniform(0.5)
        in    x: float[input]
        state c: float[hidden] = tanh(first)
        state loudest: index<hidden> = 1
        z, g = split(weight @ x[t], 2)
        gate = sigmoid(g + 0.4 * c[t-1])
        c[t] = gate * c[t-1] + (1 - gate) * tanh(z)
        loudest[t] = argmax(stop_gradient(c[t]))
        y = c[t] * (1 + 0.1 * float(loudest[t-1]))
        out y, gate
      }
      """, "", "");

  /** Two sequences, one of which may also be the same at every step. */
  private static final CellKinds INPUTS = new CellKinds("inputs", """
      cell Kind(input, hidden) {
        param weight: float[hidden, input] ~ uniform(0.6)
        param other, both: float[hidden, hidden] ~ uniform(0.5)
        in    x: float[input]
        in    z: float[hidden] = 0.3
        state h: float[hidden] = 0
        h[t] = tanh(weight @ x[t] + other @ (z[t] * h[t-1]) + both @ z[t-1])
        out h
      }
      """, "z", "float[a]");

  static final List<CellKinds> ALL = List.of(LAGS, MATRIX, NESTED, ATTENDING, CONDITIONED, OUTPUTS, INPUTS);

  public static List<CellKinds> all() {
    return ALL;
  }

  /** Layers, both directions, backwards; trained and served; the outputs of all steps, and the ends. */
  String layered() {
    return """
        package kinds
        import seq.nn.*

        %cell
        model Layered(a: int) {
          one  = Kind(a, a)
          deep = Kind(a, a, layers = 2)
          both = Kind(a, a, layers = 2, bidirectional = true, merge = sum)
          back = Kind(a, a, reverse = true)

          objective train(x: float[T, a]%declared) = sum(square(one(x%given).last)) + mean(mean(square(deep(x%given)) over T))
          objective ways(x: float[T, a]%declared) = sum(max(both(x%given) over T)) + sum(mean(back(x%given) over T))
          entry read(x: float[T, a]%declared) -> float[T, a] = deep(x%given)%beside
          entry end(x: float[T, a]%declared) -> float[a] = both(x%given).last + back(x%given).last
        }
        """.replace("%cell", cell).replace("%declared", declared()).replace("%given", given())
        .replace("%beside", name.equals("outputs") ? " + one(x).gate + both(x).gate" : "");
  }

  /** One layer, served. */
  String single() {
    return """
        package kinds
        import seq.nn.*

        %cell
        model Single(a: int) {
          one = Kind(a, a)
          entry read(x: float[T, a]%declared) -> float[T, a] = one(x%given)
        }
        """.replace("%cell", cell).replace("%declared", declared()).replace("%given", given());
  }

  /** A decoder's cell; carried from chunk to chunk; streamed. */
  public String decoder() {
    return """
        package kinds
        import seq.nn.*

        %cell
        model Decoding(a: int) {
          write   = Embedding(5, a)
          decoder = Kind(a, a)
          output  = Linear(a, 5)

          step next(previous: index<5>%declared) -> float[5] = 5 * output(decoder(write(previous)%given))
          entry invent(start: index<5>%declared) -> index<5>[?] = run next%arguments start start, until 0, at most 7
          entry broad(start: index<5>%declared) -> index<5>[?] = run next%arguments start start, until 0, at most 7, beam 3
          entry scores(start: index<5>, t: index<5>[T]%declared) -> float[T, 5] =
            run next%arguments over T, start start, feed teacher(t)
          entry read(x: float[T, a]%declared) -> float[T, a] = decoder(x%given)%beside
          objective chunk(x: float[T, a]%declared) = sum(sum(square(carry decoder(x%given)) over T))
          objective whole(x: float[T, a]%declared) = sum(sum(square(decoder(x%given)) over T))
        }
        """.replace("%cell", cell).replace("%declared", declared()).replace("%given", given())
        .replace("%beside", name.equals("outputs") ? " + decoder(x).gate" : "").replace("%arguments", argument.isEmpty() ? "" : "(" + argument + ")");
  }

  private String declared() {
    return argument.isEmpty() ? "" : ", " + argument + ": " + type;
  }

  private String given() {
    return argument.isEmpty() ? "" : ", " + argument;
  }

  @Override
  public String toString() {
    return name;
  }
}
