package org.seqlang.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.seqlang.device.Device;
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
  private long context;

  ClDevice(String id, long platform, long device) {
    this.id = id;
    this.platform = platform;
    this.device = device;
    String asked = System.getProperty("seq.opencl.profile", "");
    boolean cpu = (number(CL10.CL_DEVICE_TYPE) & CL10.CL_DEVICE_TYPE_CPU) != 0;
    this.profile = asked.isEmpty() ? cpu ? Profile.VECTOR : Profile.SIMT : Profile.valueOf(asked.toUpperCase(java.util.Locale.ROOT));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return info(CL10.CL_DEVICE_NAME) + ", " + platformName() + ", " + info(CL10.CL_DEVICE_VERSION) + ", "
        + (number(CL10.CL_DEVICE_GLOBAL_MEM_SIZE) >> 20) + " MiB, " + units() + " compute units, profile "
        + profile.name().toLowerCase(java.util.Locale.ROOT);
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

  private long number(int what) {
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

  /** The context, made once. */
  synchronized long context() {
    if (context == 0) {
      try (MemoryStack stack = MemoryStack.stackPush()) {
        PointerBuffer properties = stack.mallocPointer(3).put(CL10.CL_CONTEXT_PLATFORM).put(platform).put(0).flip();
        IntBuffer error = stack.mallocInt(1);
        context = CL10.clCreateContext(properties, device, null, 0, error);
        Errors.check(error.get(0), "Making a context on " + description());
      }
    }
    return context;
  }

  long handle() {
    return device;
  }

  @Override
  public DeviceProgram load(KernelPlan plan) {
    StringBuilder options = new StringBuilder("-cl-std=CL1.2 ").append(profile.option());
    new TreeMap<>(plan.sizes()).forEach((name, value) -> options.append(" -DN_").append(name).append("=").append(value));
    String source = PRELUDE + "\n#line 1\n" + text(plan.anchor(), plan.resource());
    long program = programs.computeIfAbsent(options + "\n" + source, key -> build(source, options.toString(), plan.resource()));
    return new ClProgram(this, program, plan);
  }

  private long build(String source, String options, String name) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      long program = CL10.clCreateProgramWithSource(context(), source, error);
      Errors.check(error.get(0), "Reading the kernels of " + name);
      int built = CL10.clBuildProgram(program, device, options, null, 0);
      if (built != CL10.CL_SUCCESS) {
        String log = log(program);
        CL10.clReleaseProgram(program);
        throw new DeviceException("the kernels of " + name + " do not build on " + description() + ":\n" + log);
      }
      return program;
    }
  }

  private String log(long program) {
    PointerBuffer size = PointerBuffer.allocateDirect(1);
    CL10.clGetProgramBuildInfo(program, device, CL10.CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, size);
    ByteBuffer text = ByteBuffer.allocateDirect((int) size.get(0));
    CL10.clGetProgramBuildInfo(program, device, CL10.CL_PROGRAM_BUILD_LOG, text, null);
    return string(text);
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
