package org.seqlang.compiler.emit.java;

import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.schedule.Schedule;

/**
 * A function of a model with its scheduled programs.
 *
 * @param gradient with dropout and a backward phase; of objectives and of differentiable defs
 * @param served without dropout and gradient; of objectives and entries
 * @param generation of entries that generate; they have nothing else
 * @param forced of objectives with a {@code real} argument as a teacher's ratio: the same where it is 1
 * @param stream of entries that can run element by element
 * @param wholeOnly why an entry over a sequence cannot, to go on behind "because"; empty where there is nothing to say
 */
public record FunctionSchedules(
    CheckedFunction function, Optional<Schedule> gradient, Optional<Schedule> served,
    Optional<FunctionSchedules> forced, Optional<GenerationSchedules> generation,
    Optional<StreamSchedules> stream, String wholeOnly) {

  public FunctionSchedules(CheckedFunction function, Optional<Schedule> gradient, Optional<Schedule> served) {
    this(function, gradient, served, Optional.empty(), Optional.empty(), Optional.empty(), "");
  }
}
