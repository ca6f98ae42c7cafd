package org.seqlang.optim;

import org.seqlang.model.Parameters;

/**
 * Steps divided by the root of the gradients' mean square (Tieleman and Hinton 2012), as in PyTorch. With gradient g,
 * value θ and memories s, a (only centered) and b (only with momentum):
 *
 * <pre>
 *   d = g + weightDecay * θ
 *   s = alpha * s + (1 - alpha) * d²
 *   a = alpha * a + (1 - alpha) * d
 *   u = d / (sqrt(s) + epsilon)                   (centered: d / (sqrt(s - a²) + epsilon))
 *   b = momentum * b + u
 *   θ = θ - rate * b                              (without momentum: θ - rate * u)
 * </pre>
 *
 * @param alpha how slowly the means forget
 * @param centered whether the mean gradient is taken off, which leaves the variance (Graves 2013)
 */
public record RMSprop(
    double rate, double alpha, double epsilon, boolean centered, double momentum, double weightDecay)
    implements Optimizer {

  public RMSprop {
    Settings.require(rate >= 0 && Double.isFinite(rate), rate, "a learning rate", "0 or more");
    Settings.require(alpha >= 0 && alpha < 1, alpha, "an alpha", "0 or more and less than 1");
    Settings.require(epsilon >= 0 && Double.isFinite(epsilon), epsilon, "an epsilon", "0 or more");
    Settings.require(momentum >= 0 && momentum <= 1, momentum, "a momentum", "0 to 1");
    Settings.require(weightDecay >= 0 && Double.isFinite(weightDecay), weightDecay, "a weight decay", "0 or more");
  }

  /** With PyTorch's settings: alpha 0.99, epsilon 1e-8, not centered, no momentum. */
  public static RMSprop rate(double rate) {
    return new RMSprop(rate, 0.99, 1e-8, false, 0, 0);
  }

  public RMSprop alpha(double alpha) {
    return new RMSprop(rate, alpha, epsilon, centered, momentum, weightDecay);
  }

  public RMSprop epsilon(double epsilon) {
    return new RMSprop(rate, alpha, epsilon, centered, momentum, weightDecay);
  }

  public RMSprop centered(boolean on) {
    return new RMSprop(rate, alpha, epsilon, on, momentum, weightDecay);
  }

  public RMSprop momentum(double momentum) {
    return new RMSprop(rate, alpha, epsilon, centered, momentum, weightDecay);
  }

  public RMSprop weightDecay(double weightDecay) {
    return new RMSprop(rate, alpha, epsilon, centered, momentum, weightDecay);
  }

  @Override
  public OptimizerState start(Parameters parameters) {
    return new State(parameters, this);
  }

  private static final class State extends ElementwiseState {
    private final RMSprop setting;

    State(Parameters parameters, RMSprop setting) {
      super(parameters, setting.rate, 1 + (setting.centered ? 1 : 0) + (setting.momentum > 0 ? 1 : 0));
      this.setting = setting;
    }

    @Override
    Rule rule(int step) {
      String name = "rmsprop" + (setting.centered ? "_centered" : "") + (setting.momentum > 0 ? "_momentum" : "");
      return new Rule(name, (float) rate(), (float) setting.weightDecay, (float) setting.alpha, (float) (1 - setting.alpha),
          (float) setting.epsilon, (float) setting.momentum);
    }

    @Override
    void update(float[] values, float[] gradient, float[][] memory, int step, int from, int to) {
      float rate = (float) rate();
      float decay = (float) setting.weightDecay;
      float keep = (float) setting.alpha;
      float take = (float) (1 - setting.alpha);
      float small = (float) setting.epsilon;
      float along = (float) setting.momentum;
      float[] square = memory[0];
      float[] mean = setting.centered ? memory[1] : memory[0];
      float[] velocity = memory[memory.length - 1];
      for (int i = from; i < to; i++) {
        float d = gradient[i] + decay * values[i];
        float s = keep * square[i] + take * d * d;
        square[i] = s;
        if (setting.centered) {
          float a = keep * mean[i] + take * d;
          mean[i] = a;
          // Rounding can take the variance of a steady gradient below zero.
          s = Math.max(0, s - a * a);
        }
        float u = d / ((float) Math.sqrt(s) + small);
        if (along > 0) {
          u += along * velocity[i];
          velocity[i] = u;
        }
        values[i] -= rate * u;
      }
    }
  }
}
