/**
 * The only bridge from the checked model to the graph: inlines functions and layers, turns cells into scans.
 *
 * <p>What is written for one step and applied to a sequence becomes a scan without states; the passes dissolve it.
 * Start at {@link org.seqlang.compiler.lower.Lower}.
 */
@NullMarked
package org.seqlang.compiler.lower;

import org.jspecify.annotations.NullMarked;
