package org.seqlang.optim;

import org.seqlang.model.Parameters;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as in PyTorch: before each step
 * {@code θ = θ * (1 - rate * weightDecay)}, and the gradient itself knows nothing of decay. See {@link Adam}.
 */
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

  public AdamW {
    AdamState.requireSensible(rate, beta1, beta2, epsilon, weightDecay);
  }

  /** AdamW with PyTorch's settings: betas 0.9 and 0.999, epsilon 1e-8, weight decay 0.01. */
  public static AdamW rate(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
  }

  /** How slowly the mean of the gradients and that of their squares forget. */
  public AdamW betas(double beta1, double beta2) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
  }

  public AdamW epsilon(double epsilon) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
  }

  public AdamW weightDecay(double weightDecay) {
    return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
  }

  @Override
  public OptimizerState start(Parameters parameters) {
    return new AdamState(parameters, rate, beta1, beta2, epsilon, weightDecay, true);
  }
}
