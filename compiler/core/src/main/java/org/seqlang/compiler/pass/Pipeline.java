package org.seqlang.compiler.pass;

import java.util.List;
import org.seqlang.compiler.ir.Graph;

/**
 * All passes in the order in which they run.
 *
 * <p>A function that is trained goes through {@link #BEFORE_GRADIENTS}, is differentiated, and goes through
 * {@link #AFTER_GRADIENTS}: what has left the loops before is differentiated outside of them. A function that is only
 * served goes through both at once. Every pass can run at any time, and running it twice does no harm.
 */
public final class Pipeline {

  private static final Pass SIMPLIFY = new Pass("simplify", Simplify::run);
  private static final Pass SIMPLIFY_SCANS = new Pass("simplify-scans", SimplifyScans::run);
  private static final Pass SHIFT_STATES = new Pass("shift-states", ShiftStates::run);
  private static final Pass ELIMINATE_COMMON = new Pass("eliminate-common", EliminateCommon::run);
  private static final Pass ELIMINATE_DEAD = new Pass("eliminate-dead", EliminateDead::run);
  private static final Pass REASSOCIATE = new Pass("reassociate", Reassociate::run);
  private static final Pass LINEAR_SCANS = new Pass("linear-scans", LinearScans::run);
  private static final Pass DISTRIBUTE = new Pass("distribute", Distribute::run);
  private static final Pass JOIN_PRODUCTS = new Pass("join-products", JoinProducts::run);
  private static final Pass DROP_STOP_GRADIENT = new Pass("drop-stop-gradient", DropStopGradient::run);
  private static final Pass PUSH_TOTAL = new Pass("push-total", PushTotal::run);

  /** What a graph as it comes from the front end goes through. */
  public static final List<Pass> BEFORE_GRADIENTS = List.of(
      SIMPLIFY,              // so that later passes meet fewer forms
      ELIMINATE_COMMON,      // one product of W and x[t], however often it is written
      SIMPLIFY_SCANS,        // fewer operands, hence more that does not recur
      SHIFT_STATES,          // an input's earlier steps do not recur
      ELIMINATE_DEAD,        // nothing is lifted for nobody
      JOIN_PRODUCTS,         // one product for all gates, whether it stays in the loop or not
      REASSOCIATE,           // what does not recur is added up first
      LINEAR_SCANS,          // what recurs linearly needs no loop
      DISTRIBUTE,            // what does not recur leaves the loop
      SIMPLIFY,              // what is outside now meets what was there
      ELIMINATE_COMMON,
      SIMPLIFY_SCANS,
      SHIFT_STATES,          // nor do those of what left the loop
      ELIMINATE_DEAD);

  /** What a graph goes through behind the derivative, or without one. */
  public static final List<Pass> AFTER_GRADIENTS = List.of(
      DROP_STOP_GRADIENT,    // has done its work
      SIMPLIFY,              // the derivative adds zeros and multiplies by one
      ELIMINATE_COMMON,      // forward values that the derivative computes again
      SIMPLIFY_SCANS,        // saved values that are sequences anyway
      ELIMINATE_DEAD,
      REASSOCIATE,
      LINEAR_SCANS,          // what flows back through a state is linear more often than the state
      DISTRIBUTE,            // weight gradients of all steps are one product
      SIMPLIFY,              // and sum over the steps by themselves
      PUSH_TOTAL,            // and over the examples
      ELIMINATE_COMMON,
      SIMPLIFY_SCANS,
      ELIMINATE_DEAD);

  private Pipeline() {}

  /** A graph that is to be differentiated, ready for that. */
  public static Graph beforeGradients(Graph graph) {
    return run(BEFORE_GRADIENTS, graph);
  }

  /** A graph that has been differentiated, ready for the schedule. */
  public static Graph afterGradients(Graph graph) {
    return run(AFTER_GRADIENTS, graph);
  }

  /** A graph that is not differentiated, or that is already, ready for the schedule. */
  public static Graph optimize(Graph graph) {
    return afterGradients(beforeGradients(graph));
  }

  private static Graph run(List<Pass> passes, Graph graph) {
    Graph current = graph;
    for (Pass pass : passes) {
      current = pass.run(current);
    }
    return current;
  }
}
