package org.seqlang.optim;

import org.seqlang.model.Parameters;

/**
 * Gradient descent, plain or with momentum (Sutskever et al. 2013), as in PyTorch. With gradient g, value θ and memory
 * v:
 *
 * <pre>
 *   d = g + weightDecay * θ
 *   v = momentum * v + (1 - dampening) * d        (at the first step v = d)
 *   θ = θ - rate * v                              (nesterov: θ - rate * (d + momentum * v))
 * </pre>
 */
public record SGD(double rate, double momentum, double dampening, boolean nesterov, double weightDecay)
    implements Optimizer {

  public SGD {
    Settings.require(rate >= 0 && Double.isFinite(rate), rate, "a learning rate", "0 or more");
    Settings.require(momentum >= 0 && momentum <= 1, momentum, "a momentum", "0 to 1");
    Settings.require(dampening >= 0 && dampening <= 1, dampening, "a dampening", "0 to 1");
    Settings.require(weightDecay >= 0 && Double.isFinite(weightDecay), weightDecay, "a weight decay", "0 or more");
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException("Nesterov's momentum needs a momentum above 0 and no dampening");
    }
  }

  /** Plain gradient descent. */
  public static SGD rate(double rate) {
    return new SGD(rate, 0, 0, false, 0);
  }

  public SGD momentum(double momentum) {
    return new SGD(rate, momentum, dampening, nesterov, weightDecay);
  }

  public SGD dampening(double dampening) {
    return new SGD(rate, momentum, dampening, nesterov, weightDecay);
  }

  /** With Nesterov's momentum. */
  public SGD nesterov(double momentum) {
    return new SGD(rate, momentum, dampening, true, weightDecay);
  }

  public SGD weightDecay(double weightDecay) {
    return new SGD(rate, momentum, dampening, nesterov, weightDecay);
  }

  @Override
  public OptimizerState start(Parameters parameters) {
    return new State(parameters, this);
  }

  private static final class State extends ElementwiseState {
    private final SGD setting;

    State(Parameters parameters, SGD setting) {
      super(parameters, setting.rate, setting.momentum == 0 ? 0 : 1);
      this.setting = setting;
    }

    @Override
    Rule rule(int step) {
      boolean first = step == 1;
      return setting.momentum == 0 ? new Rule("sgd", (float) rate(), (float) setting.weightDecay)
          : new Rule("momentum", (float) rate(), (float) setting.weightDecay, first ? 0 : (float) setting.momentum,
              first ? 1 : (float) (1 - setting.dampening), setting.nesterov ? 1 : 0, setting.nesterov ? (float) setting.momentum : 1);
    }

    @Override
    void update(float[] values, float[] gradient, float[][] memory, int step, int from, int to) {
      float rate = (float) rate();
      float decay = (float) setting.weightDecay;
      if (memory.length == 0) {
        for (int i = from; i < to; i++) {
          values[i] -= rate * (gradient[i] + decay * values[i]);
        }
        return;
      }
      float[] velocity = memory[0];
      float keep = step == 1 ? 0 : (float) setting.momentum;
      float take = step == 1 ? 1 : (float) (1 - setting.dampening);
      float ahead = setting.nesterov ? 1 : 0;
      float along = setting.nesterov ? (float) setting.momentum : 1;
      for (int i = from; i < to; i++) {
        float d = gradient[i] + decay * values[i];
        float v = keep * velocity[i] + take * d;
        velocity[i] = v;
        values[i] -= rate * (ahead * d + along * v);
      }
    }
  }
}
