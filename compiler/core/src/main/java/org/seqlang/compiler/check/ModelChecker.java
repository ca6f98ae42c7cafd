package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.ModelMember;

/** A model. */
final class ModelChecker implements ModelFunctions {

  private final Declaration.Model model;
  private final Context context;
  private final Members names;
  private final Scope scope = new Scope();
  private final List<CheckedLayer.Parameter> own = new ArrayList<>();
  private final Map<ModelMember.Function, Optional<CheckedFunction>> functions = new IdentityHashMap<>();
  private final Set<ModelMember.Function> underway = new HashSet<>();

  ModelChecker(Session session, FileScope file, Declaration.Model model) {
    this.model = model;
    Set<String> layerCounts = new LayerCounts(session, file).in(model);
    Hypers hypers = HyperParameterChecker.declared(session, file, model.hyperParameters(), Optional.of(layerCounts));
    context = new Context(
        session, file, Context.Place.FUNCTION, hypers, FreeSizes.lengths(), new Parts(), this);
    names = new Members(context);
  }

  /** Empty if it has an error, which is reported. */
  Optional<CheckedModel> check() {
    model.members().forEach(member -> {
      if (member instanceof ModelMember.Param) {
        names.declareParameter(member.name());
      } else {
        names.declare(member.name());
      }
    });
    forEach(ModelMember.Part.class, part -> context.parts().add(
        part.name(), new PartChecker(context).check(part.documentation(), part.name(), part.instance())));
    forEach(ModelMember.Param.class, this::parameter);
    List<CheckedFunction> checked = new ArrayList<>();
    forEach(ModelMember.Function.class, function -> check(function).ifPresent(checked::add));
    checked.stream().filter(function -> function.kind() == CheckedFunction.Kind.OBJECTIVE)
        .forEach(new Differentiability(context.reporter())::check);
    warn();
    Binding binding = context.hypers().binding();
    if (!context.reporter().hasErrors()) {
      context.parts().all().forEach(part -> Instance.of(part, "", "", binding).get(0).wrongLags().findFirst()
          .ifPresent(wrong -> context.report(RecurrenceErrors.lagOfPart(
              wrong.delayed(), wrong.instance().lag(wrong.delayed().lag()), part.instance().span()))));
    }
    if (context.reporter().hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(new CheckedModel(context.file().packageName(), model.name().text(), model.documentation(),
        context.hypers().all(), context.parts().all(), own, parameters(binding), checked, binding, model.name()
            .span()));
  }

  private <M extends ModelMember> void forEach(Class<M> kind, Consumer<M> action) {
    model.members().stream().filter(kind::isInstance).map(kind::cast).forEach(action);
  }

  private void parameter(ModelMember.Param param) {
    Optional<Type> type = new ParameterChecker(context).type(param.type());
    Initializer initializer = new InitializerChecker(context).check(param.name(), type, param.initializer());
    scope.add(Typed.Variable.Kind.PARAMETER, param.name().text(), type, param.name().span());
    if (!initializer.trained()) {
      context.usage().keep(param.name().span());
    }
    type.ifPresent(t -> own.add(new CheckedLayer.Parameter(
        param.name().text(), param.documentation(), t, initializer, Condition.TRUE, param.name().span())));
  }

  private List<CheckedModel.Parameter> parameters(Binding binding) {
    Stream<CheckedModel.Parameter> mine = own.stream().map(p -> new CheckedModel.Parameter(
        p.name(), p.documentation(), binding.type(p.type()), Instance.bind(p.initializer(), binding)));
    Stream<CheckedModel.Parameter> ofParts = context.parts().all().stream()
        .flatMap(part -> Instance.of(part, "", "", binding).stream()).flatMap(Instance::parameters);
    return Stream.concat(mine, ofParts).toList();
  }

  @Override
  public Optional<ModelMember.Function> find(String name) {
    return model.members().stream().filter(ModelMember.Function.class::isInstance)
        .map(ModelMember.Function.class::cast).filter(f -> f.name().text().equals(name)).findFirst();
  }

  @Override
  public Optional<CheckedFunction> check(ModelMember.Function function) {
    if (functions.containsKey(function)) {
      return functions.get(function);
    }
    if (!underway.add(function)) {
      context.report(StructureErrors.containsItself(function.name()));
      return Optional.empty();
    }
    Optional<CheckedFunction> checked = FunctionChecker.ofModel(context, scope, function);
    underway.remove(function);
    functions.put(function, checked);
    return checked;
  }

  @Override
  public Set<String> names() {
    return model.members().stream().filter(ModelMember.Function.class::isInstance).map(m -> m.name().text())
        .collect(Collectors.toSet());
  }

  @Override
  public Set<String> steps() {
    return model.members().stream()
        .filter(m -> m instanceof ModelMember.Function f && f.kind() == ModelMember.Kind.STEP)
        .map(m -> m.name().text()).collect(Collectors.toSet());
  }

  private void warn() {
    context.hypers().all().stream().filter(h -> !context.usage().isUsed(h.span())).forEach(
        h -> context.report(Warnings.unused("hyper-parameter", h.name(), h.span())));
    forEach(ModelMember.Param.class, param -> names.warnOfUnused(param.name(), "parameter"));
    forEach(ModelMember.Part.class, part -> names.warnOfUnused(part.name(), "part"));
    forEach(ModelMember.Function.class, function -> {
      if (function.kind() == ModelMember.Kind.STEP) {
        names.warnOfUnused(function.name(), "step");
      }
    });
    boolean pointless = model.members().stream().noneMatch(
        m -> m instanceof ModelMember.Function f
            && (f.kind() == ModelMember.Kind.OBJECTIVE || f.kind() == ModelMember.Kind.ENTRY));
    if (pointless) {
      context.report(Warnings.nothingToDo(model.name()));
    }
  }
}
