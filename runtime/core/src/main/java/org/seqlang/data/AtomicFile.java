package org.seqlang.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file so that readers see the old one or the whole new one, whatever happens in between: into a new file in
 * the same folder, down to the disk, and then renamed.
 */
public final class AtomicFile {

  private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());

  private AtomicFile() {}

  /** Writes the content of a file to a channel. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Writes or replaces a file.
   *
   * @throws UncheckedIOException if that fails; the file is then what it was before
   */
  public static void write(Path file, Content content) {
    @Nullable Path temporary = null;
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      rename(temporary, target);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written (" + e + "): check that its folder exists, may be"
          + " written to and has room", e);
    } finally {
      remove(temporary);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      LOG.log(System.Logger.Level.WARNING, "the file system of {0} cannot rename atomically; a crash right now could"
          + " lose the file", to);
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
    syncFolder(to.getParent());
  }

  /** Makes the new name durable, on systems where a folder can be opened. Elsewhere the rename alone must do. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the folder {0} cannot be synchronised", folder);
    }
  }

  private static void remove(@Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "the temporary file {0} is left over: remove it", temporary);
      }
    }
  }
}
