package org.seqlang.compiler.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.check.Packages.Found;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;

/** Finds the hyper-parameters of a model that say how many layers a part has: their values shape the program. */
final class LayerCounts {

  private final Session session;
  private final FileScope file;

  LayerCounts(Session session, FileScope file) {
    this.session = session;
    this.file = file;
  }

  Set<String> in(Declaration.Model model) {
    Set<String> names = new LinkedHashSet<>();
    for (ModelMember member : model.members()) {
      if (member instanceof ModelMember.Part part) {
        collect(part.instance(), names);
      }
    }
    return names;
  }

  private void collect(Expression.Call instance, Set<String> names) {
    Optional<CheckedLayer> layer = layer(instance);
    List<String> hypers =
        layer.map(l -> l.hyperParameters().stream().map(HyperParameter::name).toList()).orElse(List.of());
    int position = 0;
    for (Expression.CallArgument argument : instance.arguments()) {
      String name = argument.name().isPresent() ? argument.name().get().text()
          : position < hypers.size() ? hypers.get(position) : "";
      position += argument.name().isPresent() ? 0 : 1;
      boolean modifier = name.equals("layers") && argument.name().isPresent() && !hypers.contains(name);
      if (modifier || layer.filter(l -> l.structuralSizes().contains(name)).isPresent()) {
        names.addAll(EquationOrder.References.ofStep(argument.value()));
      }
    }
  }

  private Optional<CheckedLayer> layer(Expression.Call instance) {
    if (!(instance.callee() instanceof Expression.Reference callee)) {
      return Optional.empty();
    }
    Optional<Found> found = file.find(callee.name(), session.usage());
    return found.filter(f -> f.declaration() instanceof Declaration.Cell
        || f.declaration() instanceof Declaration.Layer)
        .flatMap(f -> session.layer(f.declaration(), file.of(f)));
  }
}
