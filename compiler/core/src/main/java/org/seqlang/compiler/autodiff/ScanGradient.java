package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Scan;

/**
 * The derivative of a scan: a scan in the other direction, whose states are the gradients of the forward scan's states.
 *
 * <pre>
 * %ys: float[T, h], … = scan T { (x, s, w) -> next s, y }
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %final, %ys, %saved      = scan T { (x, s, w) -> next s, y, what the derivative needs of this step }
 * %ds0, %dxs, %dws         = scan T reverse { (dy, x, saved, ds, w) -> gradient of s, of x, this step's part of w's }
 * %dw                      = sum axis 0 %dws
 * </pre>
 *
 * The forward scan is in the graph already when the derivative is made. So the saved values are inputs at first
 * ({@link #placeholders}), which become results of {@link #forward} when the graph is put together.
 */
final class ScanGradient {

  private final Scan scan;
  private final List<Optional<Value>> gradients;
  private final List<Boolean> wanted;
  private final Set<Integer> activeStates;
  private final Adjoint adjoint;
  private final BackwardBody body;
  private final List<Value> placeholders = new ArrayList<>();

  /**
   * @param gradients of the scan's results
   * @param wanted for which operands a gradient is wanted
   */
  ScanGradient(Scan scan, List<Optional<Value>> gradients, List<Boolean> wanted) {
    this.scan = scan;
    this.gradients = gradients;
    this.wanted = wanted;
    this.activeStates = activeStates();
    this.adjoint = adjointOfAllSteps();
    this.body = new BackwardBody(scan, adjoint, wantedInputs(), carried());
  }

  /** The forward scan, stacking also what the derivative needs. */
  Scan forward() {
    List<Graph.Result> results = new ArrayList<>(adjoint.graph().results());
    Set<String> names = new HashSet<>();
    results.forEach(result -> names.add(result.name()));
    for (Value saved : body.saved()) {
      results.add(new Graph.Result(Names.fresh(names, "saved"), saved));
    }
    List<Graph.Input> inputs = adjoint.graph().inputs().subList(0, scan.body().inputs().size());
    Graph forward = new Graph(scan.body().name(), inputs, adjoint.forward(), results);
    return new Scan(scan.time(), scan.reverse(), scan.sequences(), scan.states(), forward);
  }

  /** Stands for the results that {@link #forward} has in addition, in order. */
  List<Value> placeholders() {
    return placeholders;
  }

  /** Adds the backward scan; gives the gradients of the forward scan's operands. */
  List<Optional<Value>> emit(GraphBuilder builder, List<Value> operands) {
    for (Value saved : body.saved()) {
      String name = "saved " + builder.build().inputs().size();
      placeholders.add(builder.input(name, Graph.Role.BODY, saved.type().over(scan.time())));
    }
    List<Value> backward = new ArrayList<>();
    body.seededResults().forEach(r -> backward.add(gradients.get(r).orElseThrow()));
    body.inputSequences().forEach(input -> backward.add(operands.get(input)));
    backward.addAll(placeholders);
    for (int state : carried()) {
      backward.add(gradients.get(state).orElseGet(
          () -> builder.add(new Constant(0, scan.body().inputs().get(scan.sequences() + state).value().type()))));
    }
    body.growing().forEach(type -> backward.add(builder.add(new Constant(0, type))));
    body.constants().forEach(input -> backward.add(operands.get(input)));
    List<Value> results = builder.addAll(body.op(), backward);
    return body.operandGradients(builder, results, operands.size());
  }

  /** The states that carry a gradient backwards: those that depend on what is wanted, and on which a result depends. */
  private List<Integer> carried() {
    return adjoint.seeds().keySet().stream().filter(r -> r < scan.states()).sorted().toList();
  }

  /** The derivative of the body; what flows into a state of one step is a seed of the step before. */
  private Adjoint adjointOfAllSteps() {
    Set<Integer> seeded = new TreeSet<>();
    for (int r = 0; r < gradients.size(); r++) {
      if (gradients.get(r).isPresent() && (r >= scan.states() || activeStates.contains(r))) {
        seeded.add(r);
      }
    }
    while (true) {
      Adjoint candidate = Adjoint.ofBody(scan.body(), seeded, wantedInputs());
      Set<Integer> more = new TreeSet<>(seeded);
      for (int state : activeStates) {
        if (candidate.gradient(stateInput(state)).isPresent()) {
          more.add(state);
        }
      }
      if (more.equals(seeded)) {
        return candidate;
      }
      seeded = more;
    }
  }

  /** The states that depend on an operand whose gradient is wanted, in some step. */
  private Set<Integer> activeStates() {
    Set<Integer> states = new TreeSet<>();
    for (int state = 0; state < scan.states(); state++) {
      if (wanted.get(scan.sequences() + state)) {
        states.add(state);
      }
    }
    while (true) {
      Set<Integer> more = new TreeSet<>(states);
      Set<Value> dependents = ReverseWalk.dependents(scan.body().nodes(), inputs(states));
      for (int state = 0; state < scan.states(); state++) {
        if (dependents.contains(scan.body().results().get(state).value())) {
          more.add(state);
        }
      }
      if (more.equals(states)) {
        return states;
      }
      states = more;
    }
  }

  private Set<Value> wantedInputs() {
    return inputs(activeStates);
  }

  /** The body's inputs whose gradient is wanted, given which states are among them. */
  private Set<Value> inputs(Set<Integer> states) {
    Set<Value> inputs = new HashSet<>();
    for (int i = 0; i < scan.body().inputs().size(); i++) {
      boolean isState = i >= scan.sequences() && i < scan.sequences() + scan.states();
      if (isState ? states.contains(i - scan.sequences()) : wanted.get(i)) {
        inputs.add(scan.body().inputs().get(i).value());
      }
    }
    return inputs;
  }

  private Value stateInput(int state) {
    return scan.body().inputs().get(scan.sequences() + state).value();
  }
}
