package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Leaves out what no result needs: nodes, and of a scan the stacked values, the states, the sequences and the constants
 * that nothing asks for. The inputs of the graph itself stay.
 *
 * <pre>
 * %2: float[h] = tanh %0
 * %3: float[h], %4: float[T, h], %5: float[T, h] = scan T { … }
 * return y %4
 * </pre>
 *
 * becomes
 *
 * <pre>
 * %2: float[h], %3: float[T, h] = scan T { … }
 * return y %3
 * </pre>
 */
public final class EliminateDead {

  private EliminateDead() {}

  public static Graph run(Graph graph) {
    Set<Value> live = new HashSet<>();
    graph.results().forEach(result -> live.add(result.value()));
    Map<Node, LiveScan> scans = new HashMap<>();
    List<Node> kept = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.results().stream().noneMatch(live::contains)) {
        continue;
      }
      kept.add(0, node);
      if (node.op() instanceof Scan scan) {
        LiveScan part = LiveScan.of(scan, node.results().stream().map(live::contains).toList());
        scans.put(node, part);
        part.operands().forEach(operand -> live.add(node.operands().get(operand)));
      } else {
        live.addAll(node.operands());
      }
    }
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : kept) {
      LiveScan part = scans.get(node);
      copy.copyNode(part == null ? node : part.apply(node));
    }
    return copy.finish(graph);
  }

  /**
   * The part of a scan that is needed.
   *
   * @param operands the numbers of the scan's operands, and its body's inputs, that stay
   * @param results the numbers of the scan's results, and its body's, that stay
   */
  private record LiveScan(Scan scan, Set<Integer> operands, Set<Integer> results) {

    static LiveScan of(Scan scan, List<Boolean> wanted) {
      Set<Integer> results = new TreeSet<>();
      IntStream.range(0, wanted.size()).filter(wanted::get).forEach(results::add);
      while (true) {
        Set<Integer> operands = neededInputs(scan.body(), results);
        Set<Integer> states = new TreeSet<>();
        operands.stream().map(i -> i - scan.sequences()).filter(s -> s >= 0 && s < scan.states()).forEach(states::add);
        if (!results.addAll(states)) {
          results.stream().filter(r -> r < scan.states()).forEach(state -> operands.add(scan.sequences() + state));
          return new LiveScan(scan, operands, results);
        }
      }
    }

    private static Set<Integer> neededInputs(Graph body, Set<Integer> results) {
      Set<Value> live = new HashSet<>();
      results.forEach(r -> live.add(body.results().get(r).value()));
      for (int i = body.nodes().size() - 1; i >= 0; i--) {
        Node node = body.nodes().get(i);
        if (node.results().stream().anyMatch(live::contains)) {
          live.addAll(node.operands());
        }
      }
      Set<Integer> inputs = new TreeSet<>();
      IntStream.range(0, body.inputs().size()).filter(i -> live.contains(body.inputs().get(i).value()))
          .forEach(inputs::add);
      return inputs;
    }

    Node apply(Node node) {
      Graph body = scan.body();
      Graph trimmed = run(new Graph(body.name(), body.inputs(), body.nodes(), pick(body.results(), results)));
      GraphCopy copy = new GraphCopy(trimmed.name());
      pick(trimmed.inputs(), operands).forEach(copy::input);
      copy.copyNodes(trimmed.nodes());
      int sequences = (int) operands.stream().filter(i -> i < scan.sequences()).count();
      int states = (int) results.stream().filter(r -> r < scan.states()).count();
      Scan op = new Scan(scan.time(), scan.reverse(), sequences, states, copy.finish(trimmed));
      return new Node(pick(node.results(), results), op, pick(node.operands(), operands), node.origin());
    }

    private static <E> List<E> pick(List<E> list, Set<Integer> wanted) {
      return wanted.stream().map(list::get).toList();
    }
  }
}
