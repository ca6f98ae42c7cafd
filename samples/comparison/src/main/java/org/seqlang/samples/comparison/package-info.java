/**
 * RNN, LSTM and GRU side by side: {@link org.seqlang.samples.comparison.Main} prints their gates, parameters, shapes and
 * measured times.
 */
@NullMarked
package org.seqlang.samples.comparison;

import org.jspecify.annotations.NullMarked;
