package org.seqlang.optim;

/** An optimiser at work on some parameters: its learning rate, and what it remembers of earlier gradients. */
public interface OptimizerState {

  /** The learning rate of the next step. */
  double rate();

  /** Changes the learning rate of the steps to come. */
  void rate(double rate);

  /** Moves each parameter that is not frozen along its gradient. The gradients stay as they are. */
  void step();

  /** What is remembered: the arrays themselves, which the next step changes. */
  OptimizerMemory memory();

  /**
   * Goes on from what was remembered; the learning rate stays.
   *
   * @throws IllegalArgumentException if it is the memory of another optimiser, or of other parameters
   */
  void restore(OptimizerMemory memory);
}
