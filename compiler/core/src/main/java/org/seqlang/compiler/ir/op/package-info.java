/**
 * The operations. Each is a record in a file of its own that states its typing rule, its derivative, its meaning and how
 * it is lifted over time; {@link org.seqlang.compiler.ir.op.Op} lists them all.
 */
@NullMarked
package org.seqlang.compiler.ir.op;

import org.jspecify.annotations.NullMarked;
