package org.seqlang.compiler.check;

import java.util.Locale;
import java.util.Map;
import org.seqlang.compiler.ir.ScalarFunction;

/** What a {@code function} hyper-parameter stands for: an element-wise function of one argument. */
public sealed interface FunctionChoice {

  /** A built-in function. */
  record Named(ScalarFunction function) implements FunctionChoice {
    @Override
    public String toString() {
      return function.name().toLowerCase(Locale.ROOT);
    }
  }

  /** A {@code function} hyper-parameter of the surrounding cell or layer. */
  record Hyper(String name) implements FunctionChoice {
    @Override
    public String toString() {
      return name;
    }
  }

  /** With choices for hyper-parameters. */
  default FunctionChoice substitute(Map<String, FunctionChoice> values) {
    return this instanceof Hyper hyper ? values.getOrDefault(hyper.name, this) : this;
  }
}
