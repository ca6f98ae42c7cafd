/**
 * Sequence to sequence: from a word's spelling to its phonemes. {@link org.seqlang.samples.pronunciation.Main} trains, judges and
 * shows.
 */
@NullMarked
package org.seqlang.samples.pronunciation;

import org.jspecify.annotations.NullMarked;
