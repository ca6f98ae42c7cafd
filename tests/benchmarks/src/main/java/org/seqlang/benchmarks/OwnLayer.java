package org.seqlang.benchmarks;

import java.util.List;
import org.seqlang.device.Placement;

/** A layer of any cell, compiled by {@code tests/benchmarks/cell}; found as a service. */
interface OwnLayer {

  /** The layer, with inputs as wide as itself. */
  Layer layer(int hidden, Placement placement);

  /** Elements of the matrices among a layer's parameters, each of which is taken to be multiplied once a step. */
  static long matrixElements(Layer layer) {
    return layer.parameters().list().stream().filter(p -> p.shape().length == 2).mapToLong(p -> p.size()).sum();
  }

  /** Bytes that a forward pass moves at least: the parameters, the input and the outputs, once each. */
  static double bytes(Layer layer, int hidden, List<float[][]> batch) {
    long parameters = layer.parameters().list().stream().mapToLong(p -> p.size()).sum();
    return 4.0 * (parameters + 2L * batch.size() * batch.get(0).length * hidden);
  }
}
