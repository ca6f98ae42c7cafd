/**
 * From syntax to meaning: names found, sizes solved, types known.
 *
 * <p>{@link org.seqlang.compiler.check.Checker} takes the files of a run and gives {@link
 * org.seqlang.compiler.check.CheckedModel}s and everything there is to say about the files. Cells, layers and
 * functions are checked once, over their own symbols ({@link org.seqlang.compiler.check.CheckedLayer}, {@link
 * org.seqlang.compiler.check.CheckedFunction}); a use of one carries the sizes that its symbols stand for there.
 * Expressions become {@link org.seqlang.compiler.check.Typed} ones. An {@link org.seqlang.compiler.check.Instance} is
 * a layer with everything known but the sizes that the Java caller gives.
 *
 * <p>No checker writes prose: each error has a method in one of the {@code …Errors} classes.
 */
@NullMarked
package org.seqlang.compiler.check;

import org.jspecify.annotations.NullMarked;
