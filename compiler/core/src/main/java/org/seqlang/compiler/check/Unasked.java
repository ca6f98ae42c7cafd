package org.seqlang.compiler.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seqlang.diagnostic.Span;

/**
 * What the cells of a run compute for nobody: an output that no model asks for, a state that has no part in what the cell
 * gives. Cells that no part is an instance of are somebody else's to use.
 */
final class Unasked {

  private final Reporter reporter;
  private final Usage usage;

  Unasked(Session session) {
    reporter = session.reporter();
    usage = session.usage();
  }

  /** Warns, once all that could ask for something is checked. */
  void warn(List<CheckedLayer> layers) {
    layers.stream().filter(layer -> layer.isCell() && usage.isUsed(layer.span())).forEach(this::warn);
  }

  private void warn(CheckedLayer cell) {
    cell.beside().stream().filter(beside -> isUnasked(beside.name(), beside.value().span()))
        .forEach(beside -> reporter.report(Warnings.unusedOutput(beside.name(), cell, beside.value().span())));
    Set<String> needed = needed(cell);
    cell.states().stream().filter(state -> !needed.contains(state.name()) && isUnasked(state.name(), state.span()))
        .forEach(state -> reporter.report(Warnings.unusedState(state.name(), cell, state.span())));
  }

  private boolean isUnasked(String name, Span span) {
    return !usage.isAsked(span) && !name.startsWith("_");
  }

  /** Everything that the outputs are made of, earlier steps of states included. */
  private static Set<String> needed(CheckedLayer cell) {
    Set<String> needed = new HashSet<>();
    need(cell.out(), cell, needed);
    cell.beside().forEach(beside -> need(beside.value(), cell, needed));
    return needed;
  }

  private static void need(Typed value, CheckedLayer cell, Set<String> needed) {
    TypedTree.nodes(value).forEach(node -> {
      if (node instanceof Typed.Variable variable) {
        need(variable.name(), cell, needed);
      } else if (node instanceof Typed.Delayed delayed) {
        need(delayed.name(), cell, needed);
      }
    });
  }

  private static void need(String name, CheckedLayer cell, Set<String> needed) {
    if (needed.add(name)) {
      cell.steps().stream().filter(step -> step.targets().contains(name)).forEach(step -> need(step.value(), cell, needed));
    }
  }
}
