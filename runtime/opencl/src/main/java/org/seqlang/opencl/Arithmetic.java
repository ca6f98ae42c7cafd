package org.seqlang.opencl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.device.DeviceArray;

/** What optimisers and clipping do to arrays on a device. */
final class Arithmetic {

  /** Partial sums of a sum of squares: on a CPU, and work-groups with a sum for each work-item on a GPU. */
  private static final int PARTS = 64;
  private static final int GROUPS = 8;

  private final ClDevice device;
  private final Queue queue;
  private final long program;
  private final Map<String, Kernel> kernels = new HashMap<>();
  private final ClMemory sums;

  Arithmetic(ClDevice device, long program) {
    this.device = device;
    this.queue = device.queue();
    this.program = program;
    this.sums = device.memory();
  }

  private Kernel kernel(String name) {
    return kernels.computeIfAbsent(name, made -> new Kernel(program, "seq_" + made));
  }

  private void run(Kernel kernel, int size) {
    int items = device.items();
    int groups = device.profile() == Profile.VECTOR ? device.units() : Math.max(1, Math.min(1024, size / (4 * items)));
    queue.run(kernel, groups, items);
  }

  synchronized double sumOfSquares(List<DeviceArray> arrays) {
    int items = device.items();
    int groups = items == 1 ? PARTS : GROUPS;
    sums.grow(4L * groups * items * arrays.size());
    Kernel kernel = kernel("squares");
    for (int i = 0; i < arrays.size(); i++) {
      ClArray array = (ClArray) arrays.get(i);
      kernel.memory(0, array.memory()).number(1, array.size()).memory(2, sums).number(3, i);
      queue.run(kernel, groups, items);
    }
    float[] parts = new float[groups * items * arrays.size()];
    queue.read(sums, parts, parts.length);
    double sum = 0;
    for (float part : parts) {
      sum += part;
    }
    return sum;
  }

  synchronized void apply(String name, DeviceArray of, float number) {
    ClArray array = (ClArray) of;
    run(kernel(name).memory(0, array.memory()).number(1, array.size()).real(2, number), array.size());
  }

  synchronized void step(String rule, DeviceArray values, DeviceArray gradient, List<DeviceArray> memory, float... constants) {
    Kernel kernel = kernel(rule);
    ClArray learned = (ClArray) values;
    int index = 0;
    kernel.memory(index++, learned.memory()).memory(index++, ((ClArray) gradient).memory());
    for (DeviceArray array : memory) {
      kernel.memory(index++, ((ClArray) array).memory());
    }
    kernel.number(index++, learned.size());
    for (float constant : constants) {
      kernel.real(index++, constant);
    }
    run(kernel, learned.size());
  }
}
