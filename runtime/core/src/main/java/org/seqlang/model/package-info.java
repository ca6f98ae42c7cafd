/**
 * What a compiled model is to the rest of the runtime.
 *
 * <p>A generated class is a {@link org.seqlang.model.Model}: it has {@link org.seqlang.model.Parameters}, each a
 * {@link org.seqlang.model.Parameter} with values and a gradient, and can be saved. Each objective of the model is an
 * {@link org.seqlang.model.Objective}, which the trainer drives. {@link org.seqlang.model.Initializers} give parameters
 * their first values from a {@link org.seqlang.model.Seed}.
 */
@NullMarked
package org.seqlang.model;

import org.jspecify.annotations.NullMarked;
