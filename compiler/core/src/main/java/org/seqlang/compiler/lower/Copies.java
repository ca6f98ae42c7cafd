package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;

/**
 * One of the things that a cell keeps, in all its copies: layers and directions. Together they are one array with a row for
 * each copy, {@code h: float[layers*directions, hidden]}; where the copies keep different things, as with inputs of earlier
 * steps, which are wider in upper layers, each is an array of its own with a single row.
 */
record Copies(List<Instance> instances, List<Kept> kept) {

  Copies {
    instances = List.copyOf(instances);
    kept = List.copyOf(kept);
  }

  /** What a cell keeps, one for each thing. */
  static List<Copies> of(List<Instance> instances) {
    List<List<Kept>> all = instances.stream().map(Instance::kept).toList();
    return IntStream.range(0, all.get(0).size())
        .mapToObj(k -> new Copies(instances, all.stream().map(one -> one.get(k)).toList())).toList();
  }

  Kept first() {
    return kept.get(0);
  }

  private boolean together() {
    return kept.stream().allMatch(one -> one.type().equals(first().type()));
  }

  /** The arrays by name. */
  Map<String, Type> types() {
    Map<String, Type> types = new LinkedHashMap<>();
    if (together()) {
      types.put(first().label(), first().type().over(Size.of(kept.size())));
    } else {
      IntStream.range(0, kept.size()).forEach(i -> types.put(name(i), kept.get(i).type().over(Size.ONE)));
    }
    return types;
  }

  private String name(int copy) {
    return first().label() + instances.get(copy).suffix();
  }

  /** The arrays made of a value for each copy. */
  Map<String, Value> join(GraphBuilder graph, List<Value> values) {
    Map<String, Value> arrays = new LinkedHashMap<>();
    if (together()) {
      arrays.put(first().label(), Shapes.stack(graph, values));
    } else {
      IntStream.range(0, values.size()).forEach(
          i -> arrays.put(name(i), Shapes.stack(graph, List.of(values.get(i)))));
    }
    return arrays;
  }

  /** A value for each copy, out of the arrays; empty if one of them is not there. */
  Optional<List<Value>> part(GraphBuilder graph, Function<String, Optional<Value>> arrays) {
    List<Value> rows = new ArrayList<>();
    for (String name : types().keySet()) {
      Optional<Value> array = arrays.apply(name);
      if (array.isEmpty()) {
        return Optional.empty();
      }
      rows.addAll(CellRuns.rows(graph, array.get(), kept.size() / types().size(), first().type().rank()));
    }
    return Optional.of(rows);
  }
}
