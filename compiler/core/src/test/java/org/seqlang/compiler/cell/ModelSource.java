package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;

/** A file with a model around a random cell: an objective, and entries that are served. */
final class ModelSource {

  private static final Size A = CellSource.A;
  private static final Size B = CellSource.B;

  private final Choices choices;
  private final List<FunctionSource> functions = new ArrayList<>();
  private final List<String> arguments = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private ModelSource(Choices choices) {
    this.choices = choices;
  }

  /** The text that the choices make. */
  static String of(Choices choices) {
    return new ModelSource(choices).file();
  }

  private String file() {
    CellSource cell = null;
    while (functions.size() < 2 && choices.mostly(2)) {
      functions.add(FunctionSource.draw(choices, functions.size(), functions));
    }
    cell = CellSource.draw(choices, "Cell", functions);
    String model = model(cell);
    String inner = cell.text().contains("Inner(") ? inner() : "";
    return "package random\nimport seq.nn.*\n\n"
        + functions.stream().map(FunctionSource::text).collect(Collectors.joining("\n")) + "\n" + inner + cell.text() + "\n" + model;
  }

  private String inner() {
    return """
        layer Inner(n, m) {
          hidden = Linear(n, m)
          norm = LayerNorm(m, 0.1)
          param gain: float[m] ~ uniform(0.5)
          in x: float[n]
          out y = gain * tanh(norm(hidden(x)))
        }

        """;
  }

  private String model(CellSource cell) {
    Size a = choices.of(List.of(A, B, A.times(2), A.plus(B)));
    Size b = choices.of(List.of(B, A));
    String modifiers = modifiers(cell);
    boolean single = !modifiers.contains("layers") && !modifiers.contains("bidirectional");
    List<String> initial = arguments(cell, a, b, single);
    String call = "core(" + names.stream().limit(cell.inputs().size() + cell.indices().size()).collect(Collectors.joining(", "))
        + initial.stream().map(text -> ", " + text).collect(Collectors.joining()) + ")";
    String given = "(" + String.join(", ", arguments) + ")";
    String passed = "(" + String.join(", ", names) + ")";
    return "model Random(a: int, b: int) {\n"
        + "  core = Cell(" + a + ", " + b + modifiers + ")\n"
        + "  def score" + given + " -> float[] = {\n    r = " + call + "\n    " + score(cell, single) + "\n  }\n"
        + objective(given, passed, CellSource.at(cell.inputs().get(0).dims(), a, b))
        + "  entry predict" + given + " -> float[] = score" + passed + "\n"
        + outputs(given, call, outDims(cell, a, b, modifiers))
        + "}\n";
  }

  /** The score, or the score and a penalty on its gradient by the first input, which is an entry too then. */
  private String objective(String given, String passed, List<Size> dims) {
    if (!choices.oneIn(4)) {
      return "  objective train" + given + " = score" + passed + "\n";
    }
    String type = "float[T, " + dims.get(0) + "]";
    return "  objective train" + given + " {\n    value = score" + passed
        + "\n    value + 0.1 * sum(sum(square(grad(value, x0))))\n  }\n"
        + "  entry saliency" + given + " -> " + type + " = grad(score" + passed + ", x0)\n";
  }

  /** What the cell gives at the end, or at every step. */
  private String outputs(String given, String call, List<Size> dims) {
    if (choices.below(2) == 0) {
      return "  entry last" + given + " -> " + Term.type(dims) + " = " + call + ".last\n";
    }
    String all = "float[T" + dims.stream().map(size -> ", " + size).collect(Collectors.joining()) + "]";
    return "  entry steps" + given + " -> " + all + " = " + call + "\n";
  }

  private List<Size> outDims(CellSource cell, Size a, Size b, String modifiers) {
    List<Size> dims = new ArrayList<>(CellSource.at(cell.out(), a, b));
    if (modifiers.contains("bidirectional") && !modifiers.contains("merge")) {
      dims.set(0, dims.get(0).times(2));
    }
    return dims;
  }

  private String modifiers(CellSource cell) {
    if (!cell.stackable()) {
      return choices.oneIn(3) ? ", reverse = true" : "";
    }
    String layers = choices.oneIn(3) ? ", layers = 2" + (choices.below(2) == 1 ? ", dropout = 0.3" : "") : "";
    return layers + choices.of(List.of("", "", ", reverse = true", ", bidirectional = true",
        ", bidirectional = true, merge = sum"));
  }

  /** Arguments of the model's functions; gives the initial states among them. */
  private List<String> arguments(CellSource cell, Size a, Size b, boolean single) {
    for (Term input : cell.inputs()) {
      boolean varies = input.text().equals("x0") || choices.below(2) == 0;
      argument(input.text(), "float", CellSource.at(input.dims(), a, b), varies);
    }
    for (Term index : cell.indices()) {
      argument(index.text(), "index<" + CellSource.at(index.dims(), a, b).get(0) + ">", List.of(), choices.below(2) == 0);
    }
    List<String> initial = new ArrayList<>();
    for (Term state : cell.states()) {
      if (single && choices.oneIn(4)) {
        argument("first_" + state.text(), "float", CellSource.at(state.dims(), a, b), false);
        initial.add(state.text() + " = first_" + state.text());
      }
    }
    return initial;
  }

  private void argument(String name, String element, List<Size> dims, boolean varies) {
    String type = dims.stream().map(Size::toString).collect(Collectors.joining(", "));
    String list = varies ? dims.isEmpty() ? "T" : "T, " + type : type;
    arguments.add(name + ": " + element + "[" + list + "]");
    names.add(name);
  }

  /** A number from what the cell gives. */
  private String score(CellSource cell, boolean single) {
    List<String> parts = new ArrayList<>(List.of(sum(choices.of(List.of(
        "tanh(mean(r over T))", "r.last", "sum(sin(r) over T)", "max(r over T)", "r.first")), cell.out().size())));
    for (Term state : cell.states()) {
      if (single && choices.oneIn(2)) {
        parts.add(sum("sin(r." + state.text() + ")", state.rank() + 1));
      }
    }
    return String.join(" + ", parts);
  }

  private static String sum(String text, int rank) {
    return "sum(".repeat(rank) + text + ")".repeat(rank);
  }
}
