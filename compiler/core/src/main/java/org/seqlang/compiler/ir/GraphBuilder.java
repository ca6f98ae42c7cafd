package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.diagnostic.Span;

/** Builds a graph node by node; the type of a result is the operation's business. Not thread-safe. */
public final class GraphBuilder {

  private final String name;
  private final List<Graph.Input> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Graph.Result> results = new ArrayList<>();
  private int next;
  private Span origin = Span.NONE;

  public GraphBuilder(String name) {
    this.name = name;
  }

  /** Nodes added from now on come from this text. */
  public GraphBuilder at(Span span) {
    origin = span;
    return this;
  }

  public Span origin() {
    return origin;
  }

  public Value input(String inputName, Graph.Role role, Type type) {
    Value value = new Value(next++, type);
    inputs.add(new Graph.Input(inputName, role, value));
    return value;
  }

  /**
   * Adds an operation with any number of results.
   *
   * @throws IllegalArgumentException if the operands do not fit the operation
   */
  public List<Value> addAll(Op op, List<Value> operands) {
    List<Value> made = op.resultTypes(operands.stream().map(Value::type).toList()).stream()
        .map(type -> new Value(next++, type)).toList();
    nodes.add(new Node(made, op, operands, origin));
    return made;
  }

  /** Adds an operation with one result. */
  public Value add(Op op, Value... operands) {
    return addAll(op, Arrays.asList(operands)).get(0);
  }

  public GraphBuilder result(String resultName, Value value) {
    results.add(new Graph.Result(resultName, value));
    return this;
  }

  public Graph build() {
    return new Graph(name, inputs, nodes, results);
  }
}
