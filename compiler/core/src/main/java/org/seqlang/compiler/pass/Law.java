package org.seqlang.compiler.pass;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;

/** An equation that is read from left to right. */
@FunctionalInterface
interface Law {

  /**
   * What stands in place of a node.
   *
   * @param graph where the right side is added to, and where the node's operands are; the node itself is not in it
   * @param node its operands are values of the new graph
   * @return a value for each result, or nothing where the left side does not match
   */
  Optional<List<Value>> apply(Rewriter graph, Node node);
}
