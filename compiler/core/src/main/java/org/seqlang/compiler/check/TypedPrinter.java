package org.seqlang.compiler.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes a checked model as text, every value with its type:
 *
 * <pre>
 * model samples.Tagger
 *   size hidden = 64
 *   parameter output.weight: float[classes, hidden] ~ uniform(-(1 / sqrt(hidden)), (1 / sqrt(hidden)))
 *   part output = Linear(input = hidden, output = classes)
 *   entry predict(xs: float[T, hidden]) -> float[T, classes] =
 *     apply output over T: float[T, classes]
 *       argument xs: float[T, hidden]
 * </pre>
 */
public final class TypedPrinter {

  private final StringBuilder out = new StringBuilder();

  private TypedPrinter() {}

  /** The text; every line ends with {@code \n}. */
  public static String print(CheckedModel model) {
    TypedPrinter printer = new TypedPrinter();
    printer.model(model);
    return printer.out.toString();
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private void model(CheckedModel model) {
    line(0, "model " + (model.packageName().isEmpty() ? "" : model.packageName() + ".") + model.name());
    for (HyperParameter hyper : model.hyperParameters()) {
      String kind = hyper.kind() == HyperParameter.Kind.SIZE ? "size" : hyper.kind().word();
      line(1, (hyper.fixed() ? "fixed " : "") + kind + " " + hyper.name()
          + hyper.defaultValue().map(value -> " = " + value).orElse(""));
    }
    model.parameters().forEach(p -> line(1, "parameter " + p.name() + ": " + p.type() + " ~ " + p.initializer()));
    model.parts().forEach(part -> line(1, "part " + part(part)));
    for (CheckedFunction function : model.functions()) {
      line(1, function.kind().name().toLowerCase(Locale.ROOT) + " " + signature(function) + " =");
      value(2, function.body());
    }
  }

  private static String part(Part part) {
    String values = part.layer().hyperParameters().stream().map(h -> h.name() + " = " + part.values().get(h.name()))
        .collect(Collectors.joining(", ", "(", ")"));
    Part.Modifiers modifiers = part.modifiers();
    return part.name() + " = " + part.layer().name() + values
        + (part.layer().isCell() ? " layers " + modifiers.layers() : "")
        + (modifiers.bidirectional() ? " bidirectional" : "") + (modifiers.summed() ? " merge sum" : "")
        + (modifiers.reverse() ? " reverse" : "")
        + modifiers.dropout().map(rate -> " dropout " + rate).orElse("");
  }

  private static String signature(CheckedFunction function) {
    return function.arguments().stream().map(a -> a.name() + ": " + a.type())
        .collect(Collectors.joining(", ", function.name() + "(", ") -> " + function.result()));
  }

  private void value(int depth, Typed typed) {
    line(depth, TypedText.head(typed) + ": " + typed.type());
    if (typed instanceof Typed.Block block) {
      for (Typed.Let let : block.lets()) {
        line(depth + 1, String.join(", ", let.names()) + " =");
        value(depth + 2, let.value());
      }
      value(depth + 1, block.value());
      return;
    }
    operands(depth + 1, TypedText.operands(typed));
    TypedTree.named(typed).forEach((name, value) -> {
      line(depth + 1, name + " =");
      value(depth + 2, value);
    });
  }

  private void operands(int depth, List<Typed> operands) {
    operands.forEach(operand -> value(depth, operand));
  }
}
