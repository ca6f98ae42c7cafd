package org.seqlang.compiler.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.diagnostic.Span;

/** Walks the graph of an entry once and makes the graph before the first step and that of a step. */
final class StepBuilder {

  private final Graph graph;
  private final Size time;
  private final Names names = new Names();
  private final GraphBuilder step;
  private final Before before;
  private final StreamStates states;
  private final TimeRules rules;

  StepBuilder(Graph graph, Size time) {
    this.graph = graph;
    this.time = time;
    this.step = new GraphBuilder(graph.name());
    this.before = new Before(graph.name(), step, names);
    this.states = new StreamStates(before, step, names);
    this.rules = new TimeRules(time, this, states, step);
  }

  /** @throws RefusedException if the graph cannot run forward along the sequence */
  StepGraphs build() {
    graph.inputs().forEach(input -> names.take(input.name()));
    graph.results().forEach(result -> names.take(result.name()));
    Map<Value, Streamed> known = new HashMap<>();
    List<String> elements = new ArrayList<>();
    for (Graph.Input input : graph.inputs()) {
      known.put(input.value(), input(input, elements));
    }
    walk(graph.nodes(), known);
    boolean streams = false;
    for (Graph.Result result : graph.results()) {
      Streamed value = known.get(result.value());
      if (isTimed(result.value().type()) && !value.stays()) {
        throw new RefusedException("what it gives at each element depends on the elements behind it",
            origin(result.value()));
      }
      streams |= !value.isKnown() || isTimed(result.value().type());
      step.result(result.name(), inStep(value));
    }
    if (!streams) {
      throw new RefusedException("its result does not depend on the elements", Span.NONE);
    }
    states.finish();
    Graph made = step.build();
    requireLengths(made);
    return new StepGraphs(before.build(), made, time.symbol().orElseThrow(), elements, states.all(), before.kept(),
        states.positionName());
  }

  private Streamed input(Graph.Input input, List<String> elements) {
    Type type = input.value().type();
    if (!isTimed(type)) {
      return new Streamed(Streamed.Level.KNOWN, before.input(input));
    }
    elements.add(input.name());
    return new Streamed(
        Streamed.Level.SETTLED, step.input(input.name(), input.role(), type.withoutAxis(0)));
  }

  /** The value in the graph of a step. */
  Value inStep(Streamed value) {
    return value.isKnown() ? before.bring(value.value()) : value.value();
  }

  private void walk(List<Node> nodes, Map<Value, Streamed> known) {
    for (Node node : nodes) {
      step.at(node.origin());
      before.at(node.origin());
      List<Streamed> made = node(node, node.operands().stream().map(known::get).toList());
      for (int i = 0; i < made.size(); i++) {
        known.put(node.results().get(i), made.get(i));
      }
    }
  }

  private List<Streamed> node(Node node, List<Streamed> operands) {
    if (node.op() instanceof Mask) {
      throw new RefusedException("it draws random numbers", node.origin());
    }
    if (node.op() instanceof Scan scan && scan.time().equals(time)) {
      return scan(node, scan, operands);
    }
    if (!goesAlong(node)) {
      return plain(node.op(), operands);
    }
    Optional<Streamed> ruled = rules.apply(node, operands);
    if (ruled.isPresent()) {
      return List.of(ruled.get());
    }
    Op op = OneStep.of(node, time).orElseThrow(
        () -> new RefusedException("a step reads the whole sequence", node.origin()));
    boolean same = op instanceof Broadcast broadcast && broadcast.dims().equals(operands.get(0).value().type().dims());
    return same ? operands : plain(op, operands);
  }

  /** An operation over what is there at a step: before the first one where all of it is known then. */
  private List<Streamed> plain(Op op, List<Streamed> operands) {
    Streamed.Level level = operands.stream().map(Streamed::level).reduce(Streamed.Level.KNOWN, Streamed.Level::and);
    List<Value> made = level == Streamed.Level.KNOWN
        ? before.addAll(op, operands.stream().map(Streamed::value).toList())
        : step.addAll(op, operands.stream().map(this::inStep).toList());
    return made.stream().map(value -> new Streamed(level, value)).toList();
  }

  /** The body of a scan along the sequence, as straight code: its states are states of the stream. */
  private List<Streamed> scan(Node node, Scan scan, List<Streamed> operands) {
    if (scan.reverse() && scan.states() > 0) {
      throw new RefusedException("a cell runs from the last element to the first", node.origin());
    }
    Map<Value, Streamed> inside = new HashMap<>();
    List<StreamStates.Slot> slots = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Graph.Input input = scan.body().inputs().get(i);
      boolean isState = i >= scan.sequences() && i < scan.sequences() + scan.states();
      if (i >= scan.sequences() && isTimed(node.operands().get(i).type())) {
        throw new RefusedException("a step reads the whole sequence", node.origin());
      }
      if (isState) {
        StreamStates.Slot slot = states.from(input.name(), operands.get(i), node);
        slots.add(slot);
        inside.put(input.value(), new Streamed(Streamed.Level.SETTLED, slot.previous()));
      } else {
        inside.put(input.value(), operands.get(i));
      }
    }
    walk(scan.body().nodes(), inside);
    List<Streamed> results = new ArrayList<>();
    for (int i = 0; i < scan.body().results().size(); i++) {
      Streamed made = inside.get(scan.body().results().get(i).value());
      results.add(i < slots.size() ? next(slots.get(i), made, node) : made);
    }
    return results;
  }

  private Streamed next(StreamStates.Slot slot, Streamed made, Node node) {
    if (!made.stays()) {
      throw new RefusedException("a cell reads what the whole sequence gives", node.origin());
    }
    Value value = inStep(made);
    states.next(slot, value);
    return new Streamed(Streamed.Level.SO_FAR, value);
  }

  private boolean isTimed(Type type) {
    return type.time().equals(Optional.of(time));
  }

  /** Whether a node has to do with the sequence's length. */
  private boolean goesAlong(Node node) {
    return node.operands().stream().anyMatch(v -> mentions(v.type()))
        || node.results().stream().anyMatch(v -> mentions(v.type()))
        || node.op() instanceof SizeOf sizeOf && mentions(sizeOf.size())
        || node.op() instanceof Scan scan
            && (mentions(scan.time()) || scan.body().nodes().stream().anyMatch(this::goesAlong));
  }

  private boolean mentions(Type type) {
    return type.dims().stream().anyMatch(this::mentions);
  }

  private boolean mentions(Size size) {
    Symbol symbol = time.symbol().orElseThrow();
    return size.terms().keySet().stream().anyMatch(monomial -> monomial.contains(symbol));
  }

  private Span origin(Value value) {
    Node producer = graph.producers().get(value);
    return producer == null ? Span.NONE : producer.origin();
  }

  /** Every other length that a step goes along must belong to something that it is given. */
  private static void requireLengths(Graph step) {
    Set<Size> given = new HashSet<>();
    step.inputs().forEach(input -> input.value().type().time().ifPresent(given::add));
    for (Node node : step.nodes()) {
      for (Value value : node.results()) {
        if (value.type().time().isPresent() && !given.contains(value.type().time().get())) {
          throw new RefusedException("a step has no sequence of length " + value.type().time().get(), node.origin());
        }
      }
    }
  }
}
