/** Recurrent layers on all devices of a machine, beside PyTorch where that is installed. */
@NullMarked
package org.seqlang.benchmarks;

import org.jspecify.annotations.NullMarked;
