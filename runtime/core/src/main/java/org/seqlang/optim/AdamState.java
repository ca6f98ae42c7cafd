package org.seqlang.optim;

import org.seqlang.model.Parameters;

/** {@link Adam} and {@link AdamW} at work. Remembers the means of the gradient and of its square. */
final class AdamState extends ElementwiseState {

  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private final double weightDecay;
  private final boolean decoupled;

  AdamState(Parameters parameters, double rate, double beta1, double beta2, double epsilon, double weightDecay,
      boolean decoupled) {
    super(parameters, rate, 2);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.weightDecay = weightDecay;
    this.decoupled = decoupled;
  }

  static void requireSensible(double rate, double beta1, double beta2, double epsilon, double weightDecay) {
    Settings.require(rate >= 0 && Double.isFinite(rate), rate, "a learning rate", "0 or more");
    Settings.require(beta1 >= 0 && beta1 < 1, beta1, "a first beta", "0 or more and less than 1");
    Settings.require(beta2 >= 0 && beta2 < 1, beta2, "a second beta", "0 or more and less than 1");
    Settings.require(epsilon >= 0 && Double.isFinite(epsilon), epsilon, "an epsilon", "0 or more");
    Settings.require(weightDecay >= 0 && Double.isFinite(weightDecay), weightDecay, "a weight decay", "0 or more");
  }

  @Override
  Rule rule(int step) {
    return new Rule("adam", decoupled ? 0 : (float) weightDecay, decoupled ? (float) (1 - rate() * weightDecay) : 1, (float) beta1,
        (float) (1 - beta1), (float) beta2, (float) (1 - beta2), (float) (rate() / (1 - Math.pow(beta1, step))),
        (float) (1 / Math.sqrt(1 - Math.pow(beta2, step))), (float) epsilon);
  }

  @Override
  void update(float[] values, float[] gradient, float[][] memory, int step, int from, int to) {
    float[] mean = memory[0];
    float[] square = memory[1];
    float coupledDecay = decoupled ? 0 : (float) weightDecay;
    float shrink = decoupled ? (float) (1 - rate() * weightDecay) : 1;
    float keepMean = (float) beta1;
    float takeMean = (float) (1 - beta1);
    float keepSquare = (float) beta2;
    float takeSquare = (float) (1 - beta2);
    float size = (float) (rate() / (1 - Math.pow(beta1, step)));
    float correction = (float) (1 / Math.sqrt(1 - Math.pow(beta2, step)));
    float small = (float) epsilon;
    for (int i = from; i < to; i++) {
      float d = gradient[i] + coupledDecay * values[i];
      float m = keepMean * mean[i] + takeMean * d;
      float s = keepSquare * square[i] + takeSquare * d * d;
      mean[i] = m;
      square[i] = s;
      values[i] = shrink * values[i] - size * m / ((float) Math.sqrt(s) * correction + small);
    }
  }
}
