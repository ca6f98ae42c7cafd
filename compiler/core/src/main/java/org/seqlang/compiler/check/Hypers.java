package org.seqlang.compiler.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/** The hyper-parameters that are in scope, and what they stand for. */
final class Hypers {

  static final Hypers NONE = new Hypers(List.of());

  private final Map<String, HyperParameter> byName = new LinkedHashMap<>();
  private final Set<String> structural = new LinkedHashSet<>();
  private final Set<String> broken = new LinkedHashSet<>();

  Hypers(Collection<HyperParameter> all) {
    all.forEach(h -> byName.put(h.name(), h));
  }

  void add(HyperParameter hyper) {
    byName.put(hyper.name(), hyper);
  }

  /** Notes a name that is declared wrongly: using it is then no further error. */
  void addBroken(String name) {
    broken.add(name);
  }

  boolean isBroken(String name) {
    return broken.contains(name);
  }

  List<HyperParameter> all() {
    return List.copyOf(byName.values());
  }

  Set<String> names() {
    return byName.keySet();
  }

  Optional<HyperParameter> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<HyperParameter> find(String name, HyperParameter.Kind kind) {
    return find(name).filter(h -> h.kind() == kind);
  }

  Size size(HyperParameter hyper) {
    return hyper.fixed() && hyper.defaultValue().orElse(null) instanceof HyperValue.OfSize of
        ? of.size() : Size.of(Symbol.hyper(hyper.name()));
  }

  /** A hyper-parameter of a model is decided; where its default is missing, which is reported, anything will do. */
  Condition condition(HyperParameter hyper) {
    if (!hyper.fixed()) {
      return new Condition.Hyper(hyper.name());
    }
    return hyper.defaultValue().orElse(null) instanceof HyperValue.OfBool of ? of.value() : Condition.TRUE;
  }

  FunctionChoice choice(HyperParameter hyper) {
    if (!hyper.fixed()) {
      return new FunctionChoice.Hyper(hyper.name());
    }
    return hyper.defaultValue().orElse(null) instanceof HyperValue.OfFunction of
        ? of.choice() : new FunctionChoice.Named(ScalarFunction.TANH);
  }

  /** Notes that a size shapes the program. */
  void needAsStructure(Size size) {
    size.terms().keySet().forEach(monomial -> monomial.forEach(symbol -> structural.add(symbol.name())));
  }

  Set<String> structural() {
    return structural;
  }

  /** What the hyper-parameters stand for in a model: the fixed ones for their values, the others for themselves. */
  Binding binding() {
    Map<String, HyperValue> values = new LinkedHashMap<>();
    byName.forEach((name, hyper) -> {
      switch (hyper.kind()) {
        case SIZE -> values.put(name, new HyperValue.OfSize(size(hyper)));
        case REAL -> values.put(name, new HyperValue.OfReal(new RealExpression.Hyper(name)));
        case BOOL -> values.put(name, new HyperValue.OfBool(condition(hyper)));
        case FUNCTION -> values.put(name, new HyperValue.OfFunction(choice(hyper)));
      }
    });
    return Binding.EMPTY.enter(values);
  }
}
