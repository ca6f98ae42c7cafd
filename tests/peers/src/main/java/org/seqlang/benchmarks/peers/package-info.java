/** Other libraries for the comparison of {@code org.seqlang.benchmarks}: the same layers with the same weights. */
@NullMarked
package org.seqlang.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
