/**
 * Numbers with a shape, and how a ragged batch lies in memory.
 *
 * <p>Callers speak in their own containers (a list of {@code int[]} for texts, {@code float[][]} for sequences of
 * vectors). Kernels want the valid steps of a whole batch in one array, step by step, longest example first;
 * {@link org.seqlang.tensor.Steps} is that layout and {@link org.seqlang.tensor.Packing} the way in and out. What comes
 * out is a {@link org.seqlang.tensor.Rows} (a row an example) or a {@link org.seqlang.tensor.Ragged} (a row a step), in
 * the caller's order. {@link org.seqlang.tensor.Tensor} is an ordinary dense array for one's own arithmetic.
 */
@NullMarked
package org.seqlang.tensor;

import org.jspecify.annotations.NullMarked;
