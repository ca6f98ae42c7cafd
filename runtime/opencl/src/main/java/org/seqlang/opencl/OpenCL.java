package org.seqlang.opencl;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.MemoryStack;
import org.seqlang.device.DeviceException;

/** The loader library and what it knows. */
final class OpenCL {

  /** Names under which the loader is known; the first that loads is taken. */
  private static final List<String> LIBRARIES = List.of(
      "OpenCL", "libOpenCL.so.1", "/usr/lib/x86_64-linux-gnu/libOpenCL.so.1", "/usr/lib/aarch64-linux-gnu/libOpenCL.so.1",
      "/usr/lib64/libOpenCL.so.1", "/System/Library/Frameworks/OpenCL.framework/OpenCL");

  private static final String FAILURE = load();

  private OpenCL() {}

  /** Loads the library; gives what went wrong, or nothing. */
  private static String load() {
    Configuration.OPENCL_EXPLICIT_INIT.set(true);
    Configuration.DEBUG_STREAM.set(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    Optional<String> unfit = Probe.failure();
    if (unfit.isPresent()) {
      return unfit.get();
    }
    return create();
  }

  /** Tries the names one after the other. */
  private static String create() {
    List<String> tried = new ArrayList<>();
    for (String library : LIBRARIES) {
      try {
        CL.create(library);
        return "";
      } catch (UnsatisfiedLinkError | IllegalStateException | ExceptionInInitializerError | NoClassDefFoundError e) {
        tried.add(library);
        if (String.valueOf(e.getMessage()).contains("lwjgl")) {
          return "LWJGL's own library is missing (" + e.getMessage() + "); put lwjgl's natives for this system on the class path";
        }
      }
    }
    return "no OpenCL library was found (tried " + String.join(", ", tried)
        + "); install an OpenCL loader (Debian: apt install ocl-icd-libopencl1) and a driver";
  }

  /** All devices of all platforms. */
  static List<ClDevice> devices() {
    List<ClDevice> all = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      Errors.check(CL10.clGetPlatformIDs(null, count), "Looking for OpenCL platforms");
      PointerBuffer platforms = stack.mallocPointer(count.get(0));
      Errors.check(CL10.clGetPlatformIDs(platforms, (IntBuffer) null), "Looking for OpenCL platforms");
      for (int p = 0; p < platforms.capacity(); p++) {
        for (long device : devices(platforms.get(p))) {
          all.add(ClDevice.of("opencl:" + all.size(), platforms.get(p), device));
        }
      }
    }
    return all;
  }

  private static List<Long> devices(long platform) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int found = CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, null, count);
      if (found == CL10.CL_DEVICE_NOT_FOUND || count.get(0) == 0) {
        return List.of();
      }
      Errors.check(found, "Looking for OpenCL devices");
      PointerBuffer devices = stack.mallocPointer(count.get(0));
      Errors.check(CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, devices, (IntBuffer) null), "Looking for OpenCL devices");
      List<Long> all = new ArrayList<>();
      for (int d = 0; d < devices.capacity(); d++) {
        all.add(devices.get(d));
      }
      return all;
    }
  }

  /**
   * Makes sure that OpenCL can be used.
   *
   * @throws DeviceException if not; says what was tried and what to install
   */
  static void require() {
    if (!FAILURE.isEmpty()) {
      throw new DeviceException(FAILURE);
    }
  }
}
