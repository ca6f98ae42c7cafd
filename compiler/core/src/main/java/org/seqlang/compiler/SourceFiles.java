package org.seqlang.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.seqlang.diagnostic.Source;

/** Reads {@code .seq} files for whoever makes a request, and writes what comes of it. */
public final class SourceFiles {

  static final String SUFFIX = ".seq";

  private SourceFiles() {}

  /**
   * All {@code .seq} files in a directory and below, ordered by path; hidden directories are passed over.
   *
   * @throws FileProblem if the directory cannot be read
   */
  public static List<Path> below(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(f -> f.toString().endsWith(SUFFIX) && Files.isRegularFile(f))
          .filter(f -> !isHidden(directory.relativize(f))).sorted().toList();
    } catch (IOException e) {
      throw new FileProblem("cannot list", directory, e);
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /**
   * A file as a source that messages cite by its path from {@code base}, with forward slashes; by its own path where it
   * does not lie below {@code base}.
   *
   * @throws FileProblem if the file cannot be read or is not UTF-8
   */
  public static Source read(Path file, Path base) {
    Path absolute = file.toAbsolutePath().normalize();
    Path root = base.toAbsolutePath().normalize();
    Path cited = absolute.startsWith(root) ? root.relativize(absolute) : file;
    return read(file, cited.toString().replace('\\', '/'));
  }

  static Source read(Path file, String name) {
    try {
      return new Source(name, Files.readString(file));
    } catch (IOException e) {
      throw new FileProblem("cannot read", file, e);
    }
  }

  /**
   * Writes a text beside its place and moves it there, so that it is there whole or not at all, unless the file already
   * has the content.
   *
   * @return whether it wrote
   * @throws FileProblem if the file cannot be written
   */
  public static boolean write(Path file, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
        return false;
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path whole = file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
      try {
        Files.write(whole, bytes);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
      return true;
    } catch (IOException e) {
      throw new FileProblem("cannot write", file, e);
    }
  }
}
