package org.seqlang.opencl;

import org.seqlang.device.DeviceException;

/** The memory in which the groups of teams count each other, and in which they say that some never came. */
final class Meeting {

  /** Numbers between the counters of two teams; as in simt.cl. */
  private static final int APART = 32;

  private final ClDevice device;
  private final ClMemory memory;
  private int room;
  private boolean used;

  Meeting(ClDevice device) {
    this.device = device;
    this.memory = device.memory();
  }

  /** The memory, with room for so many teams. */
  synchronized ClMemory of(Division.Teams teams) {
    used |= teams.loops() == Loops.TOGETHER && teams.size() > 1;
    if (room < teams.count() + 1) {
      room = teams.count() + 1;
      clear();
    }
    return memory;
  }

  private void clear() {
    memory.grow(4L * APART * room);
    device.queue().clear(memory, 4L * APART * room);
  }

  /** Waits for what was enqueued, and gives whether all groups that were waited for have come; if not, loops of this device are split. */
  synchronized boolean succeeded() {
    if (!used) {
      return true;
    }
    used = false;
    int[] failed = new int[1];
    device.queue().read(memory, failed, 1);
    if (failed[0] == 0) {
      return true;
    }
    clear();
    System.err.println("seqlang: on " + device.description() + " the work-groups of a time loop did not all run at the same time;"
        + " from now on each part of a step is a launch (-Dseq.opencl.loop=split)");
    device.split();
    return false;
  }

  /** @throws DeviceException if groups have waited for others in vain, so that results are worthless */
  void require() {
    if (!succeeded()) {
      throw new DeviceException("a time loop on " + device.description() + " has not come to its end");
    }
  }
}
