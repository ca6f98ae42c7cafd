/**
 * Gradients of what a user writes by hand in Java: an own loss, an own loop around a model.
 *
 * <p>A {@link org.seqlang.autograd.Tape} records what is computed with its {@link org.seqlang.autograd.Variable}s and
 * then plays it backwards. A compiled model's function is a single node of it, whose derivative the compiler has made;
 * the operations of {@link org.seqlang.autograd.Variable} are what goes around.
 *
 * <pre>{@code
 *   Tape tape = Tape.recording();
 *   Variable x = tape.constant(inputs);                         // [n, 3]
 *   Variable w = tape.parameter(weight);                        // [3, 2]
 *   Variable loss = x.matmul(w).crossEntropy(labels);
 *   tape.backward(loss);                                        // adds to weight.gradient()
 * }</pre>
 */
@NullMarked
package org.seqlang.autograd;

import org.jspecify.annotations.NullMarked;
