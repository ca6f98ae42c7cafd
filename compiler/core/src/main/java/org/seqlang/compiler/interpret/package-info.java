/**
 * The reference interpreter: what a graph means, in double precision, example by example. Everything else is tested against
 * it. Start at {@link org.seqlang.compiler.interpret.Interpreter}.
 */
@NullMarked
package org.seqlang.compiler.interpret;

import org.jspecify.annotations.NullMarked;
