/**
 * Forecasting: the next 24 months of the carbon dioxide in the air over Mauna Loa, from the 48 months before.
 *
 * <p>{@code Forecaster.seq} is the model. {@link org.seqlang.samples.forecast.Series} reads the measurements,
 * {@link org.seqlang.samples.forecast.Windows} cuts them into examples, {@link org.seqlang.samples.forecast.Naive} has
 * the baselines, {@link org.seqlang.samples.forecast.Errors} measures, and {@link org.seqlang.samples.forecast.Main}
 * trains with several seeds, compares and draws.
 */
@NullMarked
package org.seqlang.samples.forecast;

import org.jspecify.annotations.NullMarked;
