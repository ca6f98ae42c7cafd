package org.seqlang.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How kernels are built and work is divided. */
enum Profile {

  /** A CPU: a work-group is one work-item, matrix products are tiles of vectors, a group a core. */
  VECTOR("prelude.cl", "vector.cl", "panels.cl", "recurrence.cl"),
  /** A GPU: a work-group is many work-items that divide rows and columns; groups of a time loop form teams. */
  SIMT("prelude.cl", "simt.cl", "recurrence.cl", "tile.cl", "products.cl"),
  /** The same with NVIDIA's tensor cores for the products of whole sequences. */
  TENSOR("prelude.cl", "simt.cl", "recurrence.cl", "tensor.cl", "products.cl");

  /** Floats of local memory between which the numbers of a tile's rows lie; as in simt.cl. */
  private static final int TILE_DEPTH = 16;
  private static final int TILE_HEIGHT = 64;
  private static final int LEFT = 72;

  private final List<String> preludes;

  Profile(String... preludes) {
    this.preludes = List.of(preludes);
  }

  /** The profile of a name. */
  static Optional<Profile> of(String name) {
    return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The files that go before a program's kernels. */
  List<String> preludes() {
    return preludes;
  }

  /** How many tiles a product has whose result has so many rows and columns. */
  static long tiles(long rows, int columns, int items) {
    return ((rows + TILE_HEIGHT - 1) / TILE_HEIGHT) * ((columns + width(items) - 1) / width(items));
  }

  private static int width(int items) {
    return items / 2;
  }

  /** Floats of local memory for partial sums, or the factors of a tile. */
  int tileFloats(int items) {
    return this == VECTOR ? 1 : Math.max(16 * items, TILE_DEPTH * (LEFT + width(items) + 8));
  }
}
