/** Reads what PyTorch says: the files that {@code tests/conformance} holds and describes. */
@NullMarked
package org.seqlang.golden;

import org.jspecify.annotations.NullMarked;
