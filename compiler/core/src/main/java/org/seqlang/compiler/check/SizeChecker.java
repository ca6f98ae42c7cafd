package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.BinaryOperator;
import org.seqlang.syntax.Expression.UnaryOperator;
import org.seqlang.syntax.Name;

/** Sizes: whole arithmetic over hyper-parameters and free sizes. */
final class SizeChecker {

  private final Context context;
  private final boolean declaring;

  /** @param declaring whether an unknown name is a new free size */
  SizeChecker(Context context, boolean declaring) {
    this.context = context;
    this.declaring = declaring;
  }

  /** Empty if there is an error, which is reported. */
  Optional<Size> check(Expression expression) {
    if (expression instanceof Expression.Number number) {
      return number(number);
    } else if (expression instanceof Expression.Reference reference) {
      return name(reference.name());
    } else if (expression instanceof Expression.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
      return check(unary.operand()).map(size -> size.times(-1));
    } else if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    context.report(SizeErrors.notASize(expression.span()));
    return Optional.empty();
  }

  private Optional<Size> number(Expression.Number number) {
    try {
      return Optional.of(Size.of(Integer.parseInt(number.text())));
    } catch (NumberFormatException e) {
      context.report(SizeErrors.notWhole(number.text(), number.span()));
      return Optional.empty();
    }
  }

  private Optional<Size> name(Name name) {
    Optional<HyperParameter> hyper = context.hypers().find(name.text());
    if (hyper.isPresent()) {
      context.usage().use(hyper.get().span());
      if (hyper.get().kind() != HyperParameter.Kind.SIZE) {
        context.report(SizeErrors.notASizeHyper(name, hyper.get()));
        return Optional.empty();
      }
      return Optional.of(context.hypers().size(hyper.get()));
    }
    Optional<Symbol> free = context.free().find(name.text());
    if (free.isEmpty() && declaring) {
      free = context.free().declare(name);
    }
    if (free.isEmpty() && !context.hypers().isBroken(name.text()) && !context.free().isBroken(name.text())) {
      context.report(unknown(name));
      context.free().addBroken(name.text());
    }
    return free.map(Size::of);
  }

  private Diagnostic unknown(Name name) {
    List<String> candidates = new ArrayList<>(context.free().names());
    context.hypers().all().stream().filter(h -> h.kind() == HyperParameter.Kind.SIZE)
        .forEach(h -> candidates.add(h.name()));
    return NameErrors.unknownSize(name, candidates, declaring && context.place() == Context.Place.FUNCTION);
  }

  private Optional<Size> binary(Expression.Binary binary) {
    BinaryOperator operator = binary.operator();
    Optional<Size> left = check(binary.left());
    Optional<Size> right = check(binary.right());
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (operator == BinaryOperator.ADD) {
      return Optional.of(left.get().plus(right.get()));
    } else if (operator == BinaryOperator.SUBTRACT) {
      return Optional.of(left.get().minus(right.get()));
    } else if (operator == BinaryOperator.MULTIPLY) {
      return Optional.of(left.get().times(right.get()));
    } else if (operator == BinaryOperator.DIVIDE) {
      Optional<Size> quotient = right.get().constant().flatMap(left.get()::dividedBy);
      if (quotient.isEmpty()) {
        context.report(SizeErrors.notDivisible(left.get(), right.get(), binary.span()));
      }
      return quotient;
    }
    context.report(SizeErrors.notASize(binary.span()));
    return Optional.empty();
  }
}
