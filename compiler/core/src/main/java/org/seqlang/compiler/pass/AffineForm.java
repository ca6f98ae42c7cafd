package org.seqlang.compiler.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;

/**
 * A value of a loop's body as {@code a x + b}, element by element, of one value x: found by going through sums, differences,
 * products and choices, whatever their order.
 */
final class AffineForm {

  private final Value x;
  private final Map<Value, Node> producers;
  /** Which values depend on x. */
  private final Set<Value> dependents = new HashSet<>();
  private final Map<Value, Boolean> affine = new HashMap<>();

  AffineForm(Value x, List<Node> nodes, Map<Value, Node> producers) {
    this.x = x;
    this.producers = producers;
    dependents.add(x);
    nodes.stream().filter(node -> node.operands().stream().anyMatch(dependents::contains))
        .forEach(node -> dependents.addAll(node.results()));
  }

  boolean dependsOnX(Value value) {
    return dependents.contains(value);
  }

  /** Whether a value is of this form. */
  boolean isAffine(Value value) {
    if (!dependsOnX(value) || value.equals(x)) {
      return true;
    }
    Boolean known = affine.get(value);
    if (known == null) {
      known = isAffine(producers.get(value));
      affine.put(value, known);
    }
    return known;
  }

  private boolean isAffine(Node node) {
    if (!(node.op() instanceof org.seqlang.compiler.ir.op.Map map)) {
      return false;
    }
    List<Value> operands = node.operands();
    boolean form = switch (map.function()) {
      case ADD, SUBTRACT, NEGATE -> true;
      case MULTIPLY -> !dependsOnX(operands.get(0)) || !dependsOnX(operands.get(1));
      case DIVIDE -> !dependsOnX(operands.get(1));
      case WHERE -> !dependsOnX(operands.get(0));
      default -> false;
    };
    return form && operands.stream().allMatch(this::isAffine);
  }

  /** The largest parts of an affine value that do not depend on x: what a and b are made of. */
  Set<Value> leaves(Value value) {
    if (!dependsOnX(value)) {
      return Set.of(value);
    }
    Set<Value> leaves = new HashSet<>();
    if (!value.equals(x)) {
      producers.get(value).operands().forEach(operand -> leaves.addAll(leaves(operand)));
    }
    return leaves;
  }

  /** Adds the nodes of a and b. */
  Form build(Value value, GraphBuilder builder, Function<Value, Value> leaf) {
    return new Builder(builder, leaf).of(value);
  }

  /** a and b; absent where they are zero. */
  record Form(Optional<Value> a, Optional<Value> b) {}

  private final class Builder {

    private final GraphBuilder builder;
    private final Function<Value, Value> leaf;
    private final Map<Value, Form> forms = new HashMap<>();
    private final Map<Integer, Value> numbers = new HashMap<>();

    Builder(GraphBuilder builder, Function<Value, Value> leaf) {
      this.builder = builder;
      this.leaf = leaf;
    }

    Form of(Value value) {
      if (!dependsOnX(value)) {
        return new Form(Optional.empty(), Optional.of(leaf.apply(value)));
      }
      if (value.equals(x)) {
        return new Form(Optional.of(number(1)), Optional.empty());
      }
      Form known = forms.get(value);
      if (known == null) {
        known = of(producers.get(value));
        forms.put(value, known);
      }
      return known;
    }

    private Form of(Node node) {
      ScalarFunction function = ((org.seqlang.compiler.ir.op.Map) node.op()).function();
      List<Value> operands = node.operands();
      return switch (function) {
        case ADD -> both(of(operands.get(0)), of(operands.get(1)), this::add);
        case SUBTRACT -> both(of(operands.get(0)), of(operands.get(1)), (p, q) -> add(p, q.map(this::negative)));
        case NEGATE -> each(of(operands.get(0)), this::negative);
        case DIVIDE -> each(of(operands.get(0)), v -> map(function, v, leaf.apply(operands.get(1))));
        case MULTIPLY -> {
          int factor = dependsOnX(operands.get(0)) ? 1 : 0;
          Value by = leaf.apply(operands.get(factor));
          yield each(of(operands.get(1 - factor)), v -> times(by, v));
        }
        default -> both(of(operands.get(1)), of(operands.get(2)), (p, q) -> p.isEmpty() && q.isEmpty() ? p
            : Optional.of(map(function, leaf.apply(operands.get(0)), p.orElseGet(this::zero), q.orElseGet(this::zero))));
      };
    }

    /** How two absent or present values are put together. */
    private interface Join {
      Optional<Value> of(Optional<Value> p, Optional<Value> q);
    }

    private Form both(Form left, Form right, Join join) {
      return new Form(join.of(left.a(), right.a()), join.of(left.b(), right.b()));
    }

    private Form each(Form form, Function<Value, Value> change) {
      return new Form(form.a().map(change), form.b().map(change));
    }

    private Optional<Value> add(Optional<Value> p, Optional<Value> q) {
      return p.isPresent() && q.isPresent() ? Optional.of(map(ScalarFunction.ADD, p.get(), q.get())) : p.or(() -> q);
    }

    private Value times(Value by, Value v) {
      if (v.equals(numbers.get(1))) {
        return by;
      }
      return v.equals(numbers.get(-1)) ? map(ScalarFunction.NEGATE, by) : map(ScalarFunction.MULTIPLY, by, v);
    }

    private Value negative(Value v) {
      return v.equals(numbers.get(1)) ? number(-1) : map(ScalarFunction.NEGATE, v);
    }

    private Value number(int number) {
      return numbers.computeIfAbsent(number, n -> builder.add(new Constant(n, Type.floats(x.type().dims()))));
    }

    private Value zero() {
      return number(0);
    }

    private Value map(ScalarFunction function, Value... operands) {
      return builder.add(new org.seqlang.compiler.ir.op.Map(function), operands);
    }
  }
}
