package org.seqlang.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Tries drivers that have not been seen before in a process of its own, because a broken one can take the process with it. What was
 * found is remembered beside the cache of kernels, under the drivers' names, sizes and times.
 */
final class Probe {

  private static final int SECONDS = 60;
  private static final Path VENDORS = Path.of("/etc/OpenCL/vendors");

  private Probe() {}

  /** In the other process: looks at all devices. */
  public static void main(String[] arguments) {
    OpenCL.require();
    OpenCL.devices().forEach(ClDevice::description);
  }

  /** What is wrong with the drivers; nothing if they can be used, or if there is nothing to ask. */
  static Optional<String> failure() {
    Optional<Path> marker = BinaryCache.folder().map(folder -> folder.resolve("drivers-" + drivers() + ".seen"));
    if (System.getProperty("seq.opencl.probe", "true").equals("false") || marker.filter(Files::exists).isPresent()) {
      return Optional.empty();
    }
    Optional<String> failure = run();
    if (failure.isEmpty()) {
      marker.ifPresent(Probe::remember);
    }
    return failure;
  }

  private static void remember(Path marker) {
    try {
      Files.createDirectories(marker.getParent());
      Files.writeString(marker, "");
    } catch (IOException e) {
      System.getLogger("org.seqlang.opencl").log(System.Logger.Level.DEBUG, "the probe of the drivers is not kept: " + e.getMessage());
    }
  }

  private static Optional<String> run() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder = new ProcessBuilder(List.of(
        java, "-Dseq.opencl.probe=false", "-cp", System.getProperty("java.class.path"), Probe.class.getName()));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("an OpenCL driver did not answer within " + SECONDS + " seconds");
      }
      // 1 is a Java exception, which this process will meet again and explain; more is a process that was taken down.
      return process.exitValue() > 1 ? Optional.of("an OpenCL driver ended the process that tried it (exit code " + process.exitValue()
          + "); look at " + VENDORS + ", or set OCL_ICD_VENDORS") : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted while an OpenCL driver was tried");
    }
  }

  /** A name for the drivers as they are. */
  private static String drivers() {
    StringBuilder all = new StringBuilder(String.valueOf(System.getenv("OCL_ICD_VENDORS")));
    if (Files.isDirectory(VENDORS)) {
      try (Stream<Path> files = Files.list(VENDORS)) {
        for (Path file : files.sorted().toList()) {
          String library = Files.readString(file).trim();
          all.append('\n').append(file).append(library);
          if (Files.exists(Path.of(library))) {
            all.append(Files.size(Path.of(library))).append(Files.getLastModifiedTime(Path.of(library)));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        all.append(e.getMessage());
      }
    }
    return HexFormat.of().formatHex(BinaryCache.sha256(all.toString().getBytes(StandardCharsets.UTF_8)), 0, 8);
  }
}
