package org.seqlang.tests.opencl;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.pass.CellSamples;
import org.seqlang.device.Device;

/**
 * Work-groups that share the examples of a time loop compute what one group does: with a launch for each part of a step, together on
 * two cores with a meeting after each part, and where not all of a team can run at the same time, which is found and mended.
 */
class OpenCLTeamsTest {

  private static final List<Graph> CELLS = List.of(CellSamples.lstm(), CellSamples.gru(), CellSamples.bidirectional(),
      CellSamples.attention(), CellSamples.lookup(), CellSamples.dropoutInside());

  @TestFactory
  Stream<DynamicTest> split() {
    return tests(Map.of("seq.opencl.loop", "split", "seq.opencl.team", "3"));
  }

  @TestFactory
  Stream<DynamicTest> together() {
    return tests(Map.of("seq.opencl.loop", "together", "seq.opencl.team", "2"));
  }

  @TestFactory
  Stream<DynamicTest> tooManyToMeet() {
    return tests(Map.of("seq.opencl.loop", "together", "seq.opencl.team", "64", "seq.opencl.polls", "100000"));
  }

  private static Stream<DynamicTest> tests(Map<String, String> properties) {
    properties.forEach(System::setProperty);
    try {
      Device device = OpenCL.device("simt");
      return CELLS.stream().map(graph -> DynamicTest.dynamicTest(graph.name(), () -> OpenCLProgramsTest.check(graph, device)));
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
