package org.seqlang.benchmarks;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * What a layer's equations ask for on one example, counted in the graph of its objective as the front end makes it: whatever the compiler
 * adds or saves changes nothing here.
 *
 * @param products operations of all products of a forward pass, two for each pair of factors
 * @param training the same of a training step: a product costs once more for each of its operands that depends on a parameter
 * @param functions values of tanh, sigmoid, exp and the like; derivatives are taken to need none
 * @param states numbers in the states of all steps, which the way back asks for
 */
record Work(double products, double training, double functions, double states) {

  private static final Work NONE = new Work(0, 0, 0, 0);

  /**
   * Counts.
   *
   * @param width of the input {@code x}, which gives the model its size
   * @param steps of each sequence
   */
  static Work of(Graph graph, int width, int steps) {
    Size input = graph.input("x").value().type().dim(1);
    long unit = width / input.evaluate(symbol -> 1);
    Set<Value> trained = new HashSet<>();
    graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER).forEach(i -> trained.add(i.value()));
    return new Counting(unit, steps).of(graph, trained);
  }

  private Work plus(Work other, double times) {
    return new Work(products + times * other.products, training + times * other.training, functions + times * other.functions,
        states + times * other.states);
  }

  private record Counting(long unit, int steps) {

    private long value(Size size) {
      return size.evaluate(symbol -> symbol.kind() == Symbol.Kind.RAGGED ? steps : unit);
    }

    /** @param trained values that depend on a parameter; those of the graph are added */
    Work of(Graph graph, Set<Value> trained) {
      Work work = NONE;
      for (Node node : graph.nodes()) {
        if (node.op() instanceof Scan scan) {
          work = work.plus(scan(scan, node, trained), value(scan.time()));
        } else if (node.op() instanceof Contract contract) {
          double operations = operations(contract, node);
          long operands = node.operands().stream().filter(trained::contains).count();
          work = work.plus(new Work(operations, operations * (1 + operands), 0, 0), 1);
        } else if (node.op() instanceof org.seqlang.compiler.ir.op.Map map) {
          work = work.plus(new Work(0, 0, isCostly(map) ? elements(node.result()) : 0, 0), 1);
        }
        if (!(node.op() instanceof StopGradient) && node.operands().stream().anyMatch(trained::contains)) {
          trained.addAll(node.results());
        }
      }
      return work;
    }

    /** A step; a state depends on a parameter if it does at the beginning or after some steps. */
    private Work scan(Scan scan, Node node, Set<Value> outside) {
      List<Graph.Input> inputs = scan.body().inputs();
      Set<Value> begin = new HashSet<>();
      for (int i = 0; i < inputs.size(); i++) {
        if (outside.contains(node.operands().get(i))) {
          begin.add(inputs.get(i).value());
        }
      }
      while (true) {
        Set<Value> trained = new HashSet<>(begin);
        Work work = of(scan.body(), trained);
        boolean changed = false;
        for (int s = 0; s < scan.states(); s++) {
          boolean next = trained.contains(scan.body().results().get(s).value());
          changed |= next && begin.add(inputs.get(scan.sequences() + s).value());
        }
        if (!changed) {
          double states = inputs.subList(scan.sequences(), scan.sequences() + scan.states()).stream().mapToDouble(i -> elements(i.value())).sum();
          return work.plus(new Work(0, 0, 0, states), 1);
        }
      }
    }

    private double operations(Contract contract, Node node) {
      Map<Character, Size> labels = new TreeMap<>();
      for (int o = 0; o < 2; o++) {
        String text = o == 0 ? contract.left() : contract.right();
        for (int i = 0; i < text.length(); i++) {
          labels.put(text.charAt(i), node.operands().get(o).type().dim(i));
        }
      }
      return labels.values().stream().mapToDouble(this::value).reduce(2, (a, b) -> a * b);
    }

    private double elements(Value value) {
      return value.type().dims().stream().mapToDouble(this::value).reduce(1, (a, b) -> a * b);
    }

    private static boolean isCostly(org.seqlang.compiler.ir.op.Map map) {
      return switch (map.function()) {
        case TANH, SIGMOID, EXP, LOG, SOFTPLUS, POWER, SIN, COS, ERF -> true;
        default -> false;
      };
    }
  }
}
