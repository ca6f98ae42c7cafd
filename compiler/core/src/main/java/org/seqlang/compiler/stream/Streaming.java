package org.seqlang.compiler.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.pass.EliminateCommon;
import org.seqlang.compiler.pass.EliminateDead;
import org.seqlang.diagnostic.Span;

/**
 * What becomes of an entry's graph when its sequence comes element by element: two graphs, or a reason why not.
 *
 * <pre>
 * graph tag(parameter …, example x: float[T, input]) {
 *   %8: float[h], %9: float[T, h] = scan T { … }
 *   return tag %9
 * }
 * </pre>
 *
 * becomes the graph of a step, in which the scan's body is straight code:
 *
 * <pre>
 * graph tag(parameter …, example x: float[input], example encoder.h_l0: float[h]) {
 *   …
 *   %15: float[h] = tanh %14
 *   return tag %15, encoder.h_l0 %15
 * }
 * </pre>
 */
public sealed interface Streaming permits StepGraphs, Refusal {

  /**
   * Turns a graph as the front end makes it, or any that means the same, into the graphs of a step. The sequence is the
   * one that the result goes along, or else the last argument's for which that is possible; everything else is known
   * before the first step.
   */
  static Streaming of(Graph whole) {
    Graph graph = EliminateDead.run(EliminateCommon.run(whole));
    List<Symbol> candidates = candidates(graph);
    List<Refusal> refusals = new ArrayList<>();
    for (Symbol time : candidates) {
      try {
        return new StepBuilder(graph, Size.of(time)).build();
      } catch (RefusedException e) {
        refusals.add(e.refusal());
      }
    }
    return refusals.isEmpty() ? new Refusal("it reads no sequence", Span.NONE) : refusals.get(0);
  }

  /** The lengths along which the graph might run: those of results, then those of arguments, the last one first. */
  private static List<Symbol> candidates(Graph graph) {
    Set<Symbol> all = new LinkedHashSet<>();
    graph.results().forEach(r -> r.value().type().time().flatMap(Size::symbol).ifPresent(all::add));
    List<Graph.Input> inputs = new ArrayList<>(graph.inputs());
    Collections.reverse(inputs);
    Set<Symbol> read = new LinkedHashSet<>();
    inputs.stream().filter(i -> i.role() == Graph.Role.EXAMPLE)
        .forEach(i -> i.value().type().time().flatMap(Size::symbol).ifPresent(read::add));
    all.retainAll(read);
    all.addAll(read);
    return List.copyOf(all);
  }
}
