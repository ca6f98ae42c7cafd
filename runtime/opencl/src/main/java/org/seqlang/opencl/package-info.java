/**
 * Programs on OpenCL devices, through LWJGL. Found by {@link java.util.ServiceLoader}; everything that users need is in
 * {@link org.seqlang.device}.
 */
@NullMarked
package org.seqlang.opencl;

import org.jspecify.annotations.NullMarked;
