package org.seqlang.opencl;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.KernelPlan.Count;
import org.seqlang.device.KernelPlan.Rows;
import org.seqlang.tensor.Segments;
import org.seqlang.tensor.Steps;

/** What kernels need to know of the batch at hand: counts, and tables of layouts. */
final class Batch implements AutoCloseable {

  private final ClDevice device;
  private final KernelPlan plan;
  private final Queue queue;
  private final Map<String, ClMemory> tables = new HashMap<>();
  private final Map<String, int[]> there = new HashMap<>();
  private final Set<String> dealt = new HashSet<>();
  private final Map<String, Steps> steps = new HashMap<>();
  private final Map<String, Segments> segments = new HashMap<>();
  private int examples;
  private int run;

  Batch(ClDevice device, KernelPlan plan, Queue queue) {
    this.device = device;
    this.plan = plan;
    this.queue = queue;
  }

  void begin(int count, List<Steps> times, List<Segments> given, long seed) {
    examples = count;
    run = (int) seed ^ ((int) (seed >>> 32) * 0x9E3779B9);
    for (int i = 0; i < times.size(); i++) {
      steps.put(plan.times().get(i), times.get(i));
    }
    for (int i = 0; i < given.size(); i++) {
      segments.put(plan.segments().get(i).name(), given.get(i));
    }
    dealt.clear();
    tables.forEach(this::fill);
  }

  /** How many rows something has. */
  long rows(Rows rows) {
    return rows.count() == Count.ONE ? 1 : rows.count() == Count.EXAMPLES ? examples : steps.get(rows.time()).rows();
  }

  int examples() {
    return examples;
  }

  /** How many steps the longest example has. */
  int steps(String time) {
    return steps.get(time).steps();
  }

  /** How many examples have a step of this number. */
  int active(String time, int step) {
    return steps.get(time).active(step);
  }

  /** Passes a count or a table by its name. */
  void pass(Kernel kernel, int index, String name) {
    String of = name.substring(name.indexOf(' ') + 1);
    switch (name.substring(0, Math.max(0, name.indexOf(' ')))) {
      case "" -> kernel.number(index, name.equals("run") ? run : examples);
      case "rows" -> kernel.number(index, steps.get(of).rows());
      default -> kernel.memory(index, table(name));
    }
  }

  private ClMemory table(String name) {
    return tables.computeIfAbsent(name, made -> {
      ClMemory memory = device.memory();
      fill(made, memory);
      return memory;
    });
  }

  private void fill(String name, ClMemory memory) {
    if (!name.startsWith("bounds ")) {
      bring(name, memory, values(name));
    }
  }

  private int[] values(String name) {
    String of = name.substring(name.indexOf(' ') + 1);
    String table = name.substring(0, name.indexOf(' '));
    if (segments.containsKey(of)) {
      Segments s = segments.get(of);
      return switch (table) {
        case "startOf" -> s.starts();
        case "positionOf" -> s.positions();
        case "exampleOf" -> s.examples();
        case "stepOf" -> s.steps();
        default -> s.rows();
      };
    }
    Steps s = steps.get(of);
    return switch (table) {
      case "order" -> s.order();
      case "exampleOf" -> s.rowExamples();
      case "stepOf" -> s.rowSteps();
      case "lengthOf" -> s.lengths();
      case "offset" -> s.offsets();
      default -> positions(s);
    };
  }

  private static int[] positions(Steps steps) {
    int[] positions = new int[steps.examples()];
    for (int e = 0; e < positions.length; e++) {
      positions[e] = steps.position(e);
    }
    return positions;
  }

  /** The table of where each part of the examples begins: longest first, about equally many steps a part. */
  ClMemory bounds(String time, int parts) {
    String name = "bounds " + time + " " + parts;
    ClMemory memory = tables.computeIfAbsent(name, made -> device.memory());
    if (dealt.add(name)) {
      bring(name, memory, deal(steps.get(time), parts));
    }
    return memory;
  }

  /** Brings a table to the device, unless it is there since an earlier batch. */
  private void bring(String name, ClMemory memory, int[] values) {
    if (!Arrays.equals(values, there.get(name))) {
      memory.grow(4L * values.length);
      queue.write(memory, values, values.length);
      there.put(name, values.clone());
    }
  }

  private static int[] deal(Steps layout, int count) {
    int[] bounds = new int[count + 1];
    int position = 0;
    long done = 0;
    for (int part = 1; part < count; part++) {
      long goal = (long) layout.rows() * part / count;
      while (position < layout.examples() && done < goal) {
        done += layout.length(layout.example(position++));
      }
      bounds[part] = position;
    }
    bounds[count] = layout.examples();
    return bounds;
  }

  @Override
  public void close() {
    tables.values().forEach(ClMemory::close);
  }
}
