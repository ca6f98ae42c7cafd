/**
 * The graph: one small intermediate representation for programs, their derivatives and everything that passes make of
 * them. It speaks of one example; sizes are symbolic.
 *
 * <p>Start at {@link org.seqlang.compiler.ir.Graph}, then {@link org.seqlang.compiler.ir.op.Op}. Graphs are built with
 * {@link org.seqlang.compiler.ir.GraphBuilder}, printed and parsed, and checked by a verifier.
 */
@NullMarked
package org.seqlang.compiler.ir;

import org.jspecify.annotations.NullMarked;
