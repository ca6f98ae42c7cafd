package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.device.Device;
import org.seqlang.device.Placement;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.optim.Adam;
import org.seqlang.optim.AdamW;
import org.seqlang.optim.Clipping;
import org.seqlang.optim.Optimizer;
import org.seqlang.optim.OptimizerState;
import org.seqlang.optim.RMSprop;
import org.seqlang.optim.SGD;

/** Optimisers and clipping do on a device what they do on the JVM, step by step. */
class OpenCLOptimizersTest {

  private static final List<Optimizer> OPTIMIZERS = List.of(
      SGD.rate(0.1), SGD.rate(0.1).weightDecay(0.01), SGD.rate(0.1).momentum(0.9).dampening(0.1), SGD.rate(0.05).nesterov(0.9),
      Adam.rate(0.01), Adam.rate(0.01).weightDecay(0.1), AdamW.rate(0.01), RMSprop.rate(0.01), RMSprop.rate(0.01).centered(true),
      RMSprop.rate(0.01).momentum(0.9), RMSprop.rate(0.01).centered(true).momentum(0.9).weightDecay(0.01));

  private static Parameters parameters() {
    Random random = new Random(1);
    Parameters all = Parameters.of(Parameter.of("a", 7, 5), Parameter.of("b", 1000), Parameter.of("frozen", 3));
    for (Parameter parameter : all) {
      float[] values = parameter.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      parameter.touched();
    }
    all.get("frozen").freeze();
    return all;
  }

  /** Gradients of a step, there on the device where there is one. */
  private static void gradients(Parameters parameters, int step) {
    Random random = new Random(step);
    for (Parameter parameter : parameters) {
      float[] gradient = parameter.gradient();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = (float) (random.nextGaussian() * 0.5);
      }
      parameters.placement().device().ifPresent(device -> parameter.gradientMirror().look(device));
    }
  }

  private static void assertNear(Parameters expected, Parameters actual) {
    for (Parameter parameter : expected) {
      float[] wanted = parameter.values();
      float[] found = actual.get(parameter.name()).values();
      for (int i = 0; i < wanted.length; i++) {
        assertEquals(wanted[i], found[i], 1e-5 * Math.max(1, Math.abs(wanted[i])), parameter.name() + " at " + i);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> stepsAreThoseOfTheJvm() {
    Device device = OpenCL.device("vector");
    return OPTIMIZERS.stream().map(optimizer -> DynamicTest.dynamicTest(optimizer.toString(), () -> {
      Parameters here = parameters().on(Placement.JVM);
      Parameters there = parameters().on(Placement.require(device));
      OptimizerState plain = optimizer.start(here);
      OptimizerState far = optimizer.start(there);
      for (int step = 0; step < 20; step++) {
        gradients(here, step);
        gradients(there, step);
        double norm = Clipping.byNorm(here, 5);
        assertEquals(norm, Clipping.byNorm(there, 5), 1e-5 * norm);
        plain.step();
        far.step();
        assertTrue(there.isOnDevice(there.get("a").mirror()), "the values are on the device");
      }
      assertNear(here, there);
      plain.memory().numbers().forEach((name, numbers) -> {
        float[] found = far.memory().numbers().get(name);
        assertEquals(sum(numbers), sum(found), 1e-3 * Math.max(1, Math.abs(sum(numbers))), name);
      });
    }));
  }

  private static double sum(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum;
  }

  @Test
  void clipsByValue() {
    Device device = OpenCL.device("simt");
    Parameters there = parameters().on(Placement.require(device));
    gradients(there, 3);
    Clipping.byValue(there, 0.25);
    assertTrue(there.isOnDevice(there.get("b").gradientMirror()));
    float[] gradient = there.get("b").gradient();
    assertFalse(there.isOnDevice(there.get("b").gradientMirror()), "what the JVM may have changed is no longer there");
    double largest = 0;
    for (float number : gradient) {
      largest = Math.max(largest, Math.abs(number));
    }
    assertEquals(0.25, largest, 1e-7);
    there.zeroGradients();
    assertEquals(0, sum(there.get("b").gradient()));
  }
}
