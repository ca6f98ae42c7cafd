package org.seqlang.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  private static final String PRELUDE = text(ClDevice.class, "prelude.cl");

  private final String id;
  private final long platform;
  private final long device;
  private final Profile profile;
  private final Map<String, Long> programs = new ConcurrentHashMap<>();
  private final AtomicLong inUse = new AtomicLong();
  private long context;
  private @Nullable Queue queue;
  private @Nullable Arithmetic arithmetic;

  private ClDevice(String id, long platform, long device, Profile profile) {
    this.id = id;
    this.platform = platform;
    this.device = device;
    this.profile = profile;
  }

  /** The device with the profile of its kind. */
  static ClDevice of(String id, long platform, long device) {
    boolean cpu = (number(device, CL10.CL_DEVICE_TYPE) & CL10.CL_DEVICE_TYPE_CPU) != 0;
    return new ClDevice(id, platform, device, cpu ? Profile.VECTOR : Profile.SIMT);
  }

  /** The same device with another profile, and with a context of its own. */
  ClDevice with(Profile other) {
    return other == profile ? this : new ClDevice(id + ":" + other.name().toLowerCase(Locale.ROOT), platform, device, other);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return info(CL10.CL_DEVICE_NAME) + ", " + platformName() + ", " + info(CL10.CL_DEVICE_VERSION) + ", "
        + (number(device, CL10.CL_DEVICE_GLOBAL_MEM_SIZE) >> 20) + " MiB, " + units() + " compute units, profile "
        + profile.name().toLowerCase(Locale.ROOT);
  }

  Profile profile() {
    return profile;
  }

  int units() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer value = stack.mallocInt(1);
      Errors.check(CL10.clGetDeviceInfo(device, CL10.CL_DEVICE_MAX_COMPUTE_UNITS, value, null), "Asking a device");
      return value.get(0);
    }
  }

  private static long number(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      var value = stack.mallocLong(1);
      Errors.check(CL10.clGetDeviceInfo(device, what, value, null), "Asking a device");
      return value.get(0);
    }
  }

  private String info(int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      Errors.check(CL10.clGetDeviceInfo(device, what, (ByteBuffer) null, size), "Asking a device");
      ByteBuffer text = stack.malloc((int) size.get(0));
      Errors.check(CL10.clGetDeviceInfo(device, what, text, null), "Asking a device");
      return string(text);
    }
  }

  private String platformName() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      Errors.check(CL10.clGetPlatformInfo(platform, CL10.CL_PLATFORM_NAME, (ByteBuffer) null, size), "Asking a platform");
      ByteBuffer text = stack.malloc((int) size.get(0));
      Errors.check(CL10.clGetPlatformInfo(platform, CL10.CL_PLATFORM_NAME, text, null), "Asking a platform");
      return string(text);
    }
  }

  static String string(ByteBuffer text) {
    byte[] bytes = new byte[text.remaining()];
    text.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").trim();
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
    StringBuilder options = new StringBuilder("-cl-std=CL1.2 ").append(profile.option());
    new TreeMap<>(plan.sizes()).forEach((name, value) -> options.append(" -DN_").append(name).append("=").append(value));
    Kernels kernels = new Kernels(plan.resource(), PRELUDE, text(plan.anchor(), plan.resource()), options.toString());
    long program = programs.computeIfAbsent(kernels.options() + "\n" + kernels.text(), key -> new Builder(this).build(kernels));
    return ClProgram.of(this, program, plan);
  }

  /** The driver's name and version: what binaries depend on beside the device. */
  String driver() {
    return platformName() + " " + info(CL10.CL_DRIVER_VERSION);
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
