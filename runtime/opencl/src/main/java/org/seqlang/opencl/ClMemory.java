package org.seqlang.opencl;

import java.nio.IntBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** Memory of a device that grows and is released by hand. Counted, so that a leak can be seen. */
final class ClMemory implements AutoCloseable {

  private static final AtomicLong TOTAL = new AtomicLong();

  private final long context;
  private long handle;
  private long bytes;

  ClMemory(long context) {
    this.context = context;
  }

  /** How many bytes of device memory are in use, of all devices. */
  static long total() {
    return TOTAL.get();
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
      Errors.check(error.get(0), "Taking " + size + " bytes of device memory (" + TOTAL.get() + " are in use)");
    }
    bytes = size;
    TOTAL.addAndGet(size);
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
      TOTAL.addAndGet(-bytes);
      handle = 0;
      bytes = 0;
    }
  }
}
