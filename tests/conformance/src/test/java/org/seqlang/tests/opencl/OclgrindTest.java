package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.emit.java.ProgramsMatchTheInterpreterTest;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.Devices;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.Placement;

/**
 * Small kernels of both styles under Oclgrind (Price and McIntosh-Smith 2015), which looks for data races, accesses out of bounds and
 * barriers that not all work-items reach. It runs in a process of its own, as the only driver.
 */
class OclgrindTest {

  private static final Path LIBRARY = Path.of("/usr/lib/oclgrind/liboclgrind-rt-icd.so");

  /** In the other process: trains a cell of every kind for a step, on the profile given; or runs a kernel with a race. */
  public static void main(String[] arguments) {
    if (arguments[0].equals("race")) {
      KernelPlan plan = KernelPlan.of(OclgrindTest.class, "race.cl").floats("y", KernelPlan.Rows.ONE, 1)
          .rows("rowLoop1", KernelPlan.Rows.ONE, 1, "y").build();
      try (DeviceProgram program = Devices.find("opencl:simt").load(plan)) {
        program.begin(1, List.of(), List.of(), 0);
        program.forward();
        program.read("y", new float[1], 1);
      }
      return;
    }
    Placement placement = Placement.require(Devices.find("opencl:" + arguments[0]));
    for (Graph graph : List.of(CellSamples.lstm(), CellSamples.gru(), CellSamples.attention(), CellSamples.dropoutInside(),
        CellSamples.tagger())) {
      List<String> parameters = graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER).map(Graph.Input::name).toList();
      Graph trained = Pipeline.afterGradients(Differentiate.gradient(Pipeline.beforeGradients(graph), parameters));
      ProgramsMatchTheInterpreterTest.check(trained, ProgramsMatchTheInterpreterTest.SIZES, placement, 2e-5);
      System.out.println("checked " + graph.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "simt"})
  void findsNothing(String profile, @TempDir Path folder) throws Exception {
    Run run = run(profile, folder);
    assertEquals(5, run.output().lines().filter(line -> line.startsWith("checked ")).count(), run.output());
    assertTrue(run.findings().isEmpty(), String.join("\n", run.findings()));
  }

  @Test
  void findsARaceWhereThereIsOne(@TempDir Path folder) throws Exception {
    Run run = run("race", folder);
    assertTrue(String.join("\n", run.findings()).contains("data race"), run.toString());
  }

  private record Run(String output, List<String> findings) {}

  private static Run run(String argument, Path folder) throws IOException, InterruptedException {
    if (!Files.exists(LIBRARY)) {
      System.err.println("OCLGRIND TESTS ARE SKIPPED: there is no " + LIBRARY + " (Debian: apt install oclgrind)");
      abort("no Oclgrind");
    }
    Files.writeString(folder.resolve("oclgrind.icd"), LIBRARY + "\n");
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dseq.opencl.cache=" + folder, "-cp", System.getProperty("java.class.path"), OclgrindTest.class.getName(), argument);
    builder.environment().put("OCL_ICD_VENDORS", folder + "/");
    builder.environment().put("OCLGRIND_DATA_RACES", "1");
    builder.environment().put("OCLGRIND_LOG", log.toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
      return new Run(output, lines.filter(line -> !line.isBlank()).limit(40).toList());
    }
  }
}
