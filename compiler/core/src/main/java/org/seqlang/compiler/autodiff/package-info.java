/**
 * Derivatives, made when a model is compiled: a graph in, the same graph followed by the nodes of its gradient out.
 *
 * <p>Start at {@link org.seqlang.compiler.autodiff.Differentiate}. {@code Adjoint} holds a graph with its derivative
 * behind it, {@code ReverseWalk} adds the derivative's nodes by asking each operation for its rule, and {@code
 * ScanGradient} is the rule of the one operation that has a graph inside.
 */
@NullMarked
package org.seqlang.compiler.autodiff;

import org.jspecify.annotations.NullMarked;
