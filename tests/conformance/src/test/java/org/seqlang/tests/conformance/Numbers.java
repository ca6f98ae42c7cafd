package org.seqlang.tests.conformance;

import java.util.List;
import org.seqlang.compiler.ir.Array;
import org.seqlang.golden.Golden;

/** Golden tensors as arrays of single examples. */
final class Numbers {

  private Numbers() {}

  static double[] of(Golden tensor) {
    return tensor.get("data").list().stream().mapToDouble(Golden::number).toArray();
  }

  /** An example's valid steps of a tensor [batch, steps, columns]. */
  static Array sequence(Golden tensor, int example, int length) {
    int[] shape = tensor.get("shape").integers();
    double[] all = of(tensor);
    double[] own = new double[length * shape[2]];
    System.arraycopy(all, example * shape[1] * shape[2], own, 0, own.length);
    return new Array(new int[] {length, shape[2]}, own);
  }

  /** An example's part of a tensor [layers, batch, columns]. */
  static Array layers(Golden tensor, int example) {
    int[] shape = tensor.get("shape").integers();
    double[] all = of(tensor);
    double[] own = new double[shape[0] * shape[2]];
    for (int layer = 0; layer < shape[0]; layer++) {
      System.arraycopy(all, (layer * shape[1] + example) * shape[2], own, layer * shape[2], shape[2]);
    }
    return new Array(new int[] {shape[0], shape[2]}, own);
  }

  static double[] joined(List<double[]> parts) {
    return parts.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
