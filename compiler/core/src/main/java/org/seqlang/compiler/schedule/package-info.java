/**
 * The schedule: which launches run in which order over which buffers. It knows no backend; an emitter turns it into Java
 * or OpenCL.
 *
 * <p>A graph speaks of one example. Here the batch appears: every value gets a {@linkplain org.seqlang.compiler.schedule.Space
 * row space} and a {@linkplain org.seqlang.compiler.schedule.View view} of a buffer. Broadcasts, splits and reshapes are views and cost
 * nothing; element-wise work is fused into row loops; contractions become matrix products where they are.
 *
 * <p>Start at {@link org.seqlang.compiler.schedule.Schedule}, then {@link org.seqlang.compiler.schedule.Scheduler}.
 */
@NullMarked
package org.seqlang.compiler.schedule;

import org.jspecify.annotations.NullMarked;
