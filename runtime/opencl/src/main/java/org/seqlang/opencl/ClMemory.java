package org.seqlang.opencl;

import java.nio.IntBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** Memory of a device that grows and is released by hand. Counted, so that a leak can be seen. */
final class ClMemory implements AutoCloseable {

  private final long context;
  private final AtomicLong total;
  private long handle;
  private long bytes;

  /** @param total counts the bytes in use on the device */
  ClMemory(long context, AtomicLong total) {
    this.context = context;
    this.total = total;
  }

  /** Makes room; what was there is lost if that is more than there was. Gives whether the handle is a new one. */
  boolean grow(long wanted) {
    if (wanted <= bytes && handle != 0) {
      return false;
    }
    close();
    long size = Math.max(wanted, 4);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      handle = CL10.clCreateBuffer(context, CL10.CL_MEM_READ_WRITE, size, error);
      Errors.check(error.get(0), "Taking " + size + " bytes of device memory (" + total.get() + " are in use)");
    }
    bytes = size;
    total.addAndGet(size);
    return true;
  }

  long handle() {
    return handle;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (handle != 0) {
      CL10.clReleaseMemObject(handle);
      total.addAndGet(-bytes);
      handle = 0;
      bytes = 0;
    }
  }
}
