package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.ir.Size;

/**
 * Part of each row of a buffer, as an array: element (i, j, …) of row r is at
 * {@code r*buffer.columns + offset + i*strides[0] + j*strides[1] + …}.
 *
 * @param dims the array's dimensions (without time)
 * @param strides one a dimension; zero repeats the element
 */
public record View(Buffer buffer, Size offset, List<Size> dims, List<Size> strides) {

  public View {
    dims = List.copyOf(dims);
    strides = List.copyOf(strides);
  }

  /** A whole buffer as an array of these dimensions. */
  public static View whole(Buffer buffer, List<Size> dims) {
    return new View(buffer, Size.ZERO, dims, rowMajor(dims));
  }

  /** The strides of a dense array. */
  public static List<Size> rowMajor(List<Size> dims) {
    List<Size> strides = new ArrayList<>();
    Size stride = Size.ONE;
    for (int i = dims.size() - 1; i >= 0; i--) {
      strides.add(0, stride);
      stride = stride.times(dims.get(i));
    }
    return strides;
  }

  /** Whether the elements of a row lie side by side. */
  public boolean isDense() {
    return strides.equals(rowMajor(dims));
  }

  /** How many elements a row has; the buffer's may have more. */
  public Size elements() {
    return dims.stream().reduce(Size.ONE, Size::times);
  }

  /** The part of an axis that begins at {@code from}. */
  public View slice(int axis, Size from, Size extent) {
    List<Size> newDims = new ArrayList<>(dims);
    newDims.set(axis, extent);
    return new View(buffer, offset.plus(from.times(strides.get(axis))), newDims, strides);
  }

  /** This array with dimension i standing at {@code axes[i]}, repeated along the other dimensions. */
  public View broadcast(List<Size> newDims, List<Integer> axes) {
    List<Size> newStrides = new ArrayList<>();
    for (int i = 0; i < newDims.size(); i++) {
      int from = axes.indexOf(i);
      newStrides.add(from < 0 ? Size.ZERO : strides.get(from));
    }
    return new View(buffer, offset, newDims, newStrides);
  }

  /** The same elements under other dimensions. Only for a dense view. */
  public View reshape(List<Size> newDims) {
    return new View(buffer, offset, newDims, rowMajor(newDims));
  }

  /** {@code gates+2*hidden[hidden]}. */
  @Override
  public String toString() {
    String strided = isDense() ? "" : " by " + strides;
    return buffer.name() + (offset.equals(Size.ZERO) ? "" : "+" + offset) + dims + strided;
  }
}
