/**
 * Training: batches in, better parameters out.
 *
 * <p>A {@link org.seqlang.train.Trainer} drives an {@link org.seqlang.model.Objective} (a compiled one, or a
 * {@link org.seqlang.train.TapeObjective} written by hand) over a data set and returns a
 * {@link org.seqlang.train.History}. What a run does depends on its settings, its data and its seed alone: two runs
 * agree to the bit. A {@link org.seqlang.train.Monitor} hears what goes on; {@link org.seqlang.train.Progress} has those
 * that show it to a person.
 *
 * <pre>{@code
 *   History history = Trainer.of(model.train())
 *       .optimizer(Adam.rate(1e-3)).clipNorm(1.0)
 *       .schedule(ReduceOnPlateau.factor(0.5).patience(5))
 *       .earlyStopping(Patience.epochs(3))
 *       .fit(training, validation);
 * }</pre>
 */
@NullMarked
package org.seqlang.train;

import org.jspecify.annotations.NullMarked;
