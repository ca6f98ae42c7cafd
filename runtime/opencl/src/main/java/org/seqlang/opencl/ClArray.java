package org.seqlang.opencl;

import java.lang.ref.Cleaner;
import org.seqlang.device.DeviceArray;

/** Numbers of a model on a device; released when nothing refers to them any more. */
final class ClArray implements DeviceArray {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Queue queue;
  private final ClMemory memory;
  private final int size;

  ClArray(ClDevice device, int size) {
    this.queue = device.queue();
    this.size = size;
    ClMemory own = device.memory();
    own.grow(4L * size);
    this.memory = own;
    CLEANER.register(this, own::close);
  }

  ClMemory memory() {
    return memory;
  }

  int size() {
    return size;
  }

  @Override
  public void write(float[] values) {
    queue.write(memory, values, size);
  }

  @Override
  public void read(float[] values) {
    queue.read(memory, values, size);
  }

  @Override
  public void clear() {
    queue.clear(memory, 4L * size);
  }
}
