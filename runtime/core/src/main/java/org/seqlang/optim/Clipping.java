package org.seqlang.optim;

import org.seqlang.device.Device;
import org.seqlang.kernel.Vectors;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;

/** Bounds on gradients, against steps that jump out of where training is (Pascanu, Mikolov and Bengio 2013). */
public final class Clipping {

  /** PyTorch adds this to the norm before it divides. */
  private static final double SMALL = 1e-6;

  private Clipping() {}

  /**
   * Scales the gradients so that their norm, taken over all parameters together, is {@code largest} at most.
   *
   * @return the norm before
   */
  public static double byNorm(Parameters parameters, double largest) {
    requireLimit(largest);
    double norm = parameters.gradientNorm();
    float factor = (float) (largest / (norm + SMALL));
    if (factor < 1) {
      for (Parameter parameter : parameters) {
        if (parameters.isOnDevice(parameter.gradientMirror())) {
          Device device = parameters.placement().device().orElseThrow();
          device.scale(parameter.gradientMirror().change(device), factor);
        } else {
          Vectors.scale(parameter.gradient(), 0, parameter.size(), factor);
        }
      }
    }
    return norm;
  }

  /** Moves every element of every gradient into {@code -largest} to {@code largest}. */
  public static void byValue(Parameters parameters, double largest) {
    requireLimit(largest);
    float limit = (float) largest;
    for (Parameter parameter : parameters) {
      if (parameters.isOnDevice(parameter.gradientMirror())) {
        Device device = parameters.placement().device().orElseThrow();
        device.clamp(parameter.gradientMirror().change(device), limit);
        continue;
      }
      float[] gradient = parameter.gradient();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
      }
    }
  }

  private static void requireLimit(double largest) {
    Settings.require(largest > 0, largest, "a largest gradient", "a number above 0");
  }
}
