package org.seqlang.opencl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.KernelPlan.Call;
import org.seqlang.device.KernelPlan.Count;
import org.seqlang.device.KernelPlan.Rows;
import org.seqlang.tensor.Segments;
import org.seqlang.tensor.Steps;

/** What kernels need to know of the batch at hand: counts, tables of layouts, and how examples are dealt to work-groups. */
final class Batch implements AutoCloseable {

  /** Scalar operations that are worth a work-group of a CPU. */
  private static final long WORTH_A_GROUP = 16_384;
  /** Rows of a group of a GPU. */
  private static final int ROWS_OF_A_GROUP = 4;

  private final ClDevice device;
  private final KernelPlan plan;
  private final Queue queue;
  private final int units;
  private final Map<String, ClMemory> tables = new HashMap<>();
  private final Map<String, Integer> groups = new HashMap<>();
  private final Map<String, Steps> steps = new HashMap<>();
  private final Map<String, Segments> segments = new HashMap<>();
  private int examples;
  private int run;

  Batch(ClDevice device, KernelPlan plan, Queue queue) {
    this.device = device;
    this.plan = plan;
    this.queue = queue;
    this.units = device.units();
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
    groups.clear();
    tables.forEach(this::fill);
  }

  /** How many rows something has. */
  long rows(Rows rows) {
    return rows.count() == Count.ONE ? 1 : rows.count() == Count.EXAMPLES ? examples : steps.get(rows.time()).rows();
  }

  /** How many steps the longest example has. */
  int steps(String time) {
    return steps.get(time).steps();
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
      int[] values = values(name);
      memory.grow(4L * values.length);
      queue.write(memory, values, values.length);
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

  /** Passes the range that a call's groups divide; gives how many groups there are. */
  int range(Call call, Kernel kernel, int index) {
    boolean vector = device.profile() == Profile.VECTOR;
    switch (call.work()) {
      case ROWS -> {
        long rows = rows(call.rows());
        kernel.number(index, Math.toIntExact(rows));
        return vector ? (int) Math.max(1, Math.min(Math.min(units, rows), rows * call.cost() / WORTH_A_GROUP))
            : (int) ((rows + ROWS_OF_A_GROUP - 1) / ROWS_OF_A_GROUP);
      }
      case COLUMNS -> {
        kernel.number(index, call.columns());
        return vector ? Math.min(units, Math.max(1, call.columns() / 8)) : (call.columns() + 15) / 16;
      }
      case LOOP -> {
        String name = "bounds " + call.rows().time() + " " + call.cost();
        ClMemory bounds = tables.computeIfAbsent(name, made -> device.memory());
        int count = groups.computeIfAbsent(name, made -> deal(bounds, call));
        kernel.memory(index, bounds);
        return count;
      }
      default -> {
        kernel.number(index, 1);
        return 1;
      }
    }
  }

  /** Cuts the examples, longest first, into ranges with about equally many steps. */
  private int deal(ClMemory memory, Call call) {
    Steps layout = steps.get(call.rows().time());
    long parts = device.profile() == Profile.VECTOR
        ? Math.min(units, Math.max(1, (long) layout.rows() * call.cost() / WORTH_A_GROUP))
        : (layout.examples() + ROWS_OF_A_GROUP - 1) / ROWS_OF_A_GROUP;
    int count = (int) Math.min(parts, layout.examples());
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
    memory.grow(4L * bounds.length);
    queue.write(memory, bounds, bounds.length);
    return count;
  }

  @Override
  public void close() {
    tables.values().forEach(ClMemory::close);
  }
}
