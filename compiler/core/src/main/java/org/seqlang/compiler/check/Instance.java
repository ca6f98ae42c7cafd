package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/**
 * One copy of a layer with parameters of its own: for a cell, one of its stacked layers in one direction.
 *
 * @param path {@code encoder}, or {@code encoder.gate} for a part of a part
 * @param suffix {@code _l1_reverse} for a cell, empty for a layer; part of a part: that of the outer one
 * @param binding in terms of the model
 */
public record Instance(String path, String suffix, CheckedLayer layer, Binding binding) {

  /** The name of a parameter, as saved. */
  public String parameterName(String parameter) {
    return path + "." + parameter + suffix;
  }

  /** Its parameters and those of its parts, as far as their conditions hold. */
  public Stream<CheckedModel.Parameter> parameters() {
    Stream<CheckedModel.Parameter> own = layer.parameters().stream().filter(p -> binding.holds(p.when()))
        .map(p -> new CheckedModel.Parameter(
            parameterName(p.name()), p.documentation(), binding.type(p.type()), bind(p.initializer(), binding)));
    return Stream.concat(own, layer.parts().stream().flatMap(part -> of(part).stream()).flatMap(Instance::parameters));
  }

  /** More steps back than this cannot be kept. */
  public static final int MOST_STEPS_BACK = 1024;

  /**
   * What a cell keeps from step to step: each state, with as many of its earlier values as the equations look back; inputs
   * of earlier steps; what the cells keep that it applies.
   *
   * @throws IllegalStateException if a lag is not known
   */
  public List<Kept> kept() {
    List<Kept> kept = new ArrayList<>();
    for (CheckedLayer.State state : layer.states()) {
      for (long lag = 1; lag <= furthest(state.name(), false); lag++) {
        String name = Kept.name(state.name(), lag, false);
        kept.add(new Kept(this, name, name, Optional.of(state.name()), binding.type(state.type()), state.initial()));
      }
    }
    for (CheckedLayer.Input input : layer.inputs()) {
      for (long lag = 1; lag <= furthest(input.name(), true); lag++) {
        String name = Kept.name(input.name(), lag, true);
        kept.add(new Kept(
            this, name, name, Optional.empty(), binding.type(input.type()), input.before().orElseThrow()));
      }
    }
    for (Typed.CellStep cell : layer.cells()) {
      for (Instance inside : of(cell.part())) {
        String suffix = inside.suffix.substring(this.suffix.length());
        inside.kept().forEach(k -> kept.add(k.within(cell.part().name(), suffix)));
      }
    }
    return kept;
  }

  /** How many steps back the equations look. */
  public long furthest(String name, boolean input) {
    return layer.delays().stream().filter(d -> d.name().equals(name) && d.input() == input)
        .mapToLong(d -> lag(d.lag())).max().orElse(input ? 0 : 1);
  }

  /** Something read from an impossible number of steps back. */
  record WrongLag(Instance instance, Typed.Delayed delayed) {}

  /** What is read, here and in all parts, from the step itself, from a later one or from too far back. */
  Stream<WrongLag> wrongLags() {
    Stream<WrongLag> own = layer.delays().stream().filter(d -> lag(d.lag()) < 1 || lag(d.lag()) > MOST_STEPS_BACK)
        .map(d -> new WrongLag(this, d));
    return Stream.concat(own, layer.parts().stream().flatMap(part -> of(part).stream()).flatMap(Instance::wrongLags));
  }

  /** A number of steps. */
  public long lag(Size lag) {
    return binding.size(lag).constant()
        .orElseThrow(() -> new IllegalStateException("the lag " + lag + " of " + path + " is not known when compiled"));
  }

  /** The instances of a part of this layer. */
  public List<Instance> of(Part part) {
    return of(part, path + ".", suffix, binding);
  }

  /**
   * The instances of a part: one for a layer; for a cell layer by layer, within a layer forward, then backward.
   *
   * @param prefix {@code encoder.}, or empty
   * @param outer what the part's owner is bound to
   */
  public static List<Instance> of(Part part, String prefix, String suffix, Binding outer) {
    CheckedLayer layer = part.layer();
    Binding binding = outer.enter(part.values());
    String path = prefix + part.name();
    if (!layer.isCell()) {
      return List.of(new Instance(path, suffix, layer, binding));
    }
    List<Instance> instances = new ArrayList<>();
    long count = outer.size(part.modifiers().layers()).constant()
        .orElseThrow(() -> new IllegalStateException("layers of " + path + " not known when compiled"));
    for (int k = 0; k < count; k++) {
      Binding here = k == 0 ? binding : upper(part, binding);
      instances.add(new Instance(path, suffix + "_l" + k, layer, here));
      if (part.modifiers().bidirectional()) {
        instances.add(new Instance(path, suffix + "_l" + k + "_reverse", layer, here));
      }
    }
    return instances;
  }

  /** An upper layer reads what the layer below gives. */
  private static Binding upper(Part part, Binding binding) {
    Size given = binding.size(part.layer().out().type().dim(0)).times(part.modifiers().width());
    Map<Symbol, Size> replaced = new HashMap<>();
    part.layer().inputs().get(0).type().dim(0).symbol().ifPresent(symbol -> replaced.put(symbol, given));
    return binding.with(replaced);
  }

  /** In the model's terms; a row that is negative for certain is none. */
  static Initializer bind(Initializer initializer, Binding binding) {
    return new Initializer(initializer.kind(), initializer.arguments().stream().map(binding::real).toList(),
        initializer.zeroRow().map(binding::size).filter(row -> row.constant().filter(r -> r < 0).isEmpty()),
        initializer.plus().stream().map(binding::real).toList(), initializer.trained());
  }
}
