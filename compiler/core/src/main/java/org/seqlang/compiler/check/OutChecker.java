package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** What a layer gives: {@code out h}, or {@code out y = …}, once. */
final class OutChecker {

  private final Context context;
  private final Scope scope;
  private final List<CellMember.Out> outs;

  OutChecker(Context context, Scope scope, List<CellMember> members) {
    this.context = context;
    this.scope = scope;
    outs = members.stream().filter(CellMember.Out.class::isInstance).map(CellMember.Out.class::cast).toList();
  }

  /** Empty if there is none, or if it has an error: both are reported. */
  Optional<Typed> check(Name owner) {
    if (outs.isEmpty()) {
      context.report(StructureErrors.noOut(owner, context.place()));
      return Optional.empty();
    }
    for (CellMember.Out second : outs.subList(1, outs.size())) {
      context.report(StructureErrors.secondOut(second, outs.get(0)));
    }
    Name name = outs.get(0).name();
    Typed out = new ExpressionChecker(context, scope).check(
        new Expression.Reference(name, name.span()));
    if (out instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    boolean kept = out.type().isFloat() || out.type().element() instanceof Element.Index;
    if (!kept && context.place() == Context.Place.CELL) {
      context.report(TypeErrors.element("float", out));
      return Optional.empty();
    }
    return Optional.of(out);
  }
}
