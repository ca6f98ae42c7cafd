package org.seqlang.compiler.emit.java;

import java.util.Optional;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.schedule.Schedule;

/**
 * A function of a model with its scheduled programs.
 *
 * @param gradient with dropout and a backward phase; of objectives and of differentiable defs
 * @param served without dropout and gradient; of objectives and entries
 */
public record FunctionSchedules(
    CheckedFunction function, Optional<Schedule> gradient, Optional<Schedule> served) {}
