package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/** An operation of the graph: an immutable record of its attributes, with all the rules that belong to it. */
public sealed interface Op
    permits Constant, SizeOf, Map, Broadcast, Reshape, Contract, Reduce, ArgMax, Pick, Place, Edge, AtEdge, Shift, Split, Concat,
        Gather, Scatter, Mask, StopGradient, Total, Scan, LinearScan {

  /** The operation with its attributes, as printed: {@code contract "oi,ti->to"}. */
  String text();

  /**
   * The types of the results.
   *
   * @throws IllegalArgumentException with a message for the compiler's developers, if the operands do not fit
   */
  List<Type> resultTypes(List<Type> operands);

  /**
   * The derivative, reverse mode: adds nodes that turn gradients of the results into gradients of the operands.
   *
   * @param results the operation's own results, which a rule may use instead of computing them again
   * @param gradients of the results; absent where nothing flows back; at least one is present
   * @return one for each operand; absent where the operand has no derivative
   */
  List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients);

  /**
   * The same operation over whole sequences: adds nodes that do to every step what this operation does to one.
   *
   * @param time the new leading dimension
   * @param operands those for which {@code varies} have {@code time} as their leading dimension, the others are as before
   * @return the results, each with {@code time} in front
   */
  List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies);

  /** Whether {@link #lift} is possible: a scan, or anything over a ragged dimension, is not lifted again. */
  default boolean canLift(List<Type> operands) {
    return operands.stream().noneMatch(type -> type.time().isPresent());
  }

  /** The same, knowing which operands would be lifted. */
  default boolean canLift(List<Type> operands, List<Boolean> varies) {
    return canLift(operands);
  }

  /**
   * What the operation means, in double precision, for one example.
   *
   * @param types of the results
   */
  List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types);

  /** What an evaluation knows beside the operands. */
  interface Evaluation {

    /** The value of a size, for the example at hand. */
    int size(Size size);

    /** The step of the innermost scan that is being evaluated; nothing outside. */
    OptionalInt step();

    /** A uniform number in [0, 1) for dropout. */
    double uniform(int site, int step, int column);

    /** Runs a scan's body at a step. */
    List<Array> run(org.seqlang.compiler.ir.Graph body, List<Array> inputs, int step);
  }
}
