package org.seqlang.optim;

import org.seqlang.model.Parameters;

/** The setting of an optimiser: immutable, and the same for any model. */
public interface Optimizer {

  /** The learning rate at the start. */
  double rate();

  /** Starts optimising these parameters, with no memory of earlier steps. */
  OptimizerState start(Parameters parameters);
}
