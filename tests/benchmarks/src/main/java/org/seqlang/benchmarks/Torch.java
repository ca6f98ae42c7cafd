package org.seqlang.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PyTorch's times for the same work, measured by a script that the jar carries: with cuDNN where there is CUDA. */
final class Torch {

  private Torch() {}

  /**
   * Measures in one Python process.
   *
   * @param python the interpreter
   * @return the device's name, and forward and training milliseconds by {@code LSTM 128 32}; nothing where PyTorch is not installed
   */
  static Optional<Times> measure(String python, List<String> cases, int steps, int rounds) {
    try {
      Path script = Files.createTempFile("layers", ".py");
      try (InputStream in = Torch.class.getResourceAsStream("layers.py")) {
        Files.write(script, in.readAllBytes());
      }
      Process process = new ProcessBuilder(python, script.toString(), Integer.toString(steps), Integer.toString(rounds),
          String.join(",", cases)).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      Map<String, double[]> times = new HashMap<>();
      String device = "";
      try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          String[] cells = line.split("\t");
          if (cells.length == 1) {
            device = line;
          } else {
            times.put(cells[0], new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])});
          }
        }
      }
      Files.delete(script);
      return process.waitFor() == 0 ? Optional.of(new Times(device, times)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while PyTorch was measured"));
    }
  }

  /** What was measured. */
  record Times(String device, Map<String, double[]> milliseconds) {}
}
