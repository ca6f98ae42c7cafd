package org.seqlang.benchmarks;

import java.util.List;
import org.seqlang.device.Placement;

/** A layer of any cell, compiled by {@code tests/benchmarks/cell} or {@code zoo}; found as a service. */
interface OwnLayer {

  /** The layer, with inputs as wide as itself. */
  Layer layer(int hidden, Placement placement);

  /** What the cell is called. */
  String name();

  /** Bytes that a forward pass moves at least: the parameters, the input and the outputs, once each. */
  static double bytes(Layer layer, int hidden, List<float[][]> batch) {
    long parameters = layer.parameters().list().stream().mapToLong(p -> p.size()).sum();
    return 4.0 * (parameters + 2L * batch.size() * batch.get(0).length * hidden);
  }
}
