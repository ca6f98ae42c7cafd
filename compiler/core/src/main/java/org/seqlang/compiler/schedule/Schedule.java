package org.seqlang.compiler.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;

/**
 * A program over a batch: buffers, launches, and which buffers meet the outside.
 *
 * @param memory every buffer, with the buffer whose memory it lives in (often itself)
 * @param forward the launches up to the results
 * @param backward those that need the gradients of the results
 * @param inputs of the graph, with the view where each is found; unused ones are left out
 * @param results of the graph that are not gradients of parameters
 * @param sizes the model's sizes that occur
 * @param times the ragged sizes that occur
 */
public record Schedule(
    String name, Map<Buffer, Buffer> memory, List<Launch> forward, List<Launch> backward, List<Port> inputs,
    List<Port> results, List<Symbol> sizes, List<Symbol> times) {

  public Schedule {
    memory = Collections.unmodifiableMap(new LinkedHashMap<>(memory));
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
    sizes = List.copyOf(sizes);
    times = List.copyOf(times);
  }

  /** The segments that occur, each once. */
  public List<Space> segments() {
    return memory.keySet().stream().map(Buffer::space).filter(space -> space.kind() == Space.Kind.SEGMENTS).distinct().toList();
  }

  /** A named value that crosses the border. */
  public record Port(String name, Graph.Role role, org.seqlang.compiler.ir.Type type, View view) {}
}
