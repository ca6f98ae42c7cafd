package org.seqlang.compiler.check;

import java.util.HashMap;
import java.util.Map;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;

/**
 * What the symbols and hyper-parameters of a layer or a function stand for, in terms of the model's. A symbol that is
 * not in the map stands for itself.
 */
public record Binding(
    Map<Symbol, Size> sizes, Map<String, RealExpression> reals, Map<String, Condition> conditions,
    Map<String, FunctionChoice> functions) {

  public static final Binding EMPTY = new Binding(Map.of(), Map.of(), Map.of(), Map.of());

  public Binding {
    sizes = Map.copyOf(sizes);
    reals = Map.copyOf(reals);
    conditions = Map.copyOf(conditions);
    functions = Map.copyOf(functions);
  }

  public Size size(Size size) {
    return size.substitute(sizes);
  }

  public Type type(Type type) {
    return type.substitute(sizes);
  }

  public RealExpression real(RealExpression real) {
    return real.substitute(sizes, reals);
  }

  /** A value for a hyper-parameter. */
  public HyperValue value(HyperValue value) {
    if (value instanceof HyperValue.OfSize of) {
      return new HyperValue.OfSize(size(of.size()));
    } else if (value instanceof HyperValue.OfReal of) {
      return new HyperValue.OfReal(real(of.value()));
    } else if (value instanceof HyperValue.OfBool of) {
      return new HyperValue.OfBool(of.value().substitute(conditions));
    }
    return new HyperValue.OfFunction(((HyperValue.OfFunction) value).choice().substitute(functions));
  }

  /** @throws IllegalStateException if a hyper-parameter in it has no value here */
  public boolean holds(Condition condition) {
    if (condition.substitute(conditions) instanceof Condition.Literal literal) {
      return literal.value();
    }
    throw new IllegalStateException("not known when compiled: " + condition);
  }

  /** @throws IllegalStateException if the hyper-parameter has no value here */
  public ScalarFunction function(FunctionChoice choice) {
    if (choice.substitute(functions) instanceof FunctionChoice.Named named) {
      return named.function();
    }
    throw new IllegalStateException("not known when compiled: " + choice);
  }

  /** The binding within a function that is called with these sizes, given in terms of this binding's side. */
  public Binding call(Map<Symbol, Size> given) {
    return new Binding(resolved(given), reals, conditions, functions);
  }

  /** The binding within a layer that has these values, given in terms of this binding's side. */
  public Binding enter(Map<String, HyperValue> values) {
    Map<Symbol, Size> newSizes = new HashMap<>();
    Map<String, RealExpression> newReals = new HashMap<>();
    Map<String, Condition> newConditions = new HashMap<>();
    Map<String, FunctionChoice> newFunctions = new HashMap<>();
    values.forEach((name, given) -> {
      HyperValue value = value(given);
      if (value instanceof HyperValue.OfSize of) {
        newSizes.put(Symbol.hyper(name), of.size());
      } else if (value instanceof HyperValue.OfReal of) {
        newReals.put(name, of.value());
      } else if (value instanceof HyperValue.OfBool of) {
        newConditions.put(name, of.value());
      } else if (value instanceof HyperValue.OfFunction of) {
        newFunctions.put(name, of.choice());
      }
    });
    return new Binding(newSizes, newReals, newConditions, newFunctions);
  }

  /** This binding with sizes for further symbols; the sizes are final, not to be read in terms of this binding. */
  public Binding with(Map<Symbol, Size> more) {
    Map<Symbol, Size> all = new HashMap<>(sizes);
    all.putAll(more);
    return new Binding(all, reals, conditions, functions);
  }

  /** Sizes of this binding's side, in the model's terms. */
  public Map<Symbol, Size> resolved(Map<Symbol, Size> given) {
    Map<Symbol, Size> resolved = new HashMap<>();
    given.forEach((symbol, size) -> resolved.put(symbol, size(size)));
    return resolved;
  }
}
