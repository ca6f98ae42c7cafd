package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Graph;

/**
 * Simplifies by the laws of algebra: each is a method, named by its law, in one of the {@code …Laws} classes.
 *
 * <pre>
 * %2: float[h] = constant 0
 * %3: float[h] = add %0, %2
 * %4: float[2*h] = concat axis 0 %3, %1
 * %5: float[h], %6: float[h] = split axis 0 [h, h] %4
 * return y %6
 * </pre>
 *
 * becomes, without the nodes that are dead now,
 *
 * <pre>
 * return y %1
 * </pre>
 */
public final class Simplify {

  private static final List<Law> LAWS = laws();

  private Simplify() {}

  public static Graph run(Graph graph) {
    return Rewriter.rewrite(graph, LAWS);
  }

  private static List<Law> laws() {
    List<Law> all = new ArrayList<>();
    all.addAll(ConstantLaws.ALL);
    all.addAll(MapLaws.ALL);
    all.addAll(ShapeLaws.ALL);
    all.addAll(EdgeLaws.ALL);
    all.addAll(SumLaws.ALL);
    return List.copyOf(all);
  }
}
