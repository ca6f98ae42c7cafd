/**
 * A model of text, character by character, trained by truncated back-propagation on a whole book. Start at
 * {@link org.seqlang.samples.charmodel.Main}.
 */
@NullMarked
package org.seqlang.samples.charmodel;

import org.jspecify.annotations.NullMarked;
