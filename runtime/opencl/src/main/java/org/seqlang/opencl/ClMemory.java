package org.seqlang.opencl;

import java.nio.IntBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** Memory of a device that grows and is released by hand. Counted, so that a leak can be seen. */
final class ClMemory implements AutoCloseable {

  private static final AtomicLong GENERATIONS = new AtomicLong();

  private final long context;
  private final AtomicLong total;
  private long generation;
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
    synchronized (Driver.LOCK) {
      take(Math.max(wanted, 4));
    }
    return true;
  }

  private void take(long size) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      handle = CL10.clCreateBuffer(context, CL10.CL_MEM_READ_WRITE, size, error);
      Errors.check(error.get(0), "Taking " + size + " bytes of device memory (" + total.get() + " are in use)");
    }
    bytes = size;
    generation = GENERATIONS.incrementAndGet();
    total.addAndGet(size);
  }

  /** A number that no other stretch of memory has had, as handles may. */
  long generation() {
    return generation;
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
      synchronized (Driver.LOCK) {
        CL10.clReleaseMemObject(handle);
      }
      total.addAndGet(-bytes);
      handle = 0;
      bytes = 0;
    }
  }
}
