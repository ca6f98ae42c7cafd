package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Diagnostic.Label;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;

/** Finds the place where the dimensions of a value come from, to show it beside a mismatch. */
final class SizeOrigin {

  private SizeOrigin() {}

  /** Where the dimensions come from; empty if the value itself is that place. */
  static Optional<Label> of(Typed value) {
    if (value instanceof Typed.Variable variable) {
      return Optional.of(new Label(variable.declared(), "`" + variable.name() + "` is " + variable.type()));
    } else if (value instanceof Typed.Outcome outcome) {
      return outcome.run() instanceof Typed.Run run ? Optional.of(part(run.part(), outcome)) : Optional.empty();
    } else if (value instanceof Typed.Run run) {
      return Optional.of(part(run.part(), run));
    } else if (value instanceof Typed.Apply apply) {
      return Optional.of(part(apply.part(), apply));
    } else if (value instanceof Typed.Call call) {
      boolean own = call.function().span().source().equals(call.span().source());
      String gives = "`" + call.function().name() + "` gives " + call.type() + " here";
      return own ? Optional.of(new Label(call.function().span(), gives)) : Optional.empty();
    } else if (value instanceof Typed.Elementwise elementwise) {
      return ofSame(value, elementwise.operands());
    } else if (value instanceof Typed.Product product) {
      return of(product.labels().startsWith("t") ? product.right() : product.left());
    }
    return passing(value).flatMap(SizeOrigin::of);
  }

  /** Of an operation that leaves most dimensions as they are: its operand. */
  private static Optional<Typed> passing(Typed value) {
    if (value instanceof Typed.Dropout dropout) {
      return Optional.of(dropout.operand());
    } else if (value instanceof Typed.VariationalDropout dropout) {
      return Optional.of(dropout.operand());
    } else if (value instanceof Typed.StopGradient stop) {
      return Optional.of(stop.operand());
    } else if (value instanceof Typed.Edge edge) {
      return Optional.of(edge.operand());
    } else if (value instanceof Typed.Reduction reduction) {
      return Optional.of(reduction.operand());
    } else if (value instanceof Typed.Chosen chosen) {
      return Optional.of(chosen.operand());
    } else if (value instanceof Typed.Block block) {
      return Optional.of(block.value());
    }
    return Optional.empty();
  }

  private static Optional<Label> ofSame(Typed value, List<Typed> operands) {
    return operands.stream().filter(operand -> operand.type().dims().equals(value.type().dims())).findFirst()
        .flatMap(SizeOrigin::of);
  }

  private static Label part(Part part, Typed value) {
    String gives = "`" + part.name() + "` gives " + value.type();
    return bidirectional(part).map(span -> new Label(span, gives + ": it is bidirectional"))
        .orElseGet(() -> new Label(part.instance().span(), gives));
  }

  private static Optional<Span> bidirectional(Part part) {
    return part.modifiers().width() > 1
        ? part.instance().arguments().stream()
            .filter(a -> a.name().filter(n -> n.text().equals("bidirectional")).isPresent())
            .map(Expression.CallArgument::span).findFirst()
        : Optional.empty();
  }
}
