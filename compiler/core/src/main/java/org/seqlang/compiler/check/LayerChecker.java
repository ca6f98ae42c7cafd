package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** A cell or a layer. */
final class LayerChecker {

  private final Declaration declaration;
  private final boolean cell;
  private final List<CellMember> members;
  private final Context context;
  private final Members names;
  private final Scope scope = new Scope();
  private final List<CheckedLayer.Parameter> parameters = new ArrayList<>();
  private final List<CheckedLayer.Input> inputs = new ArrayList<>();
  private final List<CheckedLayer.State> states = new ArrayList<>();
  private boolean unusable;

  /** @param declaration a cell or a layer */
  LayerChecker(Session session, FileScope file, Declaration declaration) {
    this.declaration = declaration;
    cell = declaration instanceof Declaration.Cell;
    members = cell ? ((Declaration.Cell) declaration).members() : ((Declaration.Layer) declaration).members();
    List<Declaration.HyperParameter> declared =
        cell ? ((Declaration.Cell) declaration).hyperParameters() : ((Declaration.Layer) declaration).hyperParameters();
    Hypers hypers = HyperParameterChecker.declared(session, file, declared, Optional.empty());
    FreeSizes free = cell ? FreeSizes.lengths() : FreeSizes.any(Set.of());
    Context.Place place = cell ? Context.Place.CELL : Context.Place.LAYER;
    context = new Context(session, file, place, hypers, free, new Parts(), ModelFunctions.NONE);
    names = new Members(context);
  }

  /** Empty if it cannot be used because of errors, all of them reported. */
  Optional<CheckedLayer> check() {
    forEach(CellMember.Part.class, this::part);
    forEach(CellMember.In.class, this::input);
    forEach(CellMember.Param.class, this::parameter);
    forEach(CellMember.In.class, this::before);
    forEach(CellMember.State.class, this::state);
    structure();
    Equations equations = new Equations(context, names, scope, members);
    List<CheckedLayer.Step> steps = equations.check();
    OutChecker outs = new OutChecker(context, scope, members);
    Optional<Typed> out = outs.check(declaration.name());
    List<CheckedLayer.Beside> beside = outs.beside();
    warn();
    if (unusable || out.isEmpty() || inputs.isEmpty() || !cell && !states.isEmpty()) {
      return Optional.empty();
    }
    CheckedLayer layer = new CheckedLayer(declaration.name().text(), declaration.documentation(), context.hypers().all(),
        parameters, context.parts().all(), cell, inputs, states, steps, out.get(), beside, context.free().symbols(),
        context.hypers().structural(), declaration.name().span());
    return isRecurrent(layer) ? Optional.of(layer) : Optional.empty();
  }

  /** A cell has a state, or applies a cell that has; and each cell once. */
  private boolean isRecurrent(CheckedLayer layer) {
    List<Typed.CellStep> cells = layer.cells();
    for (int i = 0; i < cells.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (cells.get(i).part().name().equals(cells.get(j).part().name())) {
          context.report(DecoderErrors.cellTwice(cells.get(j), cells.get(i)));
          return false;
        }
      }
    }
    if (cell && states.isEmpty() && cells.isEmpty()) {
      context.report(RecurrenceErrors.cellWithoutState(declaration.name()));
      return false;
    }
    return true;
  }

  private <M extends CellMember> void forEach(Class<M> kind, Consumer<M> action) {
    members.stream().filter(kind::isInstance).map(kind::cast).forEach(action);
  }

  private void part(CellMember.Part part) {
    names.declare(part.name());
    Optional<Part> checked = new PartChecker(context).check(part.documentation(), part.name(), part.instance());
    context.parts().add(part.name(), checked);
  }

  private void input(CellMember.In input) {
    Optional<Type> type = new TypeChecker(context, true).check(input.type());
    unusable |= type.isEmpty();
    for (Name name : input.names()) {
      names.declare(name);
      scope.add(Typed.Variable.Kind.INPUT, name.text(), type, name.span());
      type.ifPresent(t -> inputs.add(
          new CheckedLayer.Input(name.text(), input.documentation(), t, Optional.empty(), name.span())));
    }
  }

  /** An input's value before the first step, where there is one. */
  private void before(CellMember.In input) {
    List<String> same = input.names().stream().map(Name::text).toList();
    Optional<Type> type =
        inputs.stream().filter(known -> same.contains(known.name())).map(CheckedLayer.Input::type).findFirst();
    if (input.before().isEmpty() || type.isEmpty()) {
      return;
    }
    if (!cell || type.get().time().isPresent()) {
      context.report(RecurrenceErrors.noFirstStep(input, cell));
      return;
    }
    Typed value = initial(input.type().span(), "input", input.before().get(), type);
    input.names().forEach(name -> scope.addInput(name.text(), type, value, name.span()));
    inputs.replaceAll(known -> same.contains(known.name()) ? known.before(value) : known);
  }

  private void parameter(CellMember.Param param) {
    Optional<Type> type = new ParameterChecker(context).type(param.type());
    unusable |= type.isEmpty();
    Condition when = param.when().map(new ConditionChecker(context)::check).orElse(Condition.TRUE);
    for (Name name : param.names()) {
      names.declareParameter(name);
      scope.add(Typed.Variable.Kind.PARAMETER, name.text(), type, name.span());
      Initializer initializer = new InitializerChecker(context).check(name, type, param.initializer());
      if (!initializer.trained()) {
        context.usage().keep(name.span());
      }
      type.ifPresent(t -> parameters.add(new CheckedLayer.Parameter(
          name.text(), param.documentation(), t, initializer, when, name.span())));
    }
  }

  private void state(CellMember.State state) {
    Optional<Type> type = new ParameterChecker(context).state(state.type());
    unusable |= type.isEmpty();
    if (state.initial().isEmpty() && type.isPresent()) {
      state.names().forEach(name -> context.report(Warnings.noFirstValue(name, type.get().toString())));
    }
    Typed initial = initial(state.type().span(), "state",
        state.initial().orElse(new Expression.Number("0", state.span())), type);
    for (Name name : state.names()) {
      names.declare(name);
      if (name.text().equals(PartCalls.LAST) || name.text().equals(PartCalls.STEPS)) {
        context.report(NameErrors.reserved(name));
      }
      scope.add(Typed.Variable.Kind.STATE, name.text(), type, name.span());
      context.usage().use(name.span());
      type.ifPresent(
          t -> states.add(new CheckedLayer.State(name.text(), state.documentation(), t, initial, name.span())));
    }
  }

  /** The value before the first step: zero, or whatever the parameters make; of indices, a number written down. */
  private Typed initial(Span declared, String what, Expression written, Optional<Type> type) {
    Scope shared = new Scope();
    parameters.forEach(p ->
        shared.add(Typed.Variable.Kind.PARAMETER, p.name(), Optional.of(p.type()), p.span()));
    Optional<Name> initializer = initializer(written);
    if (initializer.isPresent()) {
      return context.reporter().erroneous(RecurrenceErrors.initializerAsValue(initializer.get(), what), written.span());
    }
    Typed value = new ExpressionChecker(context.with(Context.Place.INITIAL), shared).check(written);
    if (type.isEmpty() || value instanceof Typed.Erroneous) {
      return value;
    }
    if (type.get().element() instanceof Element.Index index && value instanceof Typed.Number number) {
      double first = number.value();
      boolean outside = first < 0 || first != Math.rint(first)
          || index.bound().constant().filter(bound -> first >= bound).isPresent();
      return outside ? context.reporter().erroneous(SizeErrors.initialValue(declared, what, type.get(), value), value.span())
          : Shapes.spread(new Typed.Number(first, type.get().withDims(List.of()), value.span()), type.get());
    }
    if (!value.type().element().equals(type.get().element()) || !Shapes.endsWith(type.get().dims(), value.type().dims())) {
      return context.reporter().erroneous(
          SizeErrors.initialValue(declared, what, type.get(), value), value.span());
    }
    return Shapes.spread(value, type.get());
  }

  /** The initialiser that stands where a value should: {@code ones}, {@code uniform(1)}. */
  private Optional<Name> initializer(Expression written) {
    Expression called = written instanceof Expression.Call call ? call.callee() : written;
    return called instanceof Expression.Reference reference && InitializerChecker.names().contains(reference.name().text())
        && !names.isDeclared(reference.name().text()) ? Optional.of(reference.name()) : Optional.empty();
  }

  private void structure() {
    Optional<CellMember.In> first = members.stream().filter(CellMember.In.class::isInstance)
        .map(CellMember.In.class::cast).findFirst();
    if (first.isEmpty()) {
      context.report(StructureErrors.noInput(declaration.name(), cell));
    } else if (cell && !inputs.isEmpty() && inputs.get(0).type().time().isPresent()) {
      context.report(RecurrenceErrors.sequenceFirst(first.get()));
      unusable = true;
    }
  }

  private void warn() {
    context.hypers().all().stream().filter(h -> !context.usage().isUsed(h.span())).forEach(
        h -> context.report(Warnings.unused("hyper-parameter", h.name(), h.span())));
    forEach(CellMember.Param.class, p -> p.names().forEach(name -> names.warnOfUnused(name, "parameter")));
    forEach(CellMember.In.class, p -> p.names().forEach(name -> names.warnOfUnused(name, "input")));
    forEach(CellMember.Part.class, p -> names.warnOfUnused(p.name(), "part"));
    forEach(CellMember.Equation.class, e -> e.targets().stream().filter(target -> !target.atStep())
        .forEach(target -> names.warnOfUnused(target.name(), "equation")));
  }
}
