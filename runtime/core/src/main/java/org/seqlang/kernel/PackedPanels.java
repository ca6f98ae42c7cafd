package org.seqlang.kernel;

/** The Vector API's form of a packed matrix: panels of {@code width} columns, row by row, the last one padded with zeros. */
final class PackedPanels implements PackedMatrix {
  private final int width;
  private float[] data = {};
  private int rows;
  private int columns;

  PackedPanels(int width) {
    this.width = width;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }
}
