package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of what kernels take. */
class OpenCLTimesTest {

  @Test
  void areToldWhenTheJvmEnds(@TempDir Path cache) throws Exception {
    OpenCL.device("vector");
    Map<String, String> environment = Map.of("SEQ_DEVICE", "opencl!");
    String told = OpenCLFailuresTest.child(environment, "-Dseq.opencl.cache=" + cache, "-Dseq.opencl.times=true");
    assertTrue(Pattern.compile("OpenCLFailuresTest\\.rowLoop1 +1 +\\d+\\.\\d{3} +\\d+\\.\\d{3} +\\d+\\.\\d{4}\n").matcher(told).find(), told);
    String silent = OpenCLFailuresTest.child(environment, "-Dseq.opencl.cache=" + cache);
    assertFalse(silent.contains("launches"), silent);
  }
}
