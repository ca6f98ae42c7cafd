/**
 * The tutorial's program: is a sentence of a review friendly?
 *
 * <p>{@code Sentiment.seq} is the model. {@link org.seqlang.samples.sentiment.Main} trains and saves it,
 * {@link org.seqlang.samples.sentiment.Classify} loads it in another virtual machine and classifies what one types, and
 * {@link org.seqlang.samples.sentiment.Evaluate} repeats the training with several seeds.
 */
@NullMarked
package org.seqlang.samples.sentiment;

import org.jspecify.annotations.NullMarked;
