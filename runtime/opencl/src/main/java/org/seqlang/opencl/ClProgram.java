package org.seqlang.opencl;

import java.lang.ref.Cleaner;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.KernelPlan.Call;
import org.seqlang.device.KernelPlan.Memory;
import org.seqlang.device.KernelPlan.Packed;
import org.seqlang.device.KernelPlan.Role;
import org.seqlang.device.Weight;
import org.seqlang.tensor.Segments;
import org.seqlang.tensor.Steps;

/** A program's memory, kernels and queue on a device. */
final class ClProgram implements DeviceProgram {

  private static final Cleaner CLEANER = Cleaner.create();

  private final ClDevice device;
  private final KernelPlan plan;
  private final Queue queue;
  private final Map<String, ClMemory> memory = new HashMap<>();
  /** Memory of parameters and their gradients, which belongs to these. */
  private final Map<String, ClMemory> weights = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();
  private final Map<Call, Kernel> kernels = new HashMap<>();
  private final Map<String, Kernel> packers = new HashMap<>();
  /** For packed weights of products that a time loop can do as well: the loop. */
  private final Map<String, Call> besides = new HashMap<>();
  private final Batch batch;
  private final Division division;
  private final Inputs inputs;
  /** Whether the groups that wait for each other have been seen to come, the first time that they were used. */
  private boolean forwardTried;
  private boolean backwardTried;

  /** What is to be released; apart, so that it does not keep the program alive. */
  private record Resources(Map<String, ClMemory> memory, Map<Call, Kernel> kernels, Map<String, Kernel> packers, Batch batch, Inputs inputs)
      implements Runnable {
    @Override
    public void run() {
      inputs.close();
      memory.values().forEach(ClMemory::close);
      batch.close();
      kernels.values().forEach(Kernel::close);
      packers.values().forEach(Kernel::close);
    }
  }

  private Cleaner.Cleanable resources = () -> { };

  /** A program whose memory is released when it is closed, or when nothing refers to it any more. */
  static ClProgram of(ClDevice device, long program, KernelPlan plan) {
    ClProgram made = new ClProgram(device, program, plan);
    made.resources = CLEANER.register(made, new Resources(made.memory, made.kernels, made.packers, made.batch, made.inputs));
    return made;
  }

  private ClProgram(ClDevice device, long program, KernelPlan plan) {
    this.device = device;
    this.plan = plan;
    this.queue = device.queue();
    this.batch = new Batch(device, plan, queue);
    this.inputs = new Inputs(queue, device.sharesMemory());
    this.division = new Division(device, plan, batch);
    for (Call call : plan.forward()) {
      kernel(program, call);
    }
    for (Call call : plan.backward()) {
      kernel(program, call);
    }
    plan.packed().keySet().forEach(name -> packers.put(name, new Kernel(program, "seq_pack")));
    plan.memory().values().stream().filter(m -> m.role() == Role.OWN).forEach(m -> memory.put(m.name(), device.memory()));
    plan.packed().keySet().forEach(name -> memory.put(name, device.memory()));
  }

  private void kernel(long program, Call call) {
    if (call.work() != KernelPlan.Work.CLEAR && call.work() != KernelPlan.Work.PACK) {
      kernels.put(call, new Kernel(program, plan.anchor().getSimpleName() + ".", call.kernel()));
      call.arguments().stream().filter(a -> a.startsWith(Division.BESIDE))
          .forEach(a -> besides.put(a.substring(Division.BESIDE.length()), call));
    }
  }

  @Override
  public void begin(int examples, List<Steps> times, List<Segments> segments, long seed) {
    batch.begin(examples, times, segments, seed);
    plan.memory().values().stream().filter(m -> m.role() == Role.OWN)
        .forEach(m -> grow(m.name(), 4L * batch.rows(m.rows()) * m.columns()));
    plan.packed().values().forEach(p -> memory.get(p.name()).grow(4L * (p.n() + 15) / 16 * 16 * p.k() + 64));
  }

  private void grow(String name, long bytes) {
    ClMemory own = memory.get(name);
    if (own.bytes() < bytes) {
      inputs.grows(name);
    }
    own.grow(bytes);
  }

  @Override
  public FloatBuffer room(String name, int count) {
    return inputs.room(name, memory.get(name), count);
  }

  @Override
  public float[] recall(String name, int count) {
    return inputs.recall(name, memory.get(name), count);
  }

  @Override
  public void write(String name, float[] values, int count) {
    queue.write(memory.get(name), values, count);
  }

  @Override
  public void write(String name, int[] values, int count) {
    queue.write(memory.get(name), values, count);
  }

  @Override
  public void forward() {
    inputs.deliver();
    refresh();
    plan.forward().forEach(this::run);
    if (!forwardTried) {
      if (!device.meeting().succeeded()) {
        plan.forward().forEach(this::run);
      }
      forwardTried = true;
    }
    if (plan.backward().isEmpty()) {
      inputs.lendAgain();
    }
  }

  @Override
  public void backward() {
    inputs.deliver();
    for (Memory m : plan.memory().values()) {
      if (m.role() == Role.GRADIENT) {
        weights.put(m.name(), ((ClArray) m.weight().orElseThrow().gradientMirror().change(device)).memory());
      }
    }
    plan.backward().forEach(this::run);
    if (!backwardTried) {
      device.meeting().require();
      backwardTried = true;
    }
    inputs.lendAgain();
  }

  /** Brings changed parameters to the device, and their packed copies up to date. */
  private void refresh() {
    for (Memory m : plan.memory().values()) {
      if (m.role() == Role.PARAMETER) {
        Weight weight = m.weight().orElseThrow();
        int version = weight.version();
        weights.put(m.name(), ((ClArray) weight.mirror().look(device)).memory());
        if (versions.getOrDefault(m.name(), -1) != version) {
          plan.packed().values().stream().filter(p -> p.memory().equals(m.name())).forEach(this::pack);
          versions.put(m.name(), version);
        }
      }
    }
  }

  private void pack(Packed p) {
    Kernel kernel = packers.get(p.name());
    kernel.memory(0, memory(p.memory())).number(1, p.offset()).number(2, p.transposed() ? 1 : 0).number(3, p.k())
        .number(4, p.n()).memory(5, memory.get(p.name()));
    queue.run(kernel, device.units() * (device.items() > 1 ? 4 : 1), device.items());
  }

  private void run(Call call) {
    switch (call.work()) {
      case CLEAR -> {
        Memory m = plan.memory().get(call.kernel());
        queue.clear(memory(m.name()), 4L * batch.rows(m.rows()) * m.columns());
      }
      case PACK -> pack(plan.packed().get(call.kernel()));
      case PRODUCT -> {
        if (call.arguments().stream().map(besides::get).filter(Objects::nonNull).noneMatch(division::beside)) {
          launch(call);
        }
      }
      default -> launch(call);
    }
  }

  private ClMemory memory(String name) {
    ClMemory own = memory.get(name);
    return own != null ? own : Objects.requireNonNull(weights.get(name), name);
  }

  private void launch(Call call) {
    Kernel kernel = kernels.get(call);
    List<String> arguments = call.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      if (plan.memory().containsKey(arguments.get(i)) || plan.packed().containsKey(arguments.get(i))) {
        kernel.memory(i, memory(arguments.get(i)));
      } else if (arguments.get(i).startsWith(Division.BESIDE)) {
        kernel.number(i, division.beside(call) ? 1 : 0);
      } else {
        batch.pass(kernel, i, arguments.get(i));
      }
    }
    if (call.work() == KernelPlan.Work.LOOP) {
      loop(call, kernel, arguments.size());
      return;
    }
    boolean tiled = call.work() != KernelPlan.Work.ROWS;
    kernel.local(arguments.size(), 4L * (tiled ? device.profile().tileFloats(device.items()) : 1))
        .number(arguments.size() + 1, division.count(call));
    queue.run(kernel, division.groups(call), device.items());
  }

  /** All steps in one launch; or so many as a launch may take; or a launch for each part of a step. */
  private void loop(Call call, Kernel kernel, int next) {
    Division.Teams teams = division.teams(call);
    int steps = batch.steps(call.rows().time());
    boolean split = teams.loops() == Loops.SPLIT;
    int stride = split ? 1 : device.stepsOfALaunch(steps);
    kernel.memory(next, device.meeting().of(teams)).number(next + 1, teams.size()).number(next + 3, teams.room())
        .local(next + 4, 4L * teams.room()).memory(next + 5, batch.bounds(call.rows().time(), teams.count()));
    for (int done = 0; done < steps; done += stride) {
      int count = Math.min(stride, steps - done);
      int first = call.reverse() ? steps - done - count : done;
      kernel.number(next + 6, first).number(next + 7, first + count);
      for (int part = split ? 0 : -1; part < (split ? call.height() : 0); part++) {
        queue.run(kernel.number(next + 2, part), teams.count() * teams.size(), device.items());
      }
    }
  }

  @Override
  public void read(String name, float[] values, int count) {
    device.meeting().require();
    queue.read(memory.get(name), values, count);
  }

  @Override
  public void read(String name, int[] values, int count) {
    device.meeting().require();
    queue.read(memory.get(name), values, count);
  }

  @Override
  public void close() {
    resources.clean();
  }
}
