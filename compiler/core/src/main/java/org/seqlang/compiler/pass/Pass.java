package org.seqlang.compiler.pass;

import java.util.function.UnaryOperator;
import org.seqlang.compiler.ir.Graph;

/**
 * A step of the compiler's pipeline.
 *
 * @param name for {@code seqc emit --stage}, and of the folder with its tests
 * @param function gives a graph of the same meaning
 */
public record Pass(String name, UnaryOperator<Graph> function) {

  public Graph run(Graph graph) {
    return function.apply(graph);
  }

  @Override
  public String toString() {
    return name;
  }
}
