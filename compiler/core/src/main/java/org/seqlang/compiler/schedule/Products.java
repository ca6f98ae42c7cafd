package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Contract;

/** Chooses the launch of a contraction: a matrix product where it is one, loops where it is not. */
final class Products {

  private final Scope scope;
  private final Entries entries;
  private final Memory memory;

  Products(Scope scope, Entries entries, Memory memory) {
    this.scope = scope;
    this.entries = entries;
    this.memory = memory;
  }

  /** An operand with its labels, time and static ones apart. */
  private record Side(Value value, Optional<Character> time, String labels) {

    static Side of(Value value, String labels) {
      return value.type().time().isPresent()
          ? new Side(value, Optional.of(labels.charAt(0)), labels.substring(1))
          : new Side(value, Optional.empty(), labels);
    }
  }

  void schedule(Node node, Space space) {
    Contract contract = (Contract) node.op();
    Side left = Side.of(node.operands().get(0), contract.left());
    Side right = Side.of(node.operands().get(1), contract.right());
    String labels = node.result().type().time().isPresent() ? contract.result().substring(1) : contract.result();
    if (isMatrixProduct(left, right, labels, space)) {
      matrixProduct(node, left, right, labels, space);
    } else if (isMatrixProduct(right, left, labels, space)) {
      matrixProduct(node, right, left, labels, space);
    } else {
      loops(node, left, right, labels, space);
    }
  }

  /** {@code x[k]} of every row times the shared {@code w[n, k]} or {@code w[k, n]}. */
  private boolean isMatrixProduct(Side x, Side w, String labels, Space space) {
    return !space.isShared() && scope.space(w.value).isShared() && !scope.space(x.value).isShared()
        && x.labels.length() == 1 && w.labels.length() == 2 && labels.length() == 1 && w.time.isEmpty()
        && w.labels.contains(x.labels) && w.labels.contains(labels) && !labels.equals(x.labels)
        && rowsMatch(x, space);
  }

  private static boolean rowsMatch(Side x, Space space) {
    return x.time.isPresent() == space.isOverTime();
  }

  private void matrixProduct(Node node, Side x, Side w, String labels, Space space) {
    Location.Stored operand = scope.dense(x.value, space, entries);
    Location.Stored weight = dense(w.value, Space.SHARED);
    View result = result(node, "product", space);
    boolean transposed = w.labels.equals(labels + x.labels);
    int at = entries.add(
        new Launch.MatrixProduct(
            space, operand.view(), weight.view(), transposed, Optional.empty(), result, node.origin()));
    scope.put(node.result(), space, new Location.Stored(result, entries, at));
  }

  private Location.Stored dense(Value value, Space space) {
    Location.Stored stored = scope.stored(value, entries);
    return stored.view().isDense() ? stored : scope.dense(value, space, entries);
  }

  private void loops(Node node, Side left, Side right, String labels, Space space) {
    boolean plain = hasDistinctLabels(left) && hasDistinctLabels(right);
    boolean sums = summed(left, right, labels).stream().anyMatch(summed -> !summed.size().equals(Size.ONE));
    if (plain && !sums && summedTime(node, left, right).isEmpty()) {
      multiply(node, left, right, labels, space);
      return;
    }
    View l = scope.stored(left.value, entries).view();
    View r = scope.stored(right.value, entries).view();
    View result = result(node, "contraction", space);
    Optional<Symbol> time = summedTime(node, left, right);
    int at = entries.add(new Launch.Contraction(
        space, l, left.labels, r, right.labels, result, labels, summed(left, right, labels), time, node.origin()));
    scope.put(node.result(), space, new Location.Stored(result, entries, at));
  }

  private static boolean hasDistinctLabels(Side side) {
    return side.labels.chars().distinct().count() == side.labels.length();
  }

  /** Nothing is summed: each element is a product of two numbers, computed in a row loop with its neighbours. */
  private void multiply(Node node, Side left, Side right, String labels, Space space) {
    List<Size> dims = node.result().type().staticDims();
    List<Scalar> factors = new ArrayList<>();
    int earliest = 0;
    for (Side side : List.of(left, right)) {
      Location.Stored stored = scope.stored(side.value, entries);
      factors.add(Loads.same(withLabels(stored.view(), side.labels, labels).broadcast(dims, axes(side.labels, labels))));
      earliest = Math.max(earliest, stored.readyIn(entries) + 1);
    }
    Group group = entries.group(space, dims, earliest, node.origin());
    Scalar.Local local = group.append(memory.nextLocal(), node.result().type().element(),
        new Scalar.Apply(ScalarFunction.MULTIPLY, factors), Optional.empty(), node.origin());
    scope.put(node.result(), space, new Location.Grouped(group, local));
  }

  private static List<Integer> axes(String of, String labels) {
    return of.chars().map(labels::indexOf).filter(axis -> axis >= 0).boxed().toList();
  }

  /** A view without its dimensions, of one element, whose labels are not among these. */
  private static View withLabels(View view, String of, String labels) {
    List<Size> dims = new ArrayList<>();
    List<Size> strides = new ArrayList<>();
    for (int i = 0; i < of.length(); i++) {
      if (labels.indexOf(of.charAt(i)) >= 0) {
        dims.add(view.dims().get(i));
        strides.add(view.strides().get(i));
      }
    }
    return new View(view.buffer(), view.offset(), dims, strides);
  }

  private static Optional<Symbol> summedTime(Node node, Side left, Side right) {
    if (node.result().type().time().isPresent()) {
      return Optional.empty();
    }
    return left.value.type().time().or(() -> right.value.type().time()).flatMap(Size::symbol);
  }

  private static List<Launch.Summed> summed(Side left, Side right, String labels) {
    List<Launch.Summed> summed = new ArrayList<>();
    addSummed(summed, left, labels);
    addSummed(summed, right, labels);
    return summed;
  }

  private static void addSummed(List<Launch.Summed> summed, Side side, String labels) {
    List<Size> dims = side.value.type().staticDims();
    for (int i = 0; i < side.labels.length(); i++) {
      char label = side.labels.charAt(i);
      if (labels.indexOf(label) < 0 && summed.stream().noneMatch(s -> s.label() == label)) {
        summed.add(new Launch.Summed(label, dims.get(i)));
      }
    }
  }

  private View result(Node node, String hint, Space space) {
    Type type = node.result().type();
    return View.whole(memory.allocate(hint, scope.home(node.result(), space), type), type.staticDims());
  }

  /**
   * The sum over the batch of a contraction, added to shared memory; only where it is the sum over rows of outer products.
   *
   * @return the position of the launch, or nothing where the shape is another
   */
  Optional<Integer> outerSum(Node node, View target, boolean accumulate) {
    Contract contract = (Contract) node.op();
    Side left = Side.of(node.operands().get(0), contract.left());
    Side right = Side.of(node.operands().get(1), contract.right());
    boolean rows = left.time.equals(right.time) && node.result().type().time().isEmpty()
        && left.labels.length() == 1 && right.labels.length() == 1 && !left.labels.equals(right.labels)
        && contract.result().length() == 2 && !scope.space(left.value).isShared() && !scope.space(right.value).isShared();
    if (!rows) {
      return Optional.empty();
    }
    Space space = left.time.isPresent()
        ? Space.steps(left.value.type().time().orElseThrow().symbol().orElseThrow()) : Space.EXAMPLES;
    boolean inOrder = contract.result().startsWith(left.labels);
    View l = scope.dense(inOrder ? left.value : right.value, space, entries).view();
    View r = scope.dense(inOrder ? right.value : left.value, space, entries).view();
    return Optional.of(entries.add(new Launch.OuterSum(space, l, r, target, accumulate, node.origin())));
  }
}
