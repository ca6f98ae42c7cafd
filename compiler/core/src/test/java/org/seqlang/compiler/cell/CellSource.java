package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/**
 * A cell as text: states of different shapes, inputs, parameters, equations over them in any order.
 *
 * @param inputs names and dimensions, over the cell's sizes {@code a} and {@code b}
 * @param indices names of the inputs that are indices, and what they are below
 * @param states names and dimensions
 * @param out dimensions of what the cell gives
 */
record CellSource(String name, String text, List<Term> inputs, List<Term> indices, List<Term> states, List<Size> out) {

  static final Size A = Size.hyper("a");
  static final Size B = Size.hyper("b");

  /** Draws a cell whose first input alone is of the size {@code a}, so that it can be stacked. */
  static CellSource draw(Choices choices, String name, List<FunctionSource> functions) {
    List<Size> sizes = List.of(B, A, B.times(2), A.plus(B), Size.of(3));
    StepSource body = new StepSource(choices, functions, sizes, true);
    List<String> head = new ArrayList<>();
    List<Term> inputs = inputs(choices, body, head);
    List<Term> indices = indices(choices, body, head);
    List<Term> states = states(choices, body, head);
    body.grow(12);
    for (Term state : states) {
      equation(choices, body, state);
      body.grow(2);
    }
    Term out = out(choices, body, states);
    List<String> lines = new ArrayList<>(body.lines());
    if (choices.oneIn(3)) {
      Collections.reverse(lines);
    }
    boolean named = out.text().matches("\\w+");
    lines.add(named ? "out " + out.text() : "out y = " + out.text());
    head.addAll(0, body.declarations());
    head.addAll(lines);
    String text = "cell " + name + "(a, b) {\n" + head.stream().map(line -> "  " + line + "\n").collect(Collectors.joining()) + "}\n";
    return new CellSource(name, text, inputs, indices, states, out.dims());
  }

  private static List<Term> inputs(Choices choices, StepSource body, List<String> head) {
    List<Term> inputs = new ArrayList<>(List.of(new Term("x0", List.of(A))));
    while (inputs.size() < 3 && choices.mostly(2)) {
      inputs.add(new Term("x" + inputs.size(),
          choices.of(List.of(List.of(B), List.of(), List.of(B.times(2)), List.of(B, B)))));
    }
    for (Term input : inputs) {
      head.add("in " + input.text() + ": " + Term.type(input.dims()));
      body.pool().add(choices.below(2) == 0 ? input : new Term(input.text() + "[t]", input.dims()));
    }
    return inputs;
  }

  private static List<Term> indices(Choices choices, StepSource body, List<String> head) {
    if (!choices.oneIn(4)) {
      return List.of();
    }
    Term index = new Term("i0", List.of(choices.of(List.of(B, B.times(2)))));
    head.add("in i0: index<" + index.last() + ">");
    body.addIndex(index);
    return List.of(index);
  }

  private static List<Term> states(Choices choices, StepSource body, List<String> head) {
    List<Term> states = new ArrayList<>();
    do {
      String name = "s" + states.size();
      List<Size> dims = choices.of(List.of(List.of(B), List.of(), List.of(B.times(2)), List.of(B, B), List.of(Size.of(2), B)));
      String first = switch (choices.below(4)) {
        case 0 -> "0";
        case 1 -> "0.25";
        case 2 -> body.pool().parameter(dims).text();
        default -> "tanh(" + body.pool().parameter(dims).text() + ")";
      };
      head.add("state " + name + ": " + Term.type(dims) + " = " + first);
      states.add(new Term(name, dims));
    } while (states.size() < 3 && choices.mostly(2));
    states.forEach(state -> body.pool().add(new Term(state.text() + "[t-1]", state.dims())));
    return states;
  }

  /** Something that the cell gives, with much of what nothing uses yet. */
  private static Term out(Choices choices, StepSource body, List<Term> states) {
    Term out = choices.below(3) == 0 ? states.get(0) : body.pool().any();
    return new Term(body.pool().mixed(out.dims()), out.dims());
  }

  private static void equation(Choices choices, StepSource body, Term state) {
    Term previous = new Term(state.text() + "[t-1]", state.dims());
    String next = body.pool().mixed(state.dims());
    String form = choices.of(List.of("tanh(X + P)", "0.5 * P + 0.5 * tanh(X)", "sigmoid(X) * P + tanh(X)", "tanh(X * P)",
        "0.9 * P + X", "P + 0 * X", "maximum(P, tanh(X))"));
    body.lines().add(state.text() + "[t] = " + form.replace("X", next).replace("P", previous.text()));
    body.pool().add(choices.below(2) == 0 ? state : new Term(state.text() + "[t]", state.dims()));
  }

  /** Dimensions with the sizes that the cell was given in place of {@code a} and {@code b}. */
  static List<Size> at(List<Size> dims, Size a, Size b) {
    return dims.stream().map(d -> d.substitute(Map.of(Symbol.hyper("a"), a, Symbol.hyper("b"), b))).toList();
  }

  /** Whether it can have layers and directions: what it gives is a vector that does not change with its first input. */
  boolean stackable() {
    return out.size() == 1 && !out.toString().contains("a");
  }
}
