package org.seqlang.compiler.ir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.diagnostic.Span;

/**
 * A graph that is being rewritten: a builder that takes over nodes of a source, or others in their place, and knows
 * which value of the source has become which. Not thread-safe.
 */
public final class GraphCopy {

  private final GraphBuilder target;
  private final Map<Value, Value> images = new HashMap<>();
  private final Map<Value, Node> producers = new HashMap<>();

  /** Begins with the inputs of the source, and nothing else. */
  public GraphCopy(Graph source) {
    this(source.name());
    source.inputs().forEach(this::input);
  }

  /** Begins empty. */
  public GraphCopy(String name) {
    target = new GraphBuilder(name);
  }

  /** The builder behind it, for rules that add nodes by themselves; {@link #producer} does not see those. */
  public GraphBuilder target() {
    return target;
  }

  /** Takes over an input. */
  public void input(Graph.Input input) {
    put(input.value(), target.input(input.name(), input.role(), input.value().type()));
  }

  /** Says what has become of a value of the source. */
  public void put(Value source, Value image) {
    images.put(source, image);
  }

  /** Says what has become of values of the source, one by one. */
  public void putAll(List<Value> sources, List<Value> values) {
    for (int i = 0; i < sources.size(); i++) {
      put(sources.get(i), values.get(i));
    }
  }

  public boolean has(Value source) {
    return images.containsKey(source);
  }

  /**
   * What has become of a value of the source.
   *
   * @throws IllegalStateException if nothing has yet
   */
  public Value of(Value source) {
    Value image = images.get(source);
    if (image == null) {
      throw new IllegalStateException(source + ": " + source.type() + " is used before it is copied");
    }
    return image;
  }

  public List<Value> of(List<Value> sources) {
    return sources.stream().map(this::of).toList();
  }

  /** The node that makes a value of the new graph; absent for inputs. */
  public Optional<Node> producer(Value image) {
    return Optional.ofNullable(producers.get(image));
  }

  /** Nodes that are added from now on come from this text. */
  public GraphCopy at(Span origin) {
    target.at(origin);
    return this;
  }

  /** Adds an operation over values of the new graph. */
  public List<Value> addAll(Op op, List<Value> operands) {
    List<Value> made = target.addAll(op, operands);
    Node node = new Node(made, op, operands, target.origin());
    made.forEach(value -> producers.put(value, node));
    return made;
  }

  /** Adds an operation with one result over values of the new graph. */
  public Value add(Op op, Value... operands) {
    return addAll(op, Arrays.asList(operands)).get(0);
  }

  /** Adds a node of the source as it is, with the images of its operands. */
  public Node copyNode(Node node) {
    return copyNode(node, node.op());
  }

  /** Adds a node of the source with another operation that has the same results. */
  public Node copyNode(Node node, Op op) {
    at(node.origin());
    List<Value> made = addAll(op, of(node.operands()));
    putAll(node.results(), made);
    return new Node(made, op, of(node.operands()), node.origin());
  }

  public void copyNodes(List<Node> nodes) {
    nodes.forEach(this::copyNode);
  }

  /** The new graph, with the results of the source. */
  public Graph finish(Graph source) {
    source.results().forEach(result -> target.result(result.name(), of(result.value())));
    return target.build();
  }
}
