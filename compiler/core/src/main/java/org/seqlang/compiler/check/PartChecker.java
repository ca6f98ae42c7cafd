package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Packages.Found;
import org.seqlang.compiler.ir.Size;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Parts: {@code encoder = LSTM(embed, hidden, layers = 2)}. */
final class PartChecker {

  private final Context context;

  PartChecker(Context context) {
    this.context = context;
  }

  /** Empty if there is an error, which is reported, here or in the layer. */
  Optional<Part> check(String documentation, Name name, Expression.Call instance) {
    if (!(instance.callee() instanceof Expression.Reference callee)) {
      context.report(StructureErrors.notCallable(instance));
      return Optional.empty();
    }
    Optional<Found> found = context.file().find(callee.name(), context.usage());
    if (found.isEmpty()) {
      Optional<String> elsewhere = context.file().packageThatHas(callee.name().text());
      context.report(NameErrors.unknownLayer(callee.name(), context.file().names(), elsewhere));
      return Optional.empty();
    }
    Declaration declaration = found.get().declaration();
    if (!(declaration instanceof Declaration.Cell) && !(declaration instanceof Declaration.Layer)) {
      context.report(StructureErrors.notALayer(callee.name(), declaration));
      return Optional.empty();
    }
    Optional<CheckedLayer> layer = context.session().layer(declaration, context.file().of(found.get()));
    context.usage().use(declaration.name().span());
    return layer.flatMap(l -> part(documentation, name, instance, l));
  }

  private Optional<Part> part(String documentation, Name name, Expression.Call instance, CheckedLayer layer) {
    Map<String, HyperValue> values = new LinkedHashMap<>();
    ModifierChecker modifiers = new ModifierChecker(context, layer);
    boolean valid = true;
    int position = 0;
    for (Expression.CallArgument argument : instance.arguments()) {
      if (argument.over().isPresent()) {
        context.report(StructureErrors.overNotTaken(argument.over().get(), instance));
        valid = false;
      }
      if (argument.name().isPresent() && modifiers.takes(argument.name().get(), argument.value())) {
        continue;
      }
      Optional<HyperParameter> hyper = argument.name().isPresent()
          ? named(argument.name().get(), layer) : positional(position++, argument, layer, instance);
      Optional<HyperValue> value =
          hyper.flatMap(h -> HyperParameterChecker.value(context, h.kind(), argument.value()));
      valid &= value.isPresent();
      if (value.isPresent() && values.putIfAbsent(hyper.get().name(), value.get()) != null) {
        context.report(StructureErrors.hyperGivenTwice(hyper.get(), argument.span()));
        valid = false;
      }
    }
    if (!valid || !complete(values, layer, instance)) {
      return Optional.empty();
    }
    for (String structural : layer.structuralSizes()) {
      Size size = ((HyperValue.OfSize) values.get(structural)).size();
      context.hypers().needAsStructure(size);
    }
    return modifiers.finish(instance)
        .map(m -> new Part(name.text(), documentation, layer, values, m, name.span(), instance));
  }

  private Optional<HyperParameter> named(Name name, CheckedLayer layer) {
    Optional<HyperParameter> hyper =
        layer.hyperParameters().stream().filter(h -> h.name().equals(name.text())).findFirst();
    if (hyper.isEmpty()) {
      context.report(NameErrors.unknownHyperOf(name, layer));
    }
    return hyper;
  }

  private Optional<HyperParameter> positional(
      int position, Expression.CallArgument argument, CheckedLayer layer, Expression.Call instance) {
    List<HyperParameter> all = layer.hyperParameters();
    if (position == all.size()) {
      context.report(StructureErrors.tooManyHypers(layer, argument.span(), instance));
    }
    return position < all.size() ? Optional.of(all.get(position)) : Optional.empty();
  }

  /** Puts defaults where nothing is given. */
  private boolean complete(Map<String, HyperValue> values, CheckedLayer layer, Expression.Call instance) {
    List<HyperParameter> missing = layer.hyperParameters().stream()
        .filter(h -> !values.containsKey(h.name()) && h.defaultValue().isEmpty()).toList();
    if (!missing.isEmpty()) {
      context.report(StructureErrors.hypersMissing(layer, missing, instance));
      return false;
    }
    for (HyperParameter hyper : layer.hyperParameters()) {
      if (!values.containsKey(hyper.name())) {
        Binding soFar = Binding.EMPTY.enter(values);
        values.put(hyper.name(), soFar.value(hyper.defaultValue().get()));
      }
    }
    return true;
  }
}
