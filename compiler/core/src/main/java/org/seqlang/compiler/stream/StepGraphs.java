package org.seqlang.compiler.stream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;

/**
 * An entry that runs forward along one of its sequences, as two graphs over one example.
 *
 * <p>{@code start} has the arguments that are known before the first step; its results are the first states that are no
 * constants and the values that are kept, by name. {@code step} has one element of each argument along the sequence,
 * the states and what is kept, under the same names; its results are the entry's, of this step or so far, and the next
 * states.
 *
 * @param time the length of the sequence
 * @param elements arguments of which a step gets one element
 * @param states what goes from step to step
 * @param kept what every step is given as it was at the start: names of results of {@code start}
 * @param position the input of {@code step} that is the number of steps before, as a float; absent where no step asks
 */
public record StepGraphs(
    Graph start, Graph step, Symbol time, List<String> elements, List<State> states, List<String> kept,
    Optional<String> position) implements Streaming {

  public StepGraphs {
    elements = List.copyOf(elements);
    states = List.copyOf(states);
    kept = List.copyOf(kept);
  }

  /**
   * What goes from step to step.
   *
   * @param name of the input and the result of {@code step}; {@code encoder.h_l0}
   * @param constant the number that fills it at the start; absent where it is a result of {@code start}
   */
  public record State(String name, Type type, OptionalDouble constant) {}

  /** Whether something is to be computed before the first step. */
  public boolean starts() {
    return !start.results().isEmpty();
  }
}
