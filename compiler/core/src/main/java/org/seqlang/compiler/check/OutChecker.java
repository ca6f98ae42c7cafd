package org.seqlang.compiler.check;

import java.util.ArrayList;
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
      context.report(StructureErrors.secondOut(second, outs.get(0), context.place()));
    }
    Name name = outs.get(0).name();
    Typed out = new ExpressionChecker(context, scope).check(
        new Expression.Reference(name, name.span()));
    if (out instanceof Typed.Erroneous) {
      return Optional.empty();
    }
    return isKept(out) ? Optional.of(out) : Optional.empty();
  }

  /** What a cell gives beside that, by name; wrong ones are reported and left out. */
  List<CheckedLayer.Beside> beside() {
    List<CheckedLayer.Beside> beside = new ArrayList<>();
    for (Name name : outs.isEmpty() ? List.<Name>of() : outs.get(0).beside()) {
      Typed value = new ExpressionChecker(context, scope).check(new Expression.Reference(name, name.span()));
      boolean state = value instanceof Typed.Variable variable && variable.kind() == Typed.Variable.Kind.STATE;
      if (value instanceof Typed.Erroneous) {
        continue;
      } else if (context.place() != Context.Place.CELL) {
        context.report(StructureErrors.besideInLayer(name, outs.get(0)));
      } else if (state) {
        context.report(StructureErrors.besideState(name));
      } else if (name.text().equals(PartCalls.LAST) || name.text().equals(PartCalls.STEPS)) {
        context.report(NameErrors.reserved(name));
      } else if (beside.stream().anyMatch(known -> known.name().equals(name.text()))) {
        context.report(NameErrors.givenTwice(name));
      } else if (isKept(value)) {
        beside.add(new CheckedLayer.Beside(name.text(), value));
      }
    }
    return beside;
  }

  /** A cell's values are stacked: floats and indices can be. */
  private boolean isKept(Typed value) {
    boolean kept = value.type().isFloat() || value.type().element() instanceof Element.Index;
    if (!kept && context.place() == Context.Place.CELL) {
      context.report(TypeErrors.element("float", value));
      return false;
    }
    return true;
  }
}
