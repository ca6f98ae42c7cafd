package org.seqlang.compiler.lower;

import java.util.List;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;

/**
 * An entry that generates, as two graphs over one example, both without dropout.
 *
 * <p>{@code start} has the entry's arguments; its results are {@code start}, what the first step is fed, the states by
 * name, the constants by name, and {@code normalize} and {@code temperature} where the entry has them.
 *
 * <p>{@code step} has the examples' inputs {@link #previous}, the states and the constants, under the same names; its
 * results are {@code scores} and the next states.
 *
 * @param generate how the entry searches
 * @param previous the name of what a step is fed
 * @param states names, such as {@code decoder.h_l0}
 * @param constants names of the step's further arguments
 */
public record Generation(
    Typed.Generate generate, Graph start, Graph step, String previous, List<String> states, List<String> constants) {

  /** What the first step is fed, among the results of {@code start}. */
  public static final String START = "start";
  /** What the step gives. */
  public static final String SCORES = "scores";
  /** The power of the length, among the results of {@code start}. */
  public static final String NORMALIZE = "normalize";
  /** The temperature, among the results of {@code start}. */
  public static final String TEMPERATURE = "temperature";

  public Generation {
    states = List.copyOf(states);
    constants = List.copyOf(constants);
  }
}
