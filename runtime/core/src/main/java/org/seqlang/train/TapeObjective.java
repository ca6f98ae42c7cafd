package org.seqlang.train;

import java.util.List;
import java.util.function.ToIntFunction;
import org.seqlang.autograd.Tape;
import org.seqlang.autograd.Variable;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameters;

/**
 * An objective written by hand in Java: a loss on a tape.
 *
 * @param <E> an example
 */
public final class TapeObjective<E> implements Objective<E> {

  private final Parameters parameters;
  private final ToIntFunction<? super E> length;
  private final Loss<E> loss;

  private TapeObjective(Parameters parameters, ToIntFunction<? super E> length, Loss<E> loss) {
    this.parameters = parameters;
    this.length = length;
    this.loss = loss;
  }

  /**
   * The mean loss of a batch.
   *
   * @param <E> an example
   */
  @FunctionalInterface
  public interface Loss<E> {

    /**
     * Computes a scalar.
     *
     * @param tape where parameters and inputs go
     * @param batch at least one example
     * @param seed decides random numbers in training; in evaluation it is 0, and the tape does not record
     */
    Variable of(Tape tape, List<E> batch, long seed);
  }

  /** An objective over examples without steps. */
  public static <E> TapeObjective<E> of(Parameters parameters, Loss<E> loss) {
    return of(parameters, example -> 1, loss);
  }

  /** An objective over examples of so many steps. */
  public static <E> TapeObjective<E> of(Parameters parameters, ToIntFunction<? super E> length, Loss<E> loss) {
    return new TapeObjective<>(parameters, length, loss);
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public double train(List<E> batch, long seed) {
    Tape tape = Tape.recording();
    Variable value = loss.of(tape, batch, seed);
    tape.backward(value);
    return value.item();
  }

  @Override
  public double evaluate(List<E> batch) {
    return loss.of(Tape.withoutGradients(), batch, 0).item();
  }

  @Override
  public int length(E example) {
    return length.applyAsInt(example);
  }
}
