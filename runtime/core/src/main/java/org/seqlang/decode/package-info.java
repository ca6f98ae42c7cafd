/**
 * Making sequences, symbol by symbol.
 *
 * <p>A {@link org.seqlang.decode.StepModel} gives the scores of the next symbol; {@link org.seqlang.decode.Search} runs it, for many
 * examples at once, in one of the ways of {@link org.seqlang.decode.Decoding}: greedily, by sampling, or with a beam.
 */
@NullMarked
package org.seqlang.decode;

import org.jspecify.annotations.NullMarked;
