package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.device.Device;
import org.seqlang.device.DeviceException;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.Devices;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.KernelPlan.Rows;

/** What happens where there is no driver, no device, no memory, or a kernel does not build. */
class OpenCLFailuresTest {

  private static KernelPlan plan(String resource, int columns) {
    return KernelPlan.of(OpenCLFailuresTest.class, resource).size("width", 3).floats("y", Rows.EXAMPLES, columns)
        .rows("rowLoop1", Rows.EXAMPLES, 1, "y").build();
  }

  @Test
  void aKernelThatDoesNotBuildIsShownWithTheModelsLine() {
    Device device = OpenCL.device("vector");
    DeviceException e = assertThrows(DeviceException.class, () -> device.load(plan("broken.cl", 1)));
    assertTrue(e.getMessage().contains("the kernels of broken.cl do not build on "), e.getMessage());
    assertTrue(e.getMessage().contains("missing"), e.getMessage());
    assertTrue(e.getMessage().contains("[Element-wise work (Model.seq:7).]"), e.getMessage());
  }

  @Test
  void aMissingFileSaysWhatToDo() {
    Device device = OpenCL.device("vector");
    DeviceException e = assertThrows(DeviceException.class, () -> device.load(plan("absent.cl", 1)));
    assertTrue(e.getMessage().contains("absent.cl are not beside " + OpenCLFailuresTest.class.getName()), e.getMessage());
  }

  @Test
  void tooMuchMemoryIsRefusedAndTheProgramGoesOn() {
    Device device = OpenCL.device("vector");
    try (DeviceProgram program = device.load(plan("fill.cl", 1_000_000))) {
      DeviceException e = assertThrows(DeviceException.class, () -> program.begin(1_000_000, List.of(), List.of(), 0));
      assertTrue(e.getMessage().contains("bytes of device memory"), e.getMessage());
      program.begin(2, List.of(), List.of(), 0);
      program.forward();
    }
  }

  @Test
  void anUnknownDeviceIsNamedWithThoseThatAreThere() {
    OpenCL.device("vector");
    DeviceException e = assertThrows(DeviceException.class, () -> Devices.find("opencl:99"));
    assertTrue(e.getMessage().contains("there is no device opencl:99; found: opencl:0"), e.getMessage());
    assertTrue(assertThrows(DeviceException.class, () -> Devices.find("abacus")).getMessage().contains("no device abacus"));
  }

  /** Runs {@link #main} in a process of its own. */
  static String child(Map<String, String> environment, String... properties) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), OpenCLFailuresTest.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** In the other process: fills memory on the chosen device. */
  public static void main(String[] arguments) {
    var placement = Devices.chosen();
    placement.device().ifPresentOrElse(device -> {
      try (DeviceProgram program = device.load(plan("fill.cl", 1))) {
        program.begin(3, List.of(), List.of(), 0);
        program.forward();
        float[] y = new float[3];
        program.read("y", y, 3);
        System.out.println("device " + device.id() + " " + Arrays.toString(y));
      }
    }, () -> System.out.println("the JVM"));
  }

  @Test
  void withoutADriverTheJvmGoesOnUnlessItMustNot(@TempDir Path empty) throws Exception {
    Map<String, String> none = Map.of("OCL_ICD_VENDORS", empty.toString() + "/");
    String lenient = child(none, "-Dseq.device=opencl", "-Dseq.opencl.cache=" + empty);
    assertTrue(lenient.contains("install"), lenient);
    assertTrue(lenient.contains("running on the JVM") && lenient.contains("the JVM"), lenient);
    String strict = child(none, "-Dseq.device=opencl!", "-Dseq.opencl.cache=" + empty);
    assertTrue(strict.contains("DeviceException: there is no device opencl"), strict);
  }

  @Test
  void theEnvironmentChoosesTheDeviceAndBrokenBinariesAreBuiltAgain(@TempDir Path cache) throws Exception {
    OpenCL.device("vector");
    Map<String, String> environment = Map.of("SEQ_DEVICE", "opencl!");
    String first = child(environment, "-Dseq.opencl.cache=" + cache);
    assertTrue(first.contains("device opencl:0 [0.0, 3.0, 6.0]"), first);
    Path binary = binaries(cache).get(0);
    byte[] good = Files.readAllBytes(binary);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(binary, bad);
    assertTrue(child(environment, "-Dseq.opencl.cache=" + cache).contains("[0.0, 3.0, 6.0]"));
    assertNotEquals(0, Arrays.compare(bad, Files.readAllBytes(binary)), "a broken binary is replaced");
    Files.write(binary, Arrays.copyOf(good, 20));
    assertTrue(child(environment, "-Dseq.opencl.cache=" + cache).contains("[0.0, 3.0, 6.0]"));
    assertEquals(1, binaries(cache).size());
  }

  private static List<Path> binaries(Path cache) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".bin")).toList();
    }
  }
}
