/**
 * Random cells as {@code .seq} text, and all that must be true of them. Start at {@link org.seqlang.compiler.cell.RandomCellsTest}:
 * {@link org.seqlang.compiler.cell.Choices} make a {@link org.seqlang.compiler.cell.ModelSource}, a
 * {@link org.seqlang.compiler.cell.CellCase} checks it, and a {@link org.seqlang.compiler.cell.Shrinker} makes what fails simple.
 *
 * <p>No library of property tests: their arbitraries shrink values that are drawn one by one, while here everything
 * drawn depends on what was drawn before, and the programs of many cases are compiled together.
 */
@NullMarked
package org.seqlang.compiler.cell;

import org.jspecify.annotations.NullMarked;
