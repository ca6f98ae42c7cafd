package org.seqlang.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lwjgl.system.JNI;
import org.lwjgl.system.Library;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.SharedLibrary;
import org.seqlang.device.DeviceException;
import org.seqlang.device.Devices;

/** A driver that is built on LLVM must not take over the JVM's signal handlers: the JVM would die at a safepoint. */
class SignalsTest {

  private static final int[] FAULTS = {4, 7, 8, 11};

  /** In the other process: the handlers before a device is looked for, and behind its first kernels. */
  public static void main(String[] arguments) {
    OpenCL.require();
    try (SharedLibrary libc = Library.loadNative(SignalsTest.class, "org.lwjgl", "libc.so.6")) {
      List<Long> before = handlers(libc);
      var device = Devices.find("opencl");
      device.sumOfSquares(List.of(device.array(100)));
      System.out.println(before.equals(handlers(libc)) ? "kept" : "lost");
    }
  }

  private static List<Long> handlers(SharedLibrary libc) {
    long sigaction = libc.getFunctionAddress("sigaction");
    return IntStream.of(FAULTS).mapToObj(signal -> {
      long old = MemoryUtil.nmemCallocChecked(1, 256);
      JNI.callPPI(signal, MemoryUtil.NULL, old, sigaction);
      long handler = MemoryUtil.memGetAddress(old);
      MemoryUtil.nmemFree(old);
      return handler;
    }).toList();
  }

  @Test
  void theJvmKeepsItsHandlers(@TempDir Path cache) throws Exception {
    assumeTrue(System.getProperty("os.name").startsWith("Linux"));
    try {
      Devices.find("opencl");
    } catch (DeviceException e) {
      System.err.println("OPENCL TESTS ARE SKIPPED: " + e.getMessage());
      abort(e.getMessage());
    }
    ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), SignalsTest.class.getName());
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertEquals("kept", output.strip().lines().reduce((a, b) -> b).orElse(""), output);
  }
}
