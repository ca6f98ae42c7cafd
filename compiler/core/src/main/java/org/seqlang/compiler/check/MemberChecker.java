package org.seqlang.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** {@code encoder(x).last}, {@code xs.first}. */
final class MemberChecker {

  private static final List<String> EDGES = List.of("last", "first");

  private final ExpressionChecker expressions;
  private final Context context;

  MemberChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
  }

  Typed check(Expression.Member member) {
    Name name = member.name();
    if (isPart(member.target())) {
      return context.reporter().erroneous(StructureErrors.memberOfPart(member), member.span());
    }
    Typed target = expressions.check(member.target());
    if (target instanceof Typed.Erroneous) {
      return new Typed.Erroneous(member.span());
    }
    Map<String, Type> outcomes = outcomes(target);
    Type outcome = outcomes.get(name.text());
    if (outcome != null) {
      part(target).ifPresent(p -> p.layer().declared(name.text()).ifPresent(context.usage()::ask));
      return new Typed.Outcome(target, name.text(), outcome, member.span());
    }
    Optional<Part> part = part(target).filter(p -> p.layer().beside().stream()
        .anyMatch(beside -> beside.isOverTime() && beside.name().equals(name.text())));
    if (part.isPresent()) {
      return context.reporter().erroneous(RecurrenceErrors.notStacked(name, part.get()), member.span());
    }
    if (!EDGES.contains(name.text())) {
      List<String> known = outcomes.isEmpty() ? EDGES : List.copyOf(new TreeMap<>(outcomes).keySet());
      return context.reporter().erroneous(NameErrors.unknownMember(name, target, known), member.span());
    }
    if (target.type().time().isEmpty()) {
      return context.reporter().erroneous(TypeErrors.notASequence("." + name.text(), target), member.span());
    }
    return new Typed.Edge(name.text().equals("last"), target, target.type().withoutAxis(0), member.span());
  }

  private boolean isPart(Expression target) {
    return target instanceof Expression.Reference reference && context.parts().find(reference.name().text()).isPresent()
        && expressions.scope().find(reference.name().text()).isEmpty();
  }

  /** What can be asked of a value, where it is what a cell gave; empty for any other value. */
  Map<String, Type> outcomes(Typed value) {
    if (value instanceof Typed.Run run) {
      return run.outcomes();
    } else if (value instanceof Typed.CellStep step) {
      return step.outcomes();
    } else if (value instanceof Typed.Variable variable && isNameOfWhole(variable)) {
      return expressions.scope().find(variable.name()).flatMap(Scope.Entry::bound).map(this::outcomes).orElse(Map.of());
    } else if (value instanceof Typed.Call call && !call.function().resultDeclared() && call.mapping().time()
        .isEmpty()) {
      Map<String, Type> inside = new TreeMap<>(bodyOutcomes(call.function().body()));
      inside.replaceAll((name, type) -> type.substitute(call.sizes()));
      return inside;
    }
    return Map.of();
  }

  /** The cell that gave a value, where that is in sight. */
  Optional<Part> part(Typed value) {
    if (value instanceof Typed.Variable variable && isNameOfWhole(variable)) {
      return expressions.scope().find(variable.name()).flatMap(Scope.Entry::bound).flatMap(this::part);
    }
    if (value instanceof Typed.Call call && !call.function().resultDeclared()) {
      return Optional.of(inside(call.function().body())).flatMap(this::part);
    }
    return value instanceof Typed.Run run ? Optional.of(run.part())
        : value instanceof Typed.CellStep step ? Optional.of(step.part()) : Optional.empty();
  }

  private static boolean isNameOfWhole(Typed.Variable variable) {
    return variable.kind() == Typed.Variable.Kind.LOCAL || variable.kind() == Typed.Variable.Kind.STEP;
  }

  private static Map<String, Type> bodyOutcomes(Typed body) {
    return inside(body) instanceof Typed.Run run ? run.outcomes() : Map.of();
  }

  /** What a body gives, behind its names for parts. */
  private static Typed inside(Typed body) {
    if (body instanceof Typed.Block block) {
      return block.value() instanceof Typed.Variable variable
          ? block.lets().stream().filter(let -> let.names().contains(variable.name())).findFirst()
              .map(let -> inside(let.value())).orElse(variable)
          : inside(block.value());
    }
    return body;
  }
}
