package org.seqlang.compiler.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;

/**
 * Whether the graphs of a step, run by the interpreter, give what the whole graph gives for every beginning of a
 * sequence.
 */
public final class Stepwise {

  private static final double TOLERANCE = 1e-10;
  private static final int STEPS = 4;
  private static final Map<Symbol, Integer> SIZES = Map.of(Symbol.hyper("hidden"), 2, Symbol.hyper("input"), 3,
      Symbol.hyper("classes"), 4, Symbol.hyper("vocab"), 5, Symbol.hyper("n"), 4);

  private final Graph whole;
  private final StepGraphs graphs;
  private final Map<Symbol, Integer> sizes = new HashMap<>();
  private final Map<String, Array> shared = new HashMap<>();
  private final Map<String, Array> example = new HashMap<>();

  private Stepwise(Graph whole, StepGraphs graphs, Map<Symbol, Integer> known, long seed) {
    this.whole = whole;
    this.graphs = graphs;
    this.sizes.putAll(known);
    Random random = new Random(seed);
    sizes.put(graphs.time(), STEPS);
    whole.inputs().forEach(i -> i.value().type().time().flatMap(t -> t.symbol()).ifPresent(t -> sizes.putIfAbsent(t,
        3)));
    for (Graph.Input input : whole.inputs()) {
      boolean own = input.role() == Graph.Role.EXAMPLE;
      (own ? example : shared).put(input.name(), draw(input.value().type(), random));
    }
  }

  /** Compares all results after every step, with the passes or without. */
  public static void check(Graph whole, StepGraphs graphs, long seed, UnaryOperator<Graph> passes) {
    check(whole, graphs, SIZES, seed, passes);
  }

  /** The same where the graph's sizes have these values. */
  public static void check(
      Graph whole, StepGraphs graphs, Map<Symbol, Integer> sizes, long seed, UnaryOperator<Graph> passes) {
    new Stepwise(whole, graphs, sizes, seed).check(passes);
  }

  /** The graph served: no masks, and every loop forward. */
  public static Graph forward(Graph graph) {
    GraphCopy copy = new GraphCopy(graph);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Mask mask) {
        Op one = new Constant(1, Type.floats(mask.dims()));
        copy.putAll(node.results(), copy.addAll(one, List.of()));
      } else if (node.op() instanceof Scan scan) {
        copy.copyNode(node, new Scan(scan.time(), false, scan.sequences(), scan.states(), forward(scan.body())));
      } else {
        copy.copyNode(node);
      }
    }
    return copy.finish(graph);
  }

  private void check(UnaryOperator<Graph> passes) {
    Graph step = passes.apply(graphs.step());
    Map<String, Array> state = start(passes);
    for (int t = 0; t < STEPS; t++) {
      Map<String, Array> inputs = new HashMap<>(state);
      for (String element : graphs.elements()) {
        inputs.put(element, at(example.get(element), t));
      }
      int before = t;
      graphs.position().ifPresent(name -> inputs.put(name, Array.scalar(before)));
      Map<String, Array> made = run(step, inputs);
      compare(made, t);
      graphs.states().forEach(s -> state.put(s.name(), made.get(s.name())));
    }
  }

  private Map<String, Array> start(UnaryOperator<Graph> passes) {
    Map<String, Array> state = new HashMap<>();
    if (graphs.starts()) {
      Map<String, Array> known = new HashMap<>(example);
      graphs.elements().forEach(known::remove);
      state.putAll(run(passes.apply(graphs.start()), known));
    }
    for (StepGraphs.State s : graphs.states()) {
      s.constant().ifPresent(number -> {
        Array array = Array.zeros(shape(s.type()));
        Arrays.fill(array.data(), number);
        state.put(s.name(), array);
      });
    }
    return state;
  }

  private Map<String, Array> run(Graph graph, Map<String, Array> inputs) {
    Map<Symbol, Integer> known = new HashMap<>(sizes);
    known.remove(graphs.time());
    return new Interpreter(graph, known, shared, 1).run(List.of(new Example(inputs))).examples().get(0);
  }

  /** After a step, what the whole graph gives for the elements up to there. */
  private void compare(Map<String, Array> made, int t) {
    Map<String, Array> beginning = new HashMap<>(example);
    graphs.elements().forEach(element -> beginning.put(element, head(example.get(element), t + 1)));
    Map<String, Array> expected = run(whole, beginning);
    for (Graph.Result result : whole.results()) {
      boolean along = result.value().type().time().flatMap(time -> time.symbol()).filter(graphs.time()::equals)
          .isPresent();
      Array all = expected.get(result.name());
      double[] want = (along ? at(all, t) : all).data();
      double[] got = made.get(result.name()).data();
      assertEquals(want.length, got.length);
      for (int i = 0; i < want.length; i++) {
        assertEquals(want[i], got[i], TOLERANCE * Math.max(1, Math.abs(want[i])), () -> result.name() + " after " + (t
            + 1)
            + " steps\n" + GraphPrinter.print(whole) + GraphPrinter.print(graphs.start())
                + GraphPrinter.print(graphs.step()));
      }
    }
  }

  private static Array at(Array sequence, int t) {
    int size = sequence.size() / sequence.shape()[0];
    return new Array(Arrays.copyOfRange(sequence.shape(), 1, sequence.rank()),
        Arrays.copyOfRange(sequence.data(), t * size, (t + 1) * size));
  }

  private static Array head(Array sequence, int steps) {
    int[] shape = sequence.shape().clone();
    int size = sequence.size() / shape[0];
    shape[0] = steps;
    return new Array(shape, Arrays.copyOf(sequence.data(), steps * size));
  }

  private int[] shape(Type type) {
    return type.dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray();
  }

  /** 2, or less where an index has to be. */
  private int bound(Type type) {
    return type.element() instanceof Element.Index index ? (int) Math.min(2, index.bound().evaluate(sizes::get)) : 2;
  }

  private Array draw(Type type, Random random) {
    Array array = Array.zeros(shape(type));
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = type.isFloat() ? random.nextDouble() * 2 - 1 : random.nextInt(bound(type));
    }
    return array;
  }
}
