package org.seqlang.compiler.emit.java;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.schedule.Schedule;

/**
 * An entry that runs element by element: its program before the first step, and that of each step.
 *
 * @param start absent where nothing is to be computed before the first step
 * @param elements names of the arguments of which a step gets one element
 * @param states what goes from step to step: inputs and results of the step's program, and results of the first one
 * @param kept names of what each step is given as it was at the start: results of the first program, inputs of the
 *     step's
 * @param position the input of the step's program that is the number of steps before, where it asks for it
 */
public record StreamSchedules(
    Optional<Schedule> start, Schedule step, List<String> elements, List<State> states, List<String> kept,
    Optional<String> position) {

  public StreamSchedules {
    elements = List.copyOf(elements);
    states = List.copyOf(states);
    kept = List.copyOf(kept);
  }

  /** @param constant what fills it at the start; absent where the first program gives it */
  public record State(String name, Type type, OptionalDouble constant) {}
}
