/**
 * From schedules to Java source, through JavaPoet.
 *
 * <p>For each function of a model there is one program: a class with
 * the buffers and a method for each launch; its {@code forward()} reads like the schedule. The model's own class is what
 * users see.
 */
@NullMarked
package org.seqlang.compiler.emit.java;

import org.jspecify.annotations.NullMarked;
