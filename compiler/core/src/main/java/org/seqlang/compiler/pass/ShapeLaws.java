package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Split;

/** Rearrangements of arrays. */
final class ShapeLaws {

  static final List<Law> ALL = List.of(ShapeLaws::identityBroadcast, ShapeLaws::broadcastTwice,
      ShapeLaws::identityReshape, ShapeLaws::reshapeTwice, ShapeLaws::singlePart, ShapeLaws::splitOfConcat,
      ShapeLaws::concatOfSplit, ShapeLaws::concatOfConcats, ShapeLaws::addOfPaddedConcats);

  private ShapeLaws() {}

  /** A broadcast that adds no dimension. */
  static Optional<List<Value>> identityBroadcast(Rewriter g, Node node) {
    return node.op() instanceof Broadcast broadcast && broadcast.axes().size() == broadcast.dims().size()
        ? Optional.of(node.operands()) : Optional.empty();
  }

  /** {@code broadcast (broadcast x) = broadcast x}. */
  static Optional<List<Value>> broadcastTwice(Rewriter g, Node node) {
    if (!(node.op() instanceof Broadcast outer)) {
      return Optional.empty();
    }
    Value x = node.operands().get(0);
    return g.made(x, Broadcast.class).map(inner -> List.of(g.add(
        new Broadcast(outer.dims(), inner.axes().stream().map(outer.axes()::get).toList()), g.source(x))));
  }

  /** A reshape to the same dimensions. */
  static Optional<List<Value>> identityReshape(Rewriter g, Node node) {
    return node.op() instanceof Reshape reshape && reshape.dims().equals(node.operands().get(0).type().dims())
        ? Optional.of(node.operands()) : Optional.empty();
  }

  /** {@code reshape (reshape x) = reshape x}. */
  static Optional<List<Value>> reshapeTwice(Rewriter g, Node node) {
    return node.op() instanceof Reshape && g.made(node.operands().get(0), Reshape.class).isPresent()
        ? Optional.of(g.addAll(node.op(), List.of(g.source(node.operands().get(0))))) : Optional.empty();
  }

  /** A split into one part, a concatenation of one. */
  static Optional<List<Value>> singlePart(Rewriter g, Node node) {
    boolean single = node.op() instanceof Split split && split.parts().size() == 1
        || node.op() instanceof Concat && node.operands().size() == 1;
    return single ? Optional.of(node.operands()) : Optional.empty();
  }

  /** {@code split (concat(a, b)) = a, b}, where the parts are the same. */
  static Optional<List<Value>> splitOfConcat(Rewriter g, Node node) {
    if (!(node.op() instanceof Split split)) {
      return Optional.empty();
    }
    Value x = node.operands().get(0);
    return g.made(x, Concat.class).filter(concat -> concat.axis() == split.axis())
        .map(concat -> g.producer(x).orElseThrow().operands())
        .filter(parts -> parts.stream().map(part -> part.type().dim(split.axis())).toList().equals(split.parts()));
  }

  /** {@code concat(split x) = x}, where all parts are there, in order. */
  static Optional<List<Value>> concatOfSplit(Rewriter g, Node node) {
    if (!(node.op() instanceof Concat concat)) {
      return Optional.empty();
    }
    return g.producer(node.operands().get(0))
        .filter(split -> split.op() instanceof Split s && s.axis() == concat.axis()
            && split.results().equals(node.operands()))
        .map(Node::operands);
  }

  /** {@code concat(a, concat(b, c)) = concat(a, b, c)}. */
  static Optional<List<Value>> concatOfConcats(Rewriter g, Node node) {
    if (!(node.op() instanceof Concat concat)) {
      return Optional.empty();
    }
    List<Value> flat = new ArrayList<>();
    for (Value x : node.operands()) {
      if (g.made(x, Concat.class).filter(concat::equals).isPresent()) {
        flat.addAll(g.producer(x).orElseThrow().operands());
      } else {
        flat.add(x);
      }
    }
    return flat.size() == node.operands().size() ? Optional.empty() : Optional.of(g.addAll(concat, flat));
  }

  /** {@code concat(a, 0) + concat(0, b) = concat(a, b)}: what several splits of one value give back. */
  static Optional<List<Value>> addOfPaddedConcats(Rewriter g, Node node) {
    if (!(node.op() instanceof Map map) || map.function() != ScalarFunction.ADD) {
      return Optional.empty();
    }
    Optional<Concat> left = g.made(node.operands().get(0), Concat.class);
    if (left.isEmpty() || !left.equals(g.made(node.operands().get(1), Concat.class))) {
      return Optional.empty();
    }
    int axis = left.get().axis();
    List<Value> a = g.producer(node.operands().get(0)).orElseThrow().operands();
    List<Value> b = g.producer(node.operands().get(1)).orElseThrow().operands();
    boolean padded = sizes(a, axis).equals(sizes(b, axis)) && IntStream.range(0, a.size())
        .allMatch(i -> g.isNumber(a.get(i), 0) || g.isNumber(b.get(i), 0));
    return padded ? Optional.of(g.addAll(left.get(), IntStream.range(0, a.size())
        .mapToObj(i -> g.add(map, a.get(i), b.get(i))).toList())) : Optional.empty();
  }

  private static List<Size> sizes(List<Value> parts, int axis) {
    return parts.stream().map(part -> part.type().dim(axis)).toList();
  }
}
