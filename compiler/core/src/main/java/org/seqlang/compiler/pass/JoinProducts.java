package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Split;

/**
 * Makes one product of several in a loop that multiply the same vector: a cell that has a matrix for each gate runs
 * like one that has them in one matrix.
 *
 * <pre>
 * %8: float[h], … = scan T (…, constant u: float[h, h], constant w: float[h, h]) {
 *   %5: float[h] = contract "oi,i->o" %3, %1          // u @ s[t-1]
 *   %6: float[h] = contract "oi,i->o" %4, %1          // w @ s[t-1]
 * } …, %0, %1
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %7: float[2*h, h] = concat axis 0 %0, %1
 * %8: float[h], … = scan T (…, constant joined: float[2*h, h]) {
 *   %5: float[2*h] = contract "oi,i->o" %3, %1
 *   %6: float[h], %7: float[h] = split axis 0 [h, h] %5
 * } …, %7
 * </pre>
 */
public final class JoinProducts {

  private JoinProducts() {}

  public static Graph run(Graph graph) {
    Graph inner = Bodies.rewrite(graph, JoinProducts::run);
    GraphCopy copy = new GraphCopy(inner);
    for (Node node : inner.nodes()) {
      if (node.op() instanceof Scan scan) {
        copy.at(node.origin());
        copy.putAll(node.results(), new Loop(copy, scan, copy.of(node.operands())).emit());
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(inner);
  }

  /**
   * What products must have in common to become one.
   *
   * @param matrixFirst whether the matrix is the first operand
   * @param outer which axis of the matrix the result has
   */
  private record Kind(Value vector, boolean matrixFirst, int outer) {}

  /** One loop. */
  private static final class Loop {

    private final GraphCopy outside;
    private final Scan scan;
    private final List<Value> operands;
    private final List<Value> inputs;
    private final Map<Kind, List<Node>> products = new LinkedHashMap<>();

    Loop(GraphCopy outside, Scan scan, List<Value> operands) {
      this.outside = outside;
      this.scan = scan;
      this.operands = new ArrayList<>(operands);
      this.inputs = scan.body().inputs().stream().map(Graph.Input::value).toList();
      Set<Value> varying = varying();
      for (Node node : scan.body().nodes()) {
        for (int matrix = 0; node.op() instanceof Contract contract && matrix < 2; matrix++) {
          Value vector = node.operands().get(1 - matrix);
          if (varying.contains(vector) && isConstant(node.operands().get(matrix)) && outerAxis(contract, matrix) >= 0) {
            Kind kind = new Kind(vector, matrix == 0, outerAxis(contract, matrix));
            products.computeIfAbsent(kind, key -> new ArrayList<>()).add(node);
          }
        }
      }
      products.values().removeIf(nodes -> nodes.size() < 2);
    }

    private Set<Value> varying() {
      Set<Value> varying = new HashSet<>(inputs.subList(0, scan.sequences() + scan.states()));
      scan.body().nodes().stream().filter(node -> node.operands().stream().anyMatch(varying::contains))
          .forEach(node -> varying.addAll(node.results()));
      return varying;
    }

    private boolean isConstant(Value value) {
      return value.type().time().isEmpty() && inputs.indexOf(value) >= scan.sequences() + scan.states();
    }

    /** The axis of the matrix that is the result's, if the contraction multiplies a matrix and a vector; else -1. */
    private static int outerAxis(Contract contract, int matrix) {
      String labels = matrix == 0 ? contract.left() : contract.right();
      String vector = matrix == 0 ? contract.right() : contract.left();
      boolean multiplies = labels.length() == 2 && vector.length() == 1 && contract.result().length() == 1
          && labels.contains(vector) && labels.contains(contract.result()) && !vector.equals(contract.result());
      return multiplies ? labels.indexOf(contract.result()) : -1;
    }

    List<Value> emit() {
      if (products.isEmpty()) {
        return outside.addAll(scan, operands);
      }
      GraphCopy body = new GraphCopy(scan.body());
      Map<Node, Node> firstOf = new HashMap<>();
      Map<Node, Value> matrices = new HashMap<>();
      Set<String> names = new HashSet<>();
      scan.body().inputs().forEach(input -> names.add(input.name()));
      products.forEach((kind, nodes) -> {
        nodes.forEach(node -> firstOf.put(node, nodes.get(0)));
        Value joined = join(kind, nodes);
        operands.add(joined);
        matrices.put(nodes.get(0),
            body.target().input(Names.fresh(names, "joined"), Graph.Role.BODY, joined.type()));
      });
      for (Node node : scan.body().nodes()) {
        if (!firstOf.containsKey(node)) {
          body.copyNode(node);
        } else if (firstOf.get(node).equals(node)) {
          emitJoined(body, node, matrices.get(node));
        }
      }
      return outside.addAll(Bodies.withBody(scan, body.finish(scan.body())), operands);
    }

    /** The matrices outside, one below the other. */
    private Value join(Kind kind, List<Node> nodes) {
      Value[] matrices = nodes.stream().map(node -> node.operands().get(kind.matrixFirst() ? 0 : 1))
          .map(matrix -> operands.get(inputs.indexOf(matrix))).toArray(Value[]::new);
      return outside.add(new Concat(kind.outer()), matrices);
    }

    private void emitJoined(GraphCopy body, Node first, Value matrix) {
      Map.Entry<Kind, List<Node>> group = products.entrySet().stream()
          .filter(entry -> entry.getValue().get(0).equals(first)).findFirst().orElseThrow();
      List<Size> parts = group.getValue().stream().map(Node::result).map(Value::type).map(Type::columns).toList();
      Value vector = body.of(group.getKey().vector());
      body.at(first.origin());
      Value product = group.getKey().matrixFirst() ? body.add(first.op(), matrix, vector)
          : body.add(first.op(), vector, matrix);
      List<Value> made = body.addAll(new Split(0, parts), List.of(product));
      for (int i = 0; i < made.size(); i++) {
        body.put(group.getValue().get(i).result(), made.get(i));
      }
    }
  }
}
