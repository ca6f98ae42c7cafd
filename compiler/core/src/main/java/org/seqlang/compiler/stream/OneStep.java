package org.seqlang.compiler.stream;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Place;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * Operations that do the same at every step of a sequence, at one step: the reverse of {@link Op#lift}.
 *
 * <pre>
 * %2: float[T, h] = contract "oi,ti->to" %0, %1
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %2: float[h] = contract "oi,i->o" %0, %1
 * </pre>
 */
final class OneStep {

  private OneStep() {}

  /** The operation at one step; absent where a node does not do the same at every step of {@code time}. */
  static Optional<Op> of(Node node, Size time) {
    Op op = node.op();
    if (op instanceof Map || op instanceof StopGradient) {
      return Optional.of(op);
    } else if (op instanceof Constant constant) {
      return Optional.of(new Constant(constant.value(), constant.type().withoutAxis(0)));
    } else if (op instanceof Broadcast broadcast) {
      return Optional.of(broadcast(broadcast));
    } else if (op instanceof Reshape reshape) {
      return Optional.of(new Reshape(tail(reshape.dims())));
    } else if (op instanceof Contract contract) {
      return contract(contract, node, time);
    } else if (op instanceof Gather) {
      return isTimed(node, 0, time) ? Optional.empty() : Optional.of(op);
    }
    return withAxis(op);
  }

  private static Optional<Op> withAxis(Op op) {
    if (op instanceof Reduce reduce && reduce.axis() > 0) {
      return Optional.of(new Reduce(reduce.kind(), reduce.axis() - 1));
    } else if (op instanceof ArgMax argMax && argMax.axis() > 0) {
      return Optional.of(new ArgMax(argMax.axis() - 1));
    } else if (op instanceof Pick pick && pick.axis() > 0) {
      return Optional.of(new Pick(pick.axis() - 1));
    } else if (op instanceof Place place && place.axis() > 0) {
      return Optional.of(new Place(place.axis() - 1, place.size()));
    } else if (op instanceof Split split && split.axis() > 0) {
      return Optional.of(new Split(split.axis() - 1, split.parts()));
    } else if (op instanceof Concat concat && concat.axis() > 0) {
      return Optional.of(new Concat(concat.axis() - 1));
    }
    return Optional.empty();
  }

  private static Op broadcast(Broadcast broadcast) {
    List<Integer> axes = broadcast.axes().stream().filter(axis -> axis > 0).map(axis -> axis - 1).toList();
    return new Broadcast(tail(broadcast.dims()), axes);
  }

  private static Optional<Op> contract(Contract contract, Node node, Size time) {
    if (!node.result().type().time().equals(Optional.of(time))) {
      return Optional.empty();
    }
    return Optional.of(without(contract, contract.result().charAt(0)));
  }

  /** The product without a label. */
  static Contract without(Contract contract, char label) {
    String gone = String.valueOf(label);
    return new Contract(contract.left().replace(gone, ""), contract.right().replace(gone, ""),
        contract.result().replace(gone, ""));
  }

  static boolean isTimed(Node node, int operand, Size time) {
    return node.operands().get(operand).type().time().equals(Optional.of(time));
  }

  private static List<Size> tail(List<Size> dims) {
    return dims.subList(1, dims.size());
  }
}
