/**
 * The float kernels of the Java backend: loops over {@code float[]} and nothing else. No shapes, no tensors, no models.
 *
 * <p>Matrices are row-major in one array: element (i, j) lies at {@code offset + i * stride + j}.
 *
 * <ul>
 *   <li>{@link org.seqlang.kernel.Kernels} chooses the {@link org.seqlang.kernel.Matrices} once: on the Vector API if
 *       its module is there, else in plain Java. Both give the same bits.
 *   <li>{@link org.seqlang.kernel.Pointwise}: scalar functions that the compiler of the JVM can inline and vectorise.
 *   <li>{@link org.seqlang.kernel.Vectors}: sums, products and copies along one array.
 *   <li>{@link org.seqlang.kernel.Parallel} runs a range of rows on several threads;
 *       {@link org.seqlang.kernel.ParallelMatrices} are the matrix kernels over it.
 * </ul>
 *
 * <p>Results never depend on the number of threads, on how rows are grouped into calls, or on timing: every element is
 * one chain of fused multiply-adds (or one fixed tree of sums) in an order that only the matrix sizes decide.
 */
@NullMarked
package org.seqlang.kernel;

import org.jspecify.annotations.NullMarked;
