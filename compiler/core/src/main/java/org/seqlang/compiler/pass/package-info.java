/**
 * Passes: functions from graph to graph that keep the meaning, each with one reason to exist.
 *
 * <p>Start at {@link org.seqlang.compiler.pass.Pipeline}, the list of all passes in the order in which they run. Each
 * pass is one class that opens with a graph before and after; {@code Simplify} keeps its laws in the {@code …Laws}
 * classes. A pass works on the bodies of scans too, inner ones first.
 */
@NullMarked
package org.seqlang.compiler.pass;

import org.jspecify.annotations.NullMarked;
