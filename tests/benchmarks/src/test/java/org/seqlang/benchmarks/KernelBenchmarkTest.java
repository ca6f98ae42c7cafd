package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelBenchmarkTest {

  @Test
  void everyKernelRuns() {
    KernelBenchmark kernels = new KernelBenchmark();
    kernels.hidden = 16;
    kernels.fill();
    float[] alone = kernels.multiply().clone();
    assertArrayEquals(alone, kernels.multiplyParallel());
    assertEquals(4 * 16 * 16, kernels.multiplyTransposed().length);
    for (float value : kernels.tanh()) {
      assertTrue(Math.abs(value) <= 1);
    }
    for (float value : kernels.sigmoid()) {
      assertTrue(value >= 0 && value <= 1);
    }
    for (float value : kernels.exp()) {
      assertTrue(value >= 0);
    }
  }

  @Test
  void aLayerRuns() {
    LayerBenchmark layer = new LayerBenchmark();
    layer.cell = "RNN";
    layer.batch = 2;
    layer.prepare();
    assertEquals(2 * 256, layer.forward().length);
    assertEquals(2 * 256, layer.step().length);
    layer.train();
  }
}
