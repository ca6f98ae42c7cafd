package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of a value: an element and dimensions. Only the first dimension may be ragged.
 *
 * @param dims none for a scalar
 */
public record Type(Element element, List<Size> dims) {

  public Type {
    dims = List.copyOf(dims);
  }

  public static Type floats(Size... dims) {
    return new Type(Element.FLOAT, List.of(dims));
  }

  public static Type floats(List<Size> dims) {
    return new Type(Element.FLOAT, dims);
  }

  public int rank() {
    return dims.size();
  }

  public Size dim(int axis) {
    return dims.get(axis);
  }

  public boolean isFloat() {
    return element.equals(Element.FLOAT);
  }

  /** The length it is ragged in, where it is. */
  public Optional<Size> time() {
    return !dims.isEmpty() && dims.get(0).isRagged() ? Optional.of(dims.get(0)) : Optional.empty();
  }

  /** The dimensions behind the ragged one, or all. */
  public List<Size> staticDims() {
    return time().isPresent() ? dims.subList(1, dims.size()) : dims;
  }

  /** The product of {@link #staticDims()}: how many columns a row of it has. */
  public Size columns() {
    return staticDims().stream().reduce(Size.ONE, Size::times);
  }

  public Type withDims(List<Size> newDims) {
    return new Type(element, newDims);
  }

  public Type withElement(Element newElement) {
    return new Type(newElement, dims);
  }

  /** With a dimension in front. */
  public Type over(Size leading) {
    List<Size> all = new ArrayList<>();
    all.add(leading);
    all.addAll(dims);
    return withDims(all);
  }

  public Type withoutAxis(int axis) {
    List<Size> rest = new ArrayList<>(dims);
    rest.remove(axis);
    return withDims(rest);
  }

  public Type substitute(Map<Symbol, Size> values) {
    Element e = element instanceof Element.Index index ? Element.index(index.bound().substitute(values)) : element;
    return new Type(e, dims.stream().map(d -> d.substitute(values)).toList());
  }

  /** {@code float[T, 4*hidden]}. */
  @Override
  public String toString() {
    return element + dims.stream().map(Size::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
