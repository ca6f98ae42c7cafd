package org.seqlang.optim;

import org.seqlang.model.Parameters;

/**
 * Adam (Kingma and Ba 2015), as in PyTorch: steps of about {@code rate} in each element, whatever the gradient's scale.
 * With gradient g, value θ, memories m and v, and step t:
 *
 * <pre>
 *   d = g + weightDecay * θ
 *   m = beta1 * m + (1 - beta1) * d
 *   v = beta2 * v + (1 - beta2) * d²
 *   θ = θ - rate * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 */
public record Adam(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

  public Adam {
    AdamState.requireSensible(rate, beta1, beta2, epsilon, weightDecay);
  }

  /** Adam with the authors' settings: betas 0.9 and 0.999, epsilon 1e-8. */
  public static Adam rate(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0);
  }

  /** How slowly the mean of the gradients and that of their squares forget. */
  public Adam betas(double beta1, double beta2) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay);
  }

  public Adam epsilon(double epsilon) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay);
  }

  /** Adds {@code weightDecay * θ} to the gradient; {@link AdamW} is the form that keeps decay out of the memory. */
  public Adam weightDecay(double weightDecay) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public OptimizerState start(Parameters parameters) {
    return new AdamState(parameters, rate, beta1, beta2, epsilon, weightDecay, false);
  }
}
