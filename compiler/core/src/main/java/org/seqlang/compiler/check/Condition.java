package org.seqlang.compiler.check;

import java.util.Map;

/** A truth that is known when the file is compiled: over {@code bool} hyper-parameters, as in {@code when bias}. */
public sealed interface Condition {

  Condition TRUE = new Literal(true);
  Condition FALSE = new Literal(false);

  /** {@code true} or {@code false}. */
  record Literal(boolean value) implements Condition {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A {@code bool} hyper-parameter. */
  record Hyper(String name) implements Condition {
    @Override
    public String toString() {
      return name;
    }
  }

  /** {@code not c}. */
  record Not(Condition operand) implements Condition {
    @Override
    public String toString() {
      return "not " + operand;
    }
  }

  /** {@code a and b}. */
  record And(Condition left, Condition right) implements Condition {
    @Override
    public String toString() {
      return "(" + left + " and " + right + ")";
    }
  }

  /** {@code a or b}. */
  record Or(Condition left, Condition right) implements Condition {
    @Override
    public String toString() {
      return "(" + left + " or " + right + ")";
    }
  }

  static Condition of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** With values for hyper-parameters, folded where that decides it; hyper-parameters not in the map stay. */
  default Condition substitute(Map<String, Condition> values) {
    if (this instanceof Hyper hyper) {
      return values.getOrDefault(hyper.name, this);
    } else if (this instanceof Not not) {
      Condition operand = not.operand.substitute(values);
      return operand instanceof Literal literal ? of(!literal.value) : new Not(operand);
    } else if (this instanceof And and) {
      return and(and.left.substitute(values), and.right.substitute(values));
    } else if (this instanceof Or or) {
      return or(or.left.substitute(values), or.right.substitute(values));
    }
    return this;
  }

  private static Condition and(Condition left, Condition right) {
    if (left instanceof Literal l) {
      return l.value ? right : FALSE;
    }
    return right instanceof Literal r ? (r.value ? left : FALSE) : new And(left, right);
  }

  private static Condition or(Condition left, Condition right) {
    if (left instanceof Literal l) {
      return l.value ? TRUE : right;
    }
    return right instanceof Literal r ? (r.value ? TRUE : left) : new Or(left, right);
  }
}
