package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedLayer;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.StopGradient;

/**
 * States that go from chunk to chunk. A carried cell {@code encoder} with the state {@code h} starts from the input
 * {@code encoder.h} of role CARRIED, or from its own initial state where the stream is fresh; where it stopped is the
 * result of the same name, through which no gradient flows.
 */
final class Carries {

  private final Set<String> taken = new HashSet<>();
  private final List<Graph.Result> stopped = new ArrayList<>();

  /**
   * One run of a carried cell.
   *
   * @param fresh whether the stream begins, a truth value
   * @param before where each layer stopped in the chunk before, by state
   */
  record Carry(String name, Value fresh, Map<String, List<Value>> before) {

    /** Where a layer starts, given its own initial state. */
    Value start(GraphBuilder graph, String state, int layer, Value own) {
      Value row = before.get(state).get(layer);
      return graph.add(
          new org.seqlang.compiler.ir.op.Map(ScalarFunction.WHERE),
          Shapes.spread(graph, fresh, fresh.type().withDims(row.type().dims())), own, row);
    }
  }

  /** Declares where a run starts from. */
  Carry begin(Typed.Run run, Binding binding, int layers, Environment e) {
    GraphBuilder graph = e.frame().builder();
    String name = fresh(run.part().name());
    Value flag = e.frame().named(Graph.FRESH, Graph.Role.CARRIED, Type.floats());
    Value zero = graph.add(new Constant(0, Type.floats()));
    Value fresh = graph.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.GREATER), flag, zero);
    Map<String, List<Value>> before = new HashMap<>();
    for (CheckedLayer.State state : run.part().layer().states()) {
      Type all = binding.type(state.type()).over(Size.of(layers));
      Value input = e.frame().named(name + "." + state.name(), Graph.Role.CARRIED, all);
      before.put(state.name(), CellRuns.rows(graph, input, layers, state.type().rank()));
    }
    return new Carry(name, fresh, before);
  }

  /** The same part may be carried along several streams. */
  private String fresh(String part) {
    String name = part;
    for (int i = 2; !taken.add(name); i++) {
      name = part + "_" + i;
    }
    return name;
  }

  /** Notes where a run stopped: a state of all layers. */
  void end(Carry carry, String state, Value value, GraphBuilder graph) {
    stopped.add(new Graph.Result(carry.name() + "." + state, graph.add(new StopGradient(), value)));
  }

  /** What is left behind for the next chunk. */
  List<Graph.Result> stopped() {
    return stopped;
  }
}
