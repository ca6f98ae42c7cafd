/**
 * How parameters follow their gradients.
 *
 * <p>An {@link org.seqlang.optim.Optimizer} is a setting ({@link org.seqlang.optim.SGD}, {@link
 * org.seqlang.optim.Adam}, {@link org.seqlang.optim.AdamW}, {@link org.seqlang.optim.RMSprop}); started on parameters it
 * becomes an {@link org.seqlang.optim.OptimizerState}, which steps. {@link org.seqlang.optim.Clipping} bounds gradients
 * before a step; a {@link org.seqlang.optim.Schedule} changes the learning rate between epochs or steps: a {@link
 * org.seqlang.optim.Curve} over time, {@link org.seqlang.optim.ReduceOnPlateau}, or one after a {@link
 * org.seqlang.optim.WarmUp}. All follow PyTorch's definitions.
 */
@NullMarked
package org.seqlang.optim;

import org.jspecify.annotations.NullMarked;
