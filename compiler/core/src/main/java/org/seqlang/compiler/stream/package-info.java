/**
 * Streaming: an entry over a whole sequence as a program of one step, with a state that goes from step to step.
 *
 * <p>Start at {@link org.seqlang.compiler.stream.Streaming}, which says what becomes of a graph: {@link
 * org.seqlang.compiler.stream.StepGraphs}, or a {@link org.seqlang.compiler.stream.Refusal} with the reason why it
 * cannot run forward. {@code StepBuilder} walks the graph; {@code TimeRules} says what becomes of an operation over the
 * sequence, and {@code OneStep} of one that does the same at every step.
 */
@NullMarked
package org.seqlang.compiler.stream;

import org.jspecify.annotations.NullMarked;
