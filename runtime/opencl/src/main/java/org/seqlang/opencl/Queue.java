package org.seqlang.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL12;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** A device's queue, asynchronous and in order: what is read waits for what was enqueued before. */
final class Queue {

  private final long handle;
  /** Whether the device works in the host's memory. */
  private final boolean shared;
  private final Optional<Times> times = Times.areWanted() ? Optional.of(Times.untilTheEnd()) : Optional.empty();
  private ByteBuffer staging = MemoryUtil.memAlloc(1 << 16);

  Queue(ClDevice device) {
    shared = device.sharesMemory();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      handle = CL10.clCreateCommandQueue(device.context(), device.handle(),
          times.isPresent() ? CL10.CL_QUEUE_PROFILING_ENABLE : 0, error);
      Errors.check(error.get(0), "Making a queue on " + device.description());
    }
  }

  /** Waits until all is done. */
  void finish() {
    Errors.check(CL10.clFinish(handle), "Waiting for the device");
  }

  private ByteBuffer staging(long bytes) {
    if (staging.capacity() < bytes) {
      MemoryUtil.memFree(staging);
      staging = MemoryUtil.memAlloc(Math.toIntExact(bytes));
    }
    return staging.clear().limit(Math.toIntExact(bytes));
  }

  synchronized void write(ClMemory memory, float[] values, int count) {
    if (shared && count > 0) {
      map(memory, 4L * count, bytes -> bytes.asFloatBuffer().put(values, 0, count));
      return;
    }
    ByteBuffer bytes = staging(4L * count);
    bytes.asFloatBuffer().put(values, 0, count);
    write(memory, bytes);
  }

  /**
   * Memory that the host may write to.
   *
   * @param memory the memory's handle
   * @param ready the event after which that is so, until somebody has waited for it
   */
  record Lent(long memory, ByteBuffer bytes, AtomicLong ready) {}

  /** Lends memory to the host, once all that was enqueued before is done; what is there stays. */
  synchronized Lent lend(ClMemory memory) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      PointerBuffer event = stack.mallocPointer(1);
      ByteBuffer bytes = CL10.clEnqueueMapBuffer(handle, memory.handle(), false, CL10.CL_MAP_READ | CL10.CL_MAP_WRITE, 0, memory.bytes(),
          null, event, error, null);
      Errors.check(error.get(0), "Opening device memory");
      return new Lent(memory.handle(), Objects.requireNonNull(bytes), new AtomicLong(event.get(0)));
    }
  }

  /** What was lent, as soon as it may be used. */
  ByteBuffer await(Lent lent) {
    long ready = lent.ready().getAndSet(0);
    if (ready != 0) {
      Errors.check(CL10.clWaitForEvents(ready), "Waiting for the device");
      CL10.clReleaseEvent(ready);
    }
    return lent.bytes();
  }

  /** Nobody writes to lent memory any more. */
  synchronized void takeBack(Lent lent) {
    await(lent);
    Errors.check(CL10.clEnqueueUnmapMemObject(handle, lent.memory(), lent.bytes(), null, null), "Closing device memory");
  }

  /** Lets the host write where the device reads. */
  private void map(ClMemory memory, long count, Consumer<ByteBuffer> write) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      ByteBuffer bytes = CL10.clEnqueueMapBuffer(
          handle, memory.handle(), true, CL12.CL_MAP_WRITE_INVALIDATE_REGION, 0, count, null, null, error, null);
      Errors.check(error.get(0), "Writing to the device");
      write.accept(Objects.requireNonNull(bytes).order(ByteOrder.nativeOrder()));
      Errors.check(CL10.clEnqueueUnmapMemObject(handle, memory.handle(), bytes, null, null), "Writing to the device");
    }
  }

  synchronized void write(ClMemory memory, int[] values, int count) {
    ByteBuffer bytes = staging(4L * count);
    bytes.asIntBuffer().put(values, 0, count);
    write(memory, bytes);
  }

  synchronized void write(ClMemory memory, ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      Errors.check(CL10.clEnqueueWriteBuffer(handle, memory.handle(), true, 0, bytes, null, null), "Writing to the device");
    }
  }

  synchronized void read(ClMemory memory, float[] values, int count) {
    read(memory, 4L * count).asFloatBuffer().get(values, 0, count);
  }

  synchronized void read(ClMemory memory, int[] values, int count) {
    read(memory, 4L * count).asIntBuffer().get(values, 0, count);
  }

  private ByteBuffer read(ClMemory memory, long count) {
    ByteBuffer bytes = staging(count);
    if (bytes.hasRemaining()) {
      Errors.check(CL10.clEnqueueReadBuffer(handle, memory.handle(), true, 0, bytes, null, null), "Reading from the device");
    }
    return bytes;
  }

  void clear(ClMemory memory, long bytes) {
    synchronized (Driver.LOCK) {
      fill(memory, bytes);
    }
  }

  private void fill(ClMemory memory, long bytes) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      ByteBuffer zero = stack.calloc(4);
      Errors.check(CL12.clEnqueueFillBuffer(handle, memory.handle(), zero, 0, bytes, null, null), "Clearing device memory");
    }
  }

  void run(Kernel kernel, int groups, int items) {
    synchronized (Driver.LOCK) {
      enqueue(kernel, groups, items);
    }
  }

  private void enqueue(Kernel kernel, int groups, int items) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer global = stack.mallocPointer(1).put(0, (long) groups * items);
      PointerBuffer local = stack.mallocPointer(1).put(0, items);
      PointerBuffer event = times.isPresent() ? stack.mallocPointer(1) : null;
      Errors.check(CL10.clEnqueueNDRangeKernel(handle, kernel.handle(), 1, null, global, local, null, event),
          "Running " + kernel.name());
      if (event != null) {
        times.get().add(kernel.owner() + kernel.name(), event.get(0));
      }
    }
  }
}
