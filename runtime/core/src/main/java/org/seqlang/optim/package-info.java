/**
 * How parameters follow their gradients.
 *
 * <p>An {@link org.seqlang.optim.Optimizer} is a setting ({@link org.seqlang.optim.SGD}, {@link
 * org.seqlang.optim.Adam}, {@link org.seqlang.optim.AdamW}); started on parameters it becomes an {@link
 * org.seqlang.optim.OptimizerState}, which steps. {@link org.seqlang.optim.Clipping} bounds gradients before a step; a
 * {@link org.seqlang.optim.Schedule} such as {@link org.seqlang.optim.ReduceOnPlateau} changes the learning rate
 * between epochs. All follow PyTorch's definitions.
 */
@NullMarked
package org.seqlang.optim;

import org.jspecify.annotations.NullMarked;
