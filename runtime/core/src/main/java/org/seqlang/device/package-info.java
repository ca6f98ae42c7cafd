/**
 * Where programs run. The JVM itself is always there; other devices come from backends found on the class path
 * ({@link org.seqlang.device.Backend}), such as {@code seq-opencl}. A generated program describes its kernels in a
 * {@link org.seqlang.device.KernelPlan}; a device makes a {@link org.seqlang.device.DeviceProgram} of it.
 */
@NullMarked
package org.seqlang.device;

import org.jspecify.annotations.NullMarked;
