package org.seqlang.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqlang.compiler.FileProblem;
import org.seqlang.compiler.SourceFiles;

/**
 * Where generated files go. A file is there whole or not at all, and one whose content stays the same is not touched, so
 * that the Java compiler does not take it for changed.
 */
record OutputDirectory(Path root) {

  /** Whether a file is there with the content of this digest. */
  boolean holds(String path, String digest) {
    return read(root.resolve(path)).map(text -> Digests.of(text).equals(digest)).orElse(false);
  }

  /** Writes a file where its content differs; tells whether it did. */
  boolean write(String path, String content) {
    return SourceFiles.write(root.resolve(path), content);
  }

  /** Removes a file where it is there, and the folders that this leaves empty; tells whether it was there. */
  boolean remove(String path) {
    Path file = root.resolve(path);
    try {
      boolean removed = Files.deleteIfExists(file);
      for (Path dir = file.getParent(); removed && !dir.equals(root) && isEmpty(dir); dir = dir.getParent()) {
        Files.delete(dir);
      }
      return removed;
    } catch (IOException e) {
      throw new FileProblem("cannot remove the outdated", file, e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  /** The text of a file; empty where there is none. */
  static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)) : Optional.empty();
    } catch (IOException e) {
      throw new FileProblem("cannot read", file, e);
    }
  }
}
