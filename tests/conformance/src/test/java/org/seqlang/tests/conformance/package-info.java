/** Seqlang against PyTorch: library cells, layers and a whole model give the same numbers and the same gradients. */
package org.seqlang.tests.conformance;
