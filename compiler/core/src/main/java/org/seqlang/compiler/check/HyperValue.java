package org.seqlang.compiler.check;

import org.seqlang.compiler.ir.Size;

/** A value for a hyper-parameter: a default, or what a part gives to its layer. */
public sealed interface HyperValue {

  /** For a size. */
  record OfSize(Size size) implements HyperValue {
    @Override
    public String toString() {
      return size.toString();
    }
  }

  /** For a {@code real}. */
  record OfReal(RealExpression value) implements HyperValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** For a {@code bool}. */
  record OfBool(Condition value) implements HyperValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  /** For a {@code function}. */
  record OfFunction(FunctionChoice choice) implements HyperValue {
    @Override
    public String toString() {
      return choice.toString();
    }
  }
}
