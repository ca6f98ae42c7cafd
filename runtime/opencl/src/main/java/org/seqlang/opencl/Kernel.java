package org.seqlang.opencl;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** A kernel with its arguments; those that are what they were are not set again. */
final class Kernel implements AutoCloseable {

  private final String owner;
  private final String name;
  private final long handle;
  private final Map<Integer, Long> set = new HashMap<>();

  Kernel(long program, String name) {
    this(program, "", name);
  }

  /**
   * A kernel of a built program.
   *
   * @param owner what stands before its name where kernels of several programs are told of
   */
  Kernel(long program, String owner, String name) {
    this.owner = owner;
    this.name = name;
    synchronized (Driver.LOCK) {
      try (MemoryStack stack = MemoryStack.stackPush()) {
        IntBuffer error = stack.mallocInt(1);
        handle = CL10.clCreateKernel(program, name, error);
        Errors.check(error.get(0), "Making the kernel " + name);
      }
    }
  }

  long handle() {
    return handle;
  }

  String name() {
    return name;
  }

  String owner() {
    return owner;
  }

  Kernel memory(int index, ClMemory memory) {
    Long value = memory.generation();
    if (!value.equals(set.put(index, value))) {
      Errors.check(CL10.clSetKernelArg1p(handle, index, memory.handle()), "Passing memory to " + name);
    }
    return this;
  }

  Kernel number(int index, int number) {
    Long value = (long) number;
    if (!value.equals(set.put(index, value))) {
      Errors.check(CL10.clSetKernelArg1i(handle, index, number), "Passing a number to " + name);
    }
    return this;
  }

  /** Room in local memory, in bytes. */
  Kernel local(int index, long bytes) {
    if (!Long.valueOf(bytes).equals(set.put(index, bytes))) {
      Errors.check(CL10.clSetKernelArg(handle, index, bytes), "Asking for local memory for " + name);
    }
    return this;
  }

  Kernel real(int index, float number) {
    Long value = (long) Float.floatToRawIntBits(number);
    if (!value.equals(set.put(index, value))) {
      Errors.check(CL10.clSetKernelArg1f(handle, index, number), "Passing a number to " + name);
    }
    return this;
  }

  @Override
  public void close() {
    synchronized (Driver.LOCK) {
      CL10.clReleaseKernel(handle);
    }
  }
}
