/**
 * From schedules to OpenCL C 1.2: a file of kernels for each program, and the list of calls that the host makes.
 *
 * <p>A kernel works on a range of rows that its work-group is given; the work-items of a group divide the elements of a row. On a CPU
 * a group is one work-item and the loops over elements are what its compiler vectorises; on a GPU a group has many. A time loop is one
 * kernel: a group takes its examples through all steps.
 */
@NullMarked
package org.seqlang.compiler.emit.opencl;

import org.jspecify.annotations.NullMarked;
