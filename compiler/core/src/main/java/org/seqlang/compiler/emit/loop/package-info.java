/**
 * Launches as loops over rows, in whatever language has {@code for}, arrays and braces: the backends give the words
 * ({@link org.seqlang.compiler.emit.loop.Dialect}) and say how a table is reached ({@link org.seqlang.compiler.emit.loop.LoopBody}).
 */
@NullMarked
package org.seqlang.compiler.emit.loop;

import org.jspecify.annotations.NullMarked;
