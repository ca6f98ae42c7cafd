package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.check.Equations.Equation;
import org.seqlang.syntax.Expression;

/**
 * Puts equations in an order in which each only needs those before it. A reference to the step before needs nothing of
 * this step; a cycle within the step is reported with its path.
 */
final class EquationOrder {

  private final Map<String, Equation> byName = new HashMap<>();
  private final Set<Equation> done = new LinkedHashSet<>();
  private final Set<Equation> circular = new LinkedHashSet<>();
  private final List<String> path = new ArrayList<>();
  private final Reporter reporter;

  EquationOrder(List<Equation> equations, Reporter reporter) {
    this.reporter = reporter;
    equations.forEach(equation -> equation.names().forEach(name -> byName.putIfAbsent(name, equation)));
    equations.forEach(equation -> visit(equation, equation.names().get(0)));
    done.removeAll(circular);
  }

  /** Those that can run, in order. */
  List<Equation> sorted() {
    return List.copyOf(done);
  }

  /** Those on a cycle. */
  Set<Equation> circular() {
    return circular;
  }

  private void visit(Equation equation, String name) {
    if (done.contains(equation)) {
      return;
    }
    int start = indexOf(equation);
    if (start >= 0) {
      List<String> cycle = new ArrayList<>(path.subList(start, path.size()));
      if (cycle.stream().map(byName::get).noneMatch(circular::contains)) {
        reporter.report(RecurrenceErrors.cycle(cycle, byName));
      }
      cycle.forEach(n -> circular.add(byName.get(n)));
      return;
    }
    path.add(name);
    for (String needed : References.ofStep(equation.value())) {
      if (byName.containsKey(needed)) {
        visit(byName.get(needed), needed);
      }
    }
    path.remove(path.size() - 1);
    done.add(equation);
  }

  private int indexOf(Equation equation) {
    for (int i = 0; i < path.size(); i++) {
      if (byName.get(path.get(i)) == equation) {
        return i;
      }
    }
    return -1;
  }

  /** Names that an expression needs at its own step. */
  static final class References {

    private final Set<String> names = new LinkedHashSet<>();

    private References() {}

    static Set<String> ofStep(Expression expression) {
      References references = new References();
      references.collect(expression);
      return references.names;
    }

    private void collect(Expression expression) {
      if (expression instanceof Expression.Reference reference) {
        names.add(reference.name().text());
      } else if (expression instanceof Expression.Unary unary) {
        collect(unary.operand());
      } else if (expression instanceof Expression.Binary binary) {
        collect(binary.left());
        collect(binary.right());
      } else if (expression instanceof Expression.Call call) {
        call.arguments().forEach(argument -> collect(argument.value()));
      } else if (expression instanceof Expression.Member member) {
        collect(member.target());
      } else if (expression instanceof Expression.Index index) {
        index(index);
      } else if (expression instanceof Expression.Conditional conditional) {
        collect(conditional.whenTrue());
        collect(conditional.whenFalse());
      } else if (expression instanceof Expression.Block block) {
        block.lets().forEach(let -> collect(let.value()));
        collect(block.value());
      }
    }

    /** {@code h[t-1]} needs nothing of this step; {@code t} itself is no name of a value. */
    private void index(Expression.Index index) {
      boolean earlier = index.indices().size() == 1 && index.indices().get(0) instanceof Expression.Binary binary
          && Lag.speaksOfStep(binary);
      if (!earlier) {
        collect(index.target());
        index.indices().forEach(this::collect);
        names.remove("t");
      }
    }
  }
}
