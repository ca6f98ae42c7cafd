package org.seqlang.model;

import java.util.List;

/**
 * What is trained: a loss over a batch of examples.
 *
 * @param <E> an example; the generated record of the objective's arguments
 */
public interface Objective<E> {

  /** The parameters that the loss depends on. */
  Parameters parameters();

  /**
   * The mean loss over the batch, with dropout on; adds its gradient to the parameters' gradients.
   *
   * @param seed decides every random number of this call
   * @throws org.seqlang.tensor.InputException if an example does not fit the model; no gradient has been added then
   */
  double train(List<E> batch, long seed);

  /** The mean loss over the batch, with dropout off and no gradient. */
  double evaluate(List<E> batch);

  /** How many steps an example has, so that examples of similar length can share a batch; 1 if it has none. */
  int length(E example);
}
