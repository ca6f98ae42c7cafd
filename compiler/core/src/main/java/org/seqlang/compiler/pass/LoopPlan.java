package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * Where each node of a scan's body is to be computed.
 *
 * <p>First everything that can leave the loop leaves it. Then element-wise work comes back where the loop reads or
 * writes no more memory with it than without: the loop fuses it with what it does anyway, while outside it would be a
 * pass over whole sequences of its own. A scan without states does not recur at all, so nothing comes back.
 */
final class LoopPlan {

  /** Where a node is computed. */
  enum Place {
    /** Once: it is the same at every step. */
    ONCE,
    /** For all steps, before the loop. */
    BEFORE,
    /** In the loop. */
    INSIDE,
    /** For all steps, behind the loop. */
    BEHIND
  }

  private final Scan scan;
  private final List<Node> nodes;
  private final Map<Value, Node> producers;
  private final Map<Value, List<Node>> users = new HashMap<>();
  private final Map<Node, Place> places = new HashMap<>();
  /** The values that the next states are. */
  private final Set<Value> next = new HashSet<>();
  private final Set<Value> stacked = new HashSet<>();
  private final Set<Value> sequences = new HashSet<>();
  private final Set<Value> previous = new HashSet<>();
  /** Done before the loop for those outside, and in the loop again. */
  private final Set<Node> alsoInside = new HashSet<>();
  /** The values that are not the same at every step. */
  private final Set<Value> varying = new HashSet<>();

  LoopPlan(Scan scan) {
    this.scan = scan;
    Graph body = scan.body();
    nodes = body.nodes();
    producers = body.producers();
    nodes.forEach(node -> new HashSet<>(node.operands())
        .forEach(operand -> users.computeIfAbsent(operand, key -> new ArrayList<>()).add(node)));
    body.inputs().subList(0, scan.sequences()).forEach(input -> sequences.add(input.value()));
    body.inputs().subList(scan.sequences(), scan.sequences() + scan.states())
        .forEach(input -> previous.add(input.value()));
    body.results().subList(0, scan.states()).forEach(result -> next.add(result.value()));
    body.results().subList(scan.states(), body.results().size()).forEach(result -> stacked.add(result.value()));
    placeBefore();
    placeBehind();
    if (scan.states() > 0) {
      takeBackFromBefore();
      takeBackFromBehind();
      takeBackFromBefore(); // what the loop now reads in addition
    }
  }

  Place place(Node node) {
    return places.get(node);
  }

  /** Whether a node that is done outside is done in the loop as well, on what the loop reads anyway. */
  boolean isAlsoInside(Node node) {
    return alsoInside.contains(node);
  }

  /** Whether a node that is the same at every step is so cheap that the loop rather repeats it than reads it. */
  static boolean isRepeated(Node node) {
    return node.op() instanceof Constant || node.op() instanceof SizeOf || node.op() instanceof Broadcast;
  }

  private void placeBefore() {
    varying.addAll(sequences);
    varying.addAll(previous);
    Set<Value> recurrent = new HashSet<>(previous);
    for (Node node : nodes) {
      boolean varies = node.operands().stream().anyMatch(varying::contains) || isRandom(node.op());
      boolean recurs = varies && (node.operands().stream().anyMatch(recurrent::contains) || !canLift(node));
      places.put(node, recurs ? Place.INSIDE : varies ? Place.BEFORE : Place.ONCE);
      if (varies) {
        varying.addAll(node.results());
      }
      if (recurs) {
        recurrent.addAll(node.results());
      }
    }
  }

  private void placeBehind() {
    Set<Value> feeding = new HashSet<>(next);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (places.get(node) == Place.INSIDE) {
        if (canLift(node) && node.results().stream().noneMatch(feeding::contains)) {
          places.put(node, Place.BEHIND);
        } else {
          feeding.addAll(node.operands());
        }
      }
    }
  }

  /**
   * Element-wise work on sequences that are there anyway is done in the loop, unless something outside needs it too.
   * What works on the result of something heavy, such as a product, stays with that.
   */
  private void takeBackFromBefore() {
    Set<Node> light = new HashSet<>();
    nodes.stream().filter(node -> places.get(node) == Place.BEFORE && (isElementwise(node.op()) || isView(node.op()) || isOuter(node)))
        .forEach(light::add);
    boolean shrinks = true;
    while (shrinks) {
      shrinks = light.removeIf(node -> !isUsedInsideOnly(node, light) || !isView(node.op()) && !isOuter(node)
          && node.operands().stream().anyMatch(operand -> !isFreeInside(operand, light)));
    }
    light.forEach(node -> places.put(node, Place.INSIDE));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (places.get(node) == Place.BEFORE && isCheap(node.op()) && isReadInside(node.result(), node)
          && node.operands().stream().allMatch(operand -> isAtHandInside(operand, node))) {
        alsoInside.add(node);
      }
    }
  }

  /** Whether a loop rather does this again than reads what came of it. */
  private static boolean isCheap(Op op) {
    return op instanceof org.seqlang.compiler.ir.op.Map map && switch (map.function()) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, SQUARE -> true;
      default -> false;
    };
  }

  private boolean isReadInside(Value value, Node except) {
    return users.getOrDefault(value, List.of()).stream()
        .anyMatch(user -> user != except && (places.get(user) == Place.INSIDE || alsoInside.contains(user)));
  }

  /** Whether the loop knows a value even if this node is outside of it. */
  private boolean isAtHandInside(Value value, Node except) {
    return !varying.contains(value) || isReadInside(value, except);
  }

  private boolean isUsedInsideOnly(Node node, Set<Node> light) {
    return node.results().stream().noneMatch(stacked::contains) && node.results().stream()
        .flatMap(result -> users.getOrDefault(result, List.of()).stream())
        .allMatch(user -> places.get(user) == Place.INSIDE || light.contains(user));
  }

  /** Whether reading a value in the loop takes no sequence that would not be there otherwise. */
  private boolean isFreeInside(Value value, Set<Node> light) {
    return !varying.contains(value) || sequences.contains(value) || light.contains(producers.get(value))
        || next.contains(value)
        || users.getOrDefault(value, List.of()).stream().anyMatch(user -> places.get(user) == Place.INSIDE);
  }

  /** A matrix of the products of two vectors' elements: the loop reads less without it. */
  private static boolean isOuter(Node node) {
    return node.op() instanceof Contract contract && contract.isOuter(node.operands().stream().map(Value::type).toList());
  }

  /** Whether a node reads a matrix that the loop makes: written for all steps it would take much memory, however little comes of it. */
  private boolean readsMatrix(Node node) {
    return (isElementwise(node.op()) || node.op() instanceof Reduce || node.op() instanceof Contract)
        && node.operands().stream().anyMatch(operand -> operand.type().rank() > 1 && isMadeInside(operand));
  }

  /** What gives the operand's elements in another arrangement. */
  private static boolean isView(Op op) {
    return op instanceof Split || op instanceof Reshape || op instanceof Broadcast;
  }

  /** Element-wise work on what the loop would have to write otherwise is done in the loop, and written instead. */
  private void takeBackFromBehind() {
    for (Node node : nodes) {
      boolean isLight = isElementwise(node.op()) || node.op() instanceof Reduce;
      boolean ready = node.operands().stream().noneMatch(this::isMadeBehind);
      boolean spares = node.operands().stream().anyMatch(operand -> isMadeInside(operand) && !isWritten(operand, node));
      if (places.get(node) == Place.BEHIND && ready && (isLight && spares || readsMatrix(node))) {
        places.put(node, Place.INSIDE);
      }
    }
  }

  private boolean isMadeBehind(Value value) {
    return producers.containsKey(value) && places.get(producers.get(value)) == Place.BEHIND;
  }

  private boolean isMadeInside(Value value) {
    return previous.contains(value)
        || producers.containsKey(value) && places.get(producers.get(value)) == Place.INSIDE;
  }

  /** Whether the loop writes a value for somebody else than a node. */
  private boolean isWritten(Value value, Node except) {
    return stacked.contains(value) || users.getOrDefault(value, List.of()).stream()
        .anyMatch(user -> user != except && places.get(user) == Place.BEHIND);
  }

  private static boolean isElementwise(Op op) {
    return op instanceof org.seqlang.compiler.ir.op.Map || op instanceof Concat || op instanceof StopGradient;
  }

  private boolean canLift(Node node) {
    List<Type> operands = node.operands().stream().map(Value::type).toList();
    return node.op().canLift(operands, node.operands().stream().map(varying::contains).toList())
        && node.results().stream().noneMatch(result -> result.type().time().isPresent());
  }

  /** Whether an operation gives something else at every step even if its operands do not vary. */
  private static boolean isRandom(Op op) {
    return op instanceof Mask
        || op instanceof Scan scan && scan.body().nodes().stream().anyMatch(node -> isRandom(node.op()));
  }
}
