package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;

/** The expressions inside an expression. */
final class TypedChildren {

  private TypedChildren() {}

  static List<Typed> of(Typed typed) {
    if (typed instanceof Typed.Elementwise e) {
      return e.operands();
    } else if (typed instanceof Typed.Chosen e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Spread e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Product e) {
      return List.of(e.left(), e.right());
    } else if (typed instanceof Typed.Split e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Slice e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Concat e) {
      return e.operands();
    } else if (typed instanceof Typed.Stack e) {
      return e.operands();
    } else if (typed instanceof Typed.Reshape e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Reduction e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Edge e) {
      return List.of(e.operand());
    }
    return rest(typed);
  }

  private static List<Typed> rest(Typed typed) {
    if (typed instanceof Typed.Rows e) {
      return List.of(e.table(), e.index());
    } else if (typed instanceof Typed.Pick e) {
      return List.of(e.operand(), e.index());
    } else if (typed instanceof Typed.Dropout e) {
      return List.of(e.operand(), e.rate());
    } else if (typed instanceof Typed.StopGradient e) {
      return List.of(e.operand());
    } else if (typed instanceof Typed.Conditional e) {
      return List.of(e.whenTrue(), e.whenFalse());
    } else if (typed instanceof Typed.Block e) {
      List<Typed> all = new ArrayList<>(e.lets().stream().map(Typed.Let::value).toList());
      all.add(e.value());
      return all;
    } else if (typed instanceof Typed.Call e) {
      return e.arguments();
    } else if (typed instanceof Typed.Apply e) {
      return e.arguments();
    } else if (typed instanceof Typed.Run e) {
      List<Typed> all = new ArrayList<>(e.arguments());
      e.initial().keySet().stream().sorted().forEach(state -> all.add(e.initial().get(state)));
      return all;
    } else if (typed instanceof Typed.Outcome e) {
      return List.of(e.run());
    }
    return List.of();
  }
}
