/**
 * From texts to batches.
 *
 * <p>A {@link org.seqlang.data.Tokenizer} cuts a text into tokens; a {@link org.seqlang.data.Vocabulary} numbers them.
 * A {@link org.seqlang.data.Dataset} is a list of examples that can be split, shuffled and mapped, and
 * {@link org.seqlang.data.Batches} deals it out in batches of examples of similar length. {@link org.seqlang.data.WordVectors}
 * are vectors that were trained elsewhere.
 */
@NullMarked
package org.seqlang.data;

import org.jspecify.annotations.NullMarked;
