package org.seqlang.compiler.ir;

import java.util.List;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.diagnostic.Span;

/**
 * One assignment: {@code results = op(operands)}.
 *
 * @param origin the model's text that it comes from; not part of a graph's meaning, and not printed
 */
public record Node(List<Value> results, Op op, List<Value> operands, Span origin) {

  public Node {
    results = List.copyOf(results);
    operands = List.copyOf(operands);
  }

  /** The result of an operation that has one. */
  public Value result() {
    if (results.size() != 1) {
      throw new IllegalStateException(op.text() + " has " + results.size() + " results");
    }
    return results.get(0);
  }

  /** Of the results alone: a value is made by one node, and an operation may hold a whole graph. */
  @Override
  public int hashCode() {
    return results.hashCode();
  }
}
