package org.seqlang.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where a program's inputs are filled. A device that works in the host's memory lends that of the input itself, and lends it again as
 * soon as its kernels are done with it, so that nobody waits for it when the next batch comes; other devices get a copy.
 */
final class Inputs implements AutoCloseable {

  private final Queue queue;
  private final boolean shared;
  /** Memory that the host may write to now. */
  private final Map<String, Queue.Lent> lent = new HashMap<>();
  /** What is to be copied, or was. */
  private final Map<String, ByteBuffer> staged = new HashMap<>();
  /** Inputs of the batch at hand. */
  private final Map<String, ClMemory> filled = new LinkedHashMap<>();

  Inputs(Queue queue, boolean shared) {
    this.queue = queue;
    this.shared = shared;
  }

  /** Takes memory back that is to be larger. */
  void grows(String name) {
    Queue.Lent open = lent.remove(name);
    if (open != null) {
      queue.takeBack(open);
    }
    filled.remove(name);
  }

  /** Room for the first numbers of an input. */
  FloatBuffer room(String name, ClMemory memory, int count) {
    filled.put(name, memory);
    long bytes = 4L * count;
    ByteBuffer room;
    if (shared) {
      room = queue.await(lent.computeIfAbsent(name, made -> queue.lend(memory)));
    } else {
      room = staged.compute(name, (made, before) -> before != null && before.capacity() >= bytes ? before
          : ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder()));
    }
    return room.duplicate().order(ByteOrder.nativeOrder()).clear().limit(Math.toIntExact(bytes)).asFloatBuffer();
  }

  /** From here on kernels may run: nobody fills any more. */
  void deliver() {
    lent.values().forEach(queue::takeBack);
    lent.clear();
    if (!shared) {
      filled.forEach((name, memory) -> queue.write(memory, Objects.requireNonNull(staged.get(name))));
      filled.clear();
    }
  }

  /** Lends what was filled again, once the kernels before are done. */
  void lendAgain() {
    if (shared) {
      filled.forEach((name, memory) -> lent.computeIfAbsent(name, made -> queue.lend(memory)));
    }
  }

  /** A copy of what was filled. */
  float[] recall(String name, ClMemory memory, int count) {
    float[] values = new float[count];
    if (shared) {
      queue.await(lent.computeIfAbsent(name, made -> queue.lend(memory))).duplicate().order(ByteOrder.nativeOrder()).clear()
          .asFloatBuffer().get(values);
    } else {
      Objects.requireNonNull(staged.get(name), name).duplicate().order(ByteOrder.nativeOrder()).clear().asFloatBuffer().get(values);
    }
    return values;
  }

  @Override
  public void close() {
    lent.values().forEach(queue::takeBack);
    lent.clear();
  }
}
