package org.seqlang.train;

import java.util.Optional;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;

/** Says where numbers stopped being finite. */
final class Finiteness {

  private Finiteness() {}

  /** Why a loss or a gradient norm is not finite, as far as the parameters tell. */
  static TrainingException explain(String what, double value, String where, double rate, Parameters parameters) {
    return new TrainingException(what + " is " + value + " in " + where + ": " + culprit(parameters)
        + ". Lower the learning rate (now " + Epoch.brief(rate) + "), clip the gradients with clipNorm(1.0), or look"
        + " for numbers in the examples that are not finite or very large");
  }

  /** The first parameter with broken values, and failing that with a broken gradient. */
  private static String culprit(Parameters parameters) {
    for (Parameter parameter : parameters) {
      Optional<String> broken = broken(parameter.values());
      if (broken.isPresent()) {
        return "the values of " + parameter.name() + " are not finite (" + broken.get() + ")";
      }
    }
    for (Parameter parameter : parameters) {
      Optional<String> broken = broken(parameter.gradient());
      if (broken.isPresent()) {
        return "the first parameter whose gradient is not finite is " + parameter.name() + " (" + broken.get() + ")";
      }
    }
    return "all parameters and gradients are finite, so it comes from the loss itself";
  }

  private static Optional<String> broken(float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        return Optional.of("element " + i + " is " + numbers[i]);
      }
    }
    return Optional.empty();
  }
}
