package org.seqlang.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What each contestant needs on disk to predict, with all dependencies: jars, and the native libraries that are unpacked from them, on one
 * platform.
 */
final class Disk {

  private static final String OWN = "jspecify-|progressbar-|jline-terminal-|jackson-core-";

  private static final Map<String, Pattern> JARS = Map.of(
      "java", Pattern.compile("(?:seq-runtime-(?!.*tests)|" + OWN + ").*"),
      "opencl", Pattern.compile("(?:seq-(?:runtime|opencl)-(?!.*tests)|" + OWN + "|lwjgl-(?:opencl-)?[\\d.]+jar|lwjgl-.*-natives-linux\\.jar).*"),
      "libtorch", Pattern.compile("(?:pytorch-|api-|gson-|jna-5|commons-compress-|slf4j-).*"),
      "onnxruntime", Pattern.compile("onnxruntime-.*"),
      "dl4j", Pattern.compile("(?:deeplearning4j-|nd4j-|openblas-|javacpp-|guava-1|jackson-1|protobuf-1|resources-1|fastutil-|flatbuffers-|oshi-|jna-|"
          + "commons-(?:io|math3|lang3|codec|collections4|net|compress)-|neoitertools-|threetenbp-|byteunits-|slf4j-).*"));

  private final Path root;

  /** @param root of the project, built */
  Disk(Path root) {
    this.root = root;
  }

  /** MB, or 0 if it is not known. */
  double of(String column) {
    String name = column.startsWith("opencl") ? "opencl" : column.equals("eager") ? "libtorch" : column.equals(Side.PLAIN) ? "java" : column;
    Pattern wanted = JARS.get(name);
    if (wanted == null) {
      return 0;
    }
    long bytes = 0;
    for (Path folder : List.of(root.resolve("runtime/core/target"), root.resolve("runtime/opencl/target"), root.resolve("tests/peers/target/lib"))) {
      bytes += files(folder, 1).filter(file -> file.toString().endsWith(".jar") && wanted.matcher(file.getFileName().toString()).matches())
          .mapToLong(Disk::size).sum();
    }
    return (bytes + switch (name) {
      case "libtorch" -> files(root.resolve("tests/peers/target/djl"), 9).mapToLong(Disk::size).sum();
      case "onnxruntime" -> files(root.resolve("tests/peers/target/lib"), 1).filter(file -> wanted.matcher(file.getFileName().toString()).matches())
          .mapToLong(Disk::unpacked).sum();
      default -> 0;
    }) / 1e6;
  }

  private static Stream<Path> files(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return Stream.of();
    }
    try (Stream<Path> all = Files.walk(folder, depth)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a jar unpacks at each start. */
  private static long unpacked(Path jar) {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().filter(entry -> entry.getName().matches(".*/linux-x64/.*\\.so")).mapToLong(ZipEntry::getSize).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
