/**
 * Sequence labelling: the part of speech of each word.
 *
 * <p>{@code Tagging.seq} is the model, {@link org.seqlang.samples.tagging.Corpus} the sentences,
 * {@link org.seqlang.samples.tagging.Features} what the model sees of a word, and {@link org.seqlang.samples.tagging.Main} trains,
 * judges and shows.
 */
@NullMarked
package org.seqlang.samples.tagging;

import org.jspecify.annotations.NullMarked;
