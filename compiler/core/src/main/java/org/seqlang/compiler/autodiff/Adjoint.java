package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Names;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Sharing;
import org.seqlang.compiler.ir.Value;

/**
 * A graph with the nodes of its derivative behind its own.
 *
 * @param graph inputs: those of the original, then the seeds; nodes: the original's, where scans may stack additional
 *     values, then the derivative's, as far as a gradient needs them; results: the original's
 * @param forwardNodes how many of the nodes are the original's
 * @param seeds result number of the original to the input that is its seed
 * @param gradients what the derivative is taken by, in the original, to its gradient; absent where nothing flows back
 * @param originals value of the original to the same value here
 */
record Adjoint(Graph graph, int forwardNodes, Map<Integer, Value> seeds, Map<Value, Value> gradients,
    Map<Value, Value> originals) {

  /** The derivative of a whole graph: seeds have the names that the contract of the runtime gives them. */
  static Adjoint ofExample(Graph graph, Set<Integer> seeded, Set<Value> wrt) {
    return of(graph, seeded, wrt, Graph.Role.SEED);
  }

  /** The derivative of a scan's body, which speaks of one example only: nothing in it is summed over examples. */
  static Adjoint ofBody(Graph body, Set<Integer> seeded, Set<Value> wrt) {
    return of(body, seeded, wrt, Graph.Role.BODY);
  }

  Optional<Value> gradient(Value original) {
    return Optional.ofNullable(gradients.get(original));
  }

  List<Node> forward() {
    return graph.nodes().subList(0, forwardNodes);
  }

  List<Node> backward() {
    return graph.nodes().subList(forwardNodes, graph.nodes().size());
  }

  private static Adjoint of(Graph graph, Set<Integer> seeded, Set<Value> wrt, Graph.Role seedRole) {
    GraphCopy copy = new GraphCopy(graph);
    GraphBuilder builder = copy.target();
    Map<Integer, Value> seeds = new HashMap<>();
    Set<String> names = new HashSet<>();
    graph.inputs().forEach(input -> names.add(input.name()));
    for (int r : new TreeSet<>(seeded)) {
      Graph.Result result = graph.results().get(r);
      String name = Names.fresh(names, Graph.gradientName(result.name()));
      seeds.put(r, builder.input(name, seedRole, result.value().type()));
    }
    List<Node> forward = graph.nodes().stream().map(copy::copyNode).toList();
    Set<Value> sources = new HashSet<>(copy.of(List.copyOf(wrt)));
    Set<Value> shared = new HashSet<>();
    if (seedRole == Graph.Role.SEED) {
      Sharing.of(graph).forEach(value -> shared.add(copy.of(value)));
    }
    ReverseWalk walk = new ReverseWalk(builder, ReverseWalk.dependents(forward, sources), shared);
    seeds.forEach((r, seed) -> walk.seed(copy.of(graph.results().get(r).value()), seed));
    walk.over(forward.stream().filter(node -> node.results().stream().noneMatch(sources::contains)).toList());
    Map<Value, Value> gradients = new HashMap<>();
    wrt.forEach(input -> walk.gradient(copy.of(input)).ifPresent(g -> gradients.put(input, g)));
    graph.results().forEach(result -> builder.result(result.name(), copy.of(result.value())));
    Graph raw = builder.build();
    Map<Value, Value> originals = valueImages(graph, copy);
    return assemble(raw, forward.size(), walk, new Adjoint(raw, forward.size(), seeds, gradients, originals));
  }

  private static Map<Value, Value> valueImages(Graph graph, GraphCopy copy) {
    Map<Value, Value> images = new HashMap<>();
    graph.inputs().forEach(input -> images.put(input.value(), copy.of(input.value())));
    graph.nodes().stream().flatMap(node -> node.results().stream()).forEach(value -> images.put(value, copy.of(value)));
    return images;
  }

  /** Puts the scans that stack more in place of the scans, and leaves out what no gradient needs. */
  private static Adjoint assemble(Graph raw, int forwardNodes, ReverseWalk walk, Adjoint parts) {
    Set<Value> live = live(raw.nodes().subList(forwardNodes, raw.nodes().size()), parts.gradients().values());
    Set<Value> placeholders = new HashSet<>();
    walk.scans().values().forEach(scan -> placeholders.addAll(scan.placeholders()));
    GraphCopy copy = new GraphCopy(raw.name());
    raw.inputs().stream().filter(input -> !placeholders.contains(input.value())).forEach(copy::input);
    for (Node node : raw.nodes().subList(0, forwardNodes)) {
      ScanGradient scan = walk.scans().get(node);
      if (scan == null) {
        copy.copyNode(node);
      } else {
        List<Value> results = new ArrayList<>(node.results());
        results.addAll(scan.placeholders());
        copy.copyNode(new Node(results, scan.forward(), node.operands(), node.origin()));
      }
    }
    raw.nodes().subList(forwardNodes, raw.nodes().size()).stream()
        .filter(node -> node.results().stream().anyMatch(live::contains)).forEach(copy::copyNode);
    raw.results().forEach(result -> copy.target().result(result.name(), copy.of(result.value())));
    Graph graph = copy.target().build();
    return new Adjoint(graph, forwardNodes, images(parts.seeds(), copy), images(parts.gradients(), copy),
        images(parts.originals(), copy));
  }

  private static Set<Value> live(List<Node> nodes, Iterable<Value> roots) {
    Set<Value> live = new HashSet<>();
    roots.forEach(live::add);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (nodes.get(i).results().stream().anyMatch(live::contains)) {
        live.addAll(nodes.get(i).operands());
      }
    }
    return live;
  }

  private static <K> Map<K, Value> images(Map<K, Value> values, GraphCopy copy) {
    Map<K, Value> images = new HashMap<>();
    values.forEach((key, value) -> images.put(key, copy.of(value)));
    return images;
  }
}
