package org.seqlang.compiler.emit.java;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Schedule;

/**
 * An entry that generates: its program before the first step, and that of each step.
 *
 * @param previous the name of what a step is fed
 * @param states names of what goes from step to step: results of both programs, inputs of the step's
 * @param constants names of what each step is given: results of the first program, inputs of the step's
 * @param until the symbol that ends a sequence
 * @param beam how wide the beam is, where there is one
 * @param normalizes whether the first program gives the power of the length
 * @param samples whether the first program gives a temperature
 */
public record GenerationSchedules(
    Schedule start, Schedule step, String previous, List<String> states, List<String> constants, Size until, Size atMost,
    Optional<Size> beam, boolean normalizes, boolean samples) {

  public GenerationSchedules {
    states = List.copyOf(states);
    constants = List.copyOf(constants);
  }
}
