package org.seqlang.model;

/**
 * An objective that goes through long sequences chunk by chunk, with {@code carry} in the model: row {@code i} of a batch
 * starts from where row {@code i} of the batch before stopped. Such a row is called a lane. No gradient flows back into
 * the chunk before: back-propagation is truncated, but no chunk goes without its update (Williams and Peng 1990).
 *
 * <p>Both {@link #train} and {@link #evaluate} read and write what the lanes carry. Whoever evaluates in the middle of
 * training takes {@link #carried()} first and gives it back with {@link #carry} afterwards, as a trainer does. One
 * thread uses an objective at a time.
 *
 * @param <E> an example: a chunk
 */
public interface StatefulObjective<E> extends Objective<E> {

  /** What every lane carries now; a copy. */
  Carried carried();

  /**
   * Goes on from where {@link #carried()} was taken.
   *
   * @throws IllegalArgumentException if it was taken from another model
   */
  void carry(Carried from);

  /** The next chunk of a lane begins a new sequence: it starts from the cells' own initial states. */
  void restart(int lane);

  /** The next chunk of every lane begins a new sequence. */
  default void reset() {
    carry(Carried.NOTHING);
  }
}
