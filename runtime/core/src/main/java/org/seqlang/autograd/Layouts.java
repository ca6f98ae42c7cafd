package org.seqlang.autograd;

import java.util.List;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/** Operations that move elements and compute nothing. */
final class Layouts {

  private Layouts() {}

  static Variable reshape(Variable x, Shape to) {
    return x.tape().operation(x.value().reshape(to),
        gradient -> Elementwise.accumulate(x.gradient(), gradient.values()), x);
  }

  static Variable slice(Variable x, int axis, int from, int to) {
    Shape shape = x.shape();
    int at = shape.axis(axis);
    if (from < 0 || from > to || to > shape.size(at)) {
      throw new IllegalArgumentException("the shape " + shape + " has no part " + from + " to " + to + " along axis "
          + axis);
    }
    Tensor output = Tensor.zeros(shape.with(at, to - from));
    addPart(x.value(), from, output, 0, at, to - from);
    return x.tape().operation(output, gradient -> addPart(gradient, 0, x.gradient(), from, at, to - from), x);
  }

  static Variable concat(int axis, List<Variable> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to concatenate: pass at least one variable");
    }
    Shape first = parts.get(0).shape();
    int at = first.axis(axis);
    int total = 0;
    for (Variable part : parts) {
      if (part.shape().rank() != first.rank() || !part.shape().without(at).equals(first.without(at))) {
        throw new IllegalArgumentException("the shapes " + parts.stream().map(Variable::shape).toList()
            + " cannot be put together along axis " + axis + ": their other sizes must be equal");
      }
      total += part.shape().size(at);
    }
    Tensor output = Tensor.zeros(first.with(at, total));
    int offset = 0;
    for (Variable part : parts) {
      addPart(part.value(), 0, output, offset, at, part.shape().size(at));
      offset += part.shape().size(at);
    }
    List<Variable> kept = List.copyOf(parts);
    return parts.get(0).tape().operation(output, gradient -> {
      int from = 0;
      for (Variable part : kept) {
        int size = part.shape().size(at);
        if (part.needsGradient()) {
          addPart(gradient, from, part.gradient(), 0, at, size);
        }
        from += size;
      }
    }, parts.toArray(Variable[]::new));
  }

  static Variable rows(Variable table, int[] indices) {
    Shape shape = table.shape();
    int rows = shape.rank() == 0 ? 0 : shape.size(0);
    int[] kept = indices.clone();
    for (int index : kept) {
      if (index < 0 || index >= rows) {
        throw new IllegalArgumentException("row " + index + " of a table of shape " + shape + " does not exist");
      }
    }
    int width = shape.elements(1, shape.rank());
    Tensor output = Tensor.zeros(shape.with(0, kept.length));
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(table.value().values(), kept[i] * width, output.values(), i * width, width);
    }
    return table.tape().operation(output, gradient -> {
      float[] into = table.gradient().values();
      for (int i = 0; i < kept.length; i++) {
        for (int column = 0; column < width; column++) {
          into[kept[i] * width + column] += gradient.values()[i * width + column];
        }
      }
    }, table);
  }

  static Variable broadcast(Variable x, int count) {
    int[] sizes = new int[x.shape().rank() + 1];
    sizes[0] = count;
    System.arraycopy(x.shape().toArray(), 0, sizes, 1, sizes.length - 1);
    Variable zeros = x.tape().constant(Tensor.zeros(sizes));
    return zeros.add(x);
  }

  /** Adds {@code count} indices of an axis, from one index on in one tensor, to those from an index on in another. */
  private static void addPart(Tensor from, int fromIndex, Tensor to, int toIndex, int axis, int count) {
    Shape shape = from.shape();
    int inner = shape.elements(axis + 1, shape.rank());
    int outer = shape.elements(0, axis);
    for (int o = 0; o < outer; o++) {
      int read = (o * shape.size(axis) + fromIndex) * inner;
      int write = (o * to.shape().size(axis) + toIndex) * inner;
      for (int i = 0; i < count * inner; i++) {
        to.values()[write + i] += from.values()[read + i];
      }
    }
  }
}
