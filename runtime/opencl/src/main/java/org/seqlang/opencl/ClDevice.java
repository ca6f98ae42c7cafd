package org.seqlang.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.jspecify.annotations.Nullable;
import org.seqlang.device.Device;
import org.seqlang.device.DeviceArray;
import org.seqlang.device.DeviceException;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.KernelPlan;

/** A device with its context, made when the first program is loaded, and the programs that were built for it. */
final class ClDevice implements Device {

  /** How often a group looks whether the others have come before it gives up: some seconds. */
  private static final int GPU_POLLS = 1 << 22;
  private static final int CPU_POLLS = 1 << 29;
  /** Floats of local memory that kernels leave to the driver. */
  private static final int LOCAL_RESERVE = 256;

  private final String id;
  private final long platform;
  private final long device;
  private final Facts facts;
  private final Map<String, Long> programs = new ConcurrentHashMap<>();
  private final AtomicLong inUse = new AtomicLong();
  private volatile Profile profile;
  private volatile Loops loops;
  private final int teamSize;
  private final int polls;
  private long context;
  private @Nullable Queue queue;
  private @Nullable Arithmetic arithmetic;
  private @Nullable Meeting meeting;

  private ClDevice(String id, long platform, long device, Facts facts, Profile profile) {
    this.id = id;
    this.platform = platform;
    this.device = device;
    this.facts = facts;
    this.profile = profile;
    this.loops = Loops.of(System.getProperty("seq.opencl.loop", "")).orElse(facts.isNvidia() ? Loops.TOGETHER : Loops.ALONE);
    this.teamSize = Integer.getInteger("seq.opencl.team", 0);
    this.polls = Integer.getInteger("seq.opencl.polls", facts.cpu() ? CPU_POLLS : GPU_POLLS);
  }

  /** The device with the profile of its kind. */
  static ClDevice of(String id, long platform, long device) {
    Facts facts = Facts.of(platform, device);
    Profile profile = facts.cpu() ? Profile.VECTOR : facts.isNvidia() && tensorFloats() > 0 ? Profile.TENSOR : Profile.SIMT;
    return new ClDevice(id, platform, device, facts, profile);
  }

  /** The precision asked for: 0 for 32 bits, 1 for one number of a tensor core a factor, 3 for two. */
  private static int tensorFloats() {
    return switch (System.getProperty("seq.opencl.precision", "fp32")) {
      case "tf32" -> 1;
      case "tf32x3" -> 3;
      default -> 0;
    };
  }

  /** The same device with another profile, and with a context of its own. */
  ClDevice with(Profile other) {
    return other == profile ? this
        : new ClDevice(id + ":" + other.name().toLowerCase(Locale.ROOT), platform, device, facts, other);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return facts.name() + ", " + facts.platform() + ", " + facts.version() + ", " + (facts.memory() >> 20) + " MiB, " + units()
        + " compute units, profile " + profile.name().toLowerCase(Locale.ROOT);
  }

  Profile profile() {
    return profile;
  }

  int units() {
    return facts.units();
  }

  /** Whether the device works in the host's memory. */
  boolean sharesMemory() {
    return facts.cpu();
  }

  /** Work-items of a group. */
  int items() {
    return profile == Profile.VECTOR ? 1
        : Math.min(facts.largestGroup(), Integer.getInteger("seq.opencl.items", facts.cpu() ? 64 : 256));
  }

  /** Floats of local memory that a group may have. */
  int localFloats() {
    return (int) Math.min(1 << 24, facts.localMemory() / 4 - LOCAL_RESERVE);
  }

  /** How the groups of a time loop work together. */
  Loops loops() {
    return loops;
  }

  /** From now on nobody waits inside a kernel. */
  void split() {
    loops = Loops.SPLIT;
  }

  /** How many groups a team has: as many as the caller would choose, or as {@code seq.opencl.team} says. */
  int teamSize(int chosen) {
    return teamSize > 0 ? teamSize : Math.max(1, chosen);
  }

  /** Where the teams of this device meet. */
  synchronized Meeting meeting() {
    Meeting known = meeting;
    if (known == null) {
      known = new Meeting(this);
      meeting = known;
    }
    return known;
  }

  /** Memory on this device, empty at first. */
  ClMemory memory() {
    return new ClMemory(context(), inUse);
  }

  /** How many steps of a time loop one launch takes: all, or as many as {@code seq.opencl.steps} says. */
  int stepsOfALaunch(int steps) {
    return Math.max(1, Integer.getInteger("seq.opencl.steps", steps));
  }

  /** The queue of all programs, made once. */
  synchronized Queue queue() {
    Queue known = queue;
    if (known == null) {
      known = new Queue(this);
      queue = known;
    }
    return known;
  }

  private synchronized Arithmetic arithmetic() {
    Arithmetic known = arithmetic;
    if (known == null) {
      known = new Arithmetic(this, new Builder(this).build(
          new Kernels("optimizers.cl", "", text(ClDevice.class, "optimizers.cl"), "-cl-std=CL1.2")));
      arithmetic = known;
    }
    return known;
  }

  @Override
  public DeviceArray array(int size) {
    return new ClArray(this, size);
  }

  @Override
  public double sumOfSquares(List<DeviceArray> arrays) {
    return arithmetic().sumOfSquares(arrays);
  }

  @Override
  public void scale(DeviceArray array, float factor) {
    arithmetic().apply("scale", array, factor);
  }

  @Override
  public void clamp(DeviceArray array, float limit) {
    arithmetic().apply("clamp", array, limit);
  }

  @Override
  public void step(String rule, DeviceArray values, DeviceArray gradient, List<DeviceArray> memory, float... constants) {
    arithmetic().step(rule, values, gradient, memory, constants);
  }

  @Override
  public long memoryInUse() {
    return inUse.get();
  }

  /** The context, made once. */
  synchronized long context() {
    if (context == 0) {
      try (MemoryStack stack = MemoryStack.stackPush()) {
        PointerBuffer properties = stack.mallocPointer(3).put(CL10.CL_CONTEXT_PLATFORM).put(platform).put(0).flip();
        IntBuffer error = stack.mallocInt(1);
        context = CL10.clCreateContext(properties, device, null, 0, error);
        Errors.check(error.get(0), "Making a context on " + description());
      }
      Signals.keepDuring(this::compileOnce);
    }
    return context;
  }

  /** Builds and runs a kernel that does nothing; see {@link Signals}. */
  private void compileOnce() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      long program = CL10.clCreateProgramWithSource(context, "kernel void seq_nothing(const int n) { }", error);
      Errors.check(error.get(0), "Reading a kernel");
      Errors.check(CL10.clBuildProgram(program, device, "", null, 0), "Building a kernel");
      try (Kernel nothing = new Kernel(program, "seq_nothing")) {
        Queue first = queue();
        first.run(nothing.number(0, 0), 1, 1);
        first.finish();
      }
      CL10.clReleaseProgram(program);
    }
  }

  long handle() {
    return device;
  }

  @Override
  public DeviceProgram load(KernelPlan plan) {
    if (profile == Profile.TENSOR) {
      try {
        return ClProgram.of(this, program(plan), plan);
      } catch (DeviceException e) {
        profile = Profile.SIMT;
        System.err.println("seqlang: " + facts.name() + " does not build kernels for tensor cores; going on without them");
      }
    }
    return ClProgram.of(this, program(plan), plan);
  }

  private long program(KernelPlan plan) {
    Kernels kernels = new Kernels(plan.resource(), prelude(profile), text(plan.anchor(), plan.resource()), options(plan.sizes()));
    return programs.computeIfAbsent(kernels.options() + "\n" + kernels.text(), key -> new Builder(this).build(kernels));
  }

  private String options(Map<String, Integer> sizes) {
    StringBuilder options = new StringBuilder("-cl-std=CL1.2");
    if (profile != Profile.VECTOR) {
      options.append(" -DSEQ_ITEMS=").append(items()).append(" -DSEQ_POLLS=").append(polls);
    }
    if (profile == Profile.VECTOR) {
      // Not every loop can be as wide as vector.cl asks, and some drivers say so on the standard error stream.
      options.append(" -w");
    }
    if (profile != Profile.VECTOR && facts.cpu()) {
      // Work-items on a CPU are for trying kernels, not for speed: a build takes a third of the time.
      options.append(" -cl-opt-disable");
    }
    if (facts.isNvidia()) {
      options.append(" -DSEQ_NVIDIA");
    }
    if (profile == Profile.TENSOR) {
      options.append(" -DSEQ_TF32=").append(Math.max(1, tensorFloats()));
    }
    new TreeMap<>(sizes).forEach((name, value) -> options.append(" -DN_").append(name).append("=").append(value));
    return options.toString();
  }

  /** What goes before a program's kernels. */
  static String prelude(Profile profile) {
    return profile.preludes().stream().map(name -> text(ClDevice.class, name)).collect(Collectors.joining("\n"));
  }

  /** The driver's name and version: what binaries depend on beside the device. */
  String driver() {
    return facts.platform() + " " + facts.driver();
  }

  private static String text(Class<?> anchor, String resource) {
    try (InputStream in = anchor.getResourceAsStream(resource)) {
      if (in == null) {
        throw new DeviceException("the kernels " + resource + " are not beside " + anchor.getName()
            + "; build the project again, with the folder of generated files among its resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
