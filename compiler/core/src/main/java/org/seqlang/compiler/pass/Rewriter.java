package org.seqlang.compiler.pass;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphCopy;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Sharing;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Op;

/** Rewrites a graph by laws until none applies. What a law adds is rewritten in turn. */
final class Rewriter {

  /** No chain of laws is as long; a graph that needs more rounds has met laws that undo one another. */
  private static final int ROUNDS = 100;

  private final List<Law> laws;
  private final GraphCopy copy;
  private final Sharing sharing;
  private boolean changed;

  private Rewriter(Graph source, List<Law> laws) {
    this.laws = laws;
    this.copy = new GraphCopy(source);
    this.sharing = new Sharing(copy.target().build().inputs());
  }

  /** The graph, and the bodies of its scans, rewritten. */
  static Graph rewrite(Graph graph, List<Law> laws) {
    Graph current = Bodies.rewrite(graph, body -> rewrite(body, laws));
    for (int round = 0; round < ROUNDS; round++) {
      Rewriter rewriter = new Rewriter(current, laws);
      Graph next = rewriter.run(current);
      if (!rewriter.changed) {
        return next;
      }
      current = next;
    }
    throw new IllegalStateException("the laws do not come to an end on graph " + graph.name());
  }

  private Graph run(Graph source) {
    for (Node node : source.nodes()) {
      copy.at(node.origin());
      copy.putAll(node.results(), addAll(node.op(), copy.of(node.operands())));
    }
    return copy.finish(source);
  }

  /** Adds an operation, or what a law puts in its place. */
  List<Value> addAll(Op op, List<Value> operands) {
    Node node = new Node(List.of(), op, operands, copy.target().origin());
    for (Law law : laws) {
      Optional<List<Value>> values = law.apply(this, node);
      if (values.isPresent()) {
        changed = true;
        return values.get();
      }
    }
    List<Value> made = copy.addAll(op, operands);
    sharing.add(new Node(made, op, operands, node.origin()));
    return made;
  }

  /** Adds an operation with one result. */
  Value add(Op op, Value... operands) {
    return addAll(op, Arrays.asList(operands)).get(0);
  }

  /** The node that makes a value; absent for inputs. */
  Optional<Node> producer(Value value) {
    return copy.producer(value);
  }

  /** The operation that makes a value, if it is of a kind. */
  <O extends Op> Optional<O> made(Value value, Class<O> kind) {
    return copy.producer(value).map(Node::op).filter(kind::isInstance).map(kind::cast);
  }

  /** Operand 0 of the node that makes a value. */
  Value source(Value value) {
    return copy.producer(value).orElseThrow().operands().get(0);
  }

  /** The number that a value is filled with, where it is a constant. */
  Optional<Double> number(Value value) {
    return made(value, Constant.class).map(Constant::value);
  }

  /** Whether a value is the same for all examples. */
  boolean isShared(Value value) {
    return sharing.isShared(value);
  }

  boolean isNumber(Value value, double number) {
    return number(value).filter(n -> n == number).isPresent();
  }
}
