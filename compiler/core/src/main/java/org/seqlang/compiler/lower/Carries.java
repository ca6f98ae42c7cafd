package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
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
   * @param before where the layers stopped in the chunk before, by name
   * @param rows the same, for each layer
   */
  record Carry(String name, Value fresh, Map<String, Value> before, Map<String, List<Value>> rows) {

    /** Where a layer starts, given its own initial state. */
    Value start(GraphBuilder graph, Kept kept, int layer, Value own) {
      Value row = rows.get(kept.label()).get(layer);
      return graph.add(
          new org.seqlang.compiler.ir.op.Map(ScalarFunction.WHERE),
          Shapes.spread(graph, fresh, fresh.type().withDims(row.type().dims())), own, row);
    }
  }

  /** Declares where a run starts from. */
  Carry begin(Typed.Run run, List<Instance> instances, Environment e) {
    GraphBuilder graph = e.frame().builder();
    String name = fresh(run.part().name());
    Value flag = e.frame().named(Graph.FRESH, Graph.Role.CARRIED, Type.floats());
    Value zero = graph.add(new Constant(0, Type.floats()));
    Value fresh = graph.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.GREATER), flag, zero);
    Map<String, Value> before = new LinkedHashMap<>();
    Map<String, List<Value>> rows = new HashMap<>();
    for (Copies kept : Copies.of(instances)) {
      kept.types().forEach((array, type) ->
          before.put(array, e.frame().named(name + "." + array, Graph.Role.CARRIED, type)));
      rows.put(kept.first().label(), kept.part(graph, array -> Optional.of(before.get(array))).orElseThrow());
    }
    return new Carry(name, fresh, before, rows);
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
