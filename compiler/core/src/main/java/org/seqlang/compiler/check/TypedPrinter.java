package org.seqlang.compiler.check;

import java.util.stream.Collectors;

/**
 * A checked model as text: its parameters with their types, its functions with every expression's type.
 *
 * <pre>
 * model Scorer
 *   parameter output.weight: float[1, hidden] ~ uniform(…)
 *   entry score(x: float[T, input]) -&gt; float[]
 *     Apply output: float[]
 * </pre>
 */
public final class TypedPrinter {

  private final StringBuilder out = new StringBuilder();

  private TypedPrinter() {}

  public static String print(CheckedModel model) {
    TypedPrinter printer = new TypedPrinter();
    printer.out.append("model ").append(model.name()).append("\n");
    model.parameters().forEach(p -> printer.out.append("  parameter ").append(p.name()).append(": ").append(p.type())
        .append(" ~ ").append(p.initializer()).append("\n"));
    model.functions().forEach(printer::function);
    return printer.out.toString();
  }

  private void function(CheckedFunction function) {
    String arguments = function.arguments().stream().map(a -> a.name() + ": " + a.type()).collect(Collectors.joining(", "));
    out.append("  ").append(function.kind().name().toLowerCase(java.util.Locale.ROOT)).append(" ").append(function.name())
        .append("(").append(arguments).append(") -> ").append(function.result()).append("\n");
    expression(function.body(), "    ");
  }

  private void expression(Typed typed, String indent) {
    out.append(indent).append(typed.getClass().getSimpleName()).append(label(typed)).append(": ").append(typed.type()).append("\n");
    TypedChildren.of(typed).forEach(child -> expression(child, indent + "  "));
  }

  private static String label(Typed typed) {
    if (typed instanceof Typed.Variable variable) {
      return " " + variable.name();
    } else if (typed instanceof Typed.Number number) {
      return " " + number.value();
    } else if (typed instanceof Typed.Real real) {
      return " " + real.name();
    } else if (typed instanceof Typed.Elementwise elementwise) {
      return " " + elementwise.function().text();
    } else if (typed instanceof Typed.Product product) {
      return " " + product.leftLabels() + "," + product.rightLabels() + "->" + product.labels();
    } else if (typed instanceof Typed.Reduction reduction) {
      return " " + reduction.kind().name().toLowerCase(java.util.Locale.ROOT) + " axis " + reduction.axis();
    } else if (typed instanceof Typed.Call call) {
      return " " + call.function().name();
    } else if (typed instanceof Typed.Apply apply) {
      return " " + apply.part().name();
    } else if (typed instanceof Typed.Run run) {
      return " " + run.part().name();
    } else if (typed instanceof Typed.Outcome outcome) {
      return " ." + outcome.member();
    }
    return "";
  }
}
