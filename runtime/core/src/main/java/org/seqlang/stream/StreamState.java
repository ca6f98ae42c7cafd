package org.seqlang.stream;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.seqlang.data.AtomicFile;

/**
 * Where a stream stands: all that the next step needs to know of the elements so far. Immutable, equal where all
 * numbers are equal to the bit, and independent of the model's object: it may be kept, shared between threads, and, as
 * bytes, sent to another process that has the same model.
 */
public interface StreamState {

  /** How many elements the stream has had. */
  long steps();

  /** The state as bytes, which the model's class reads back; they say of which model and entry they are. */
  byte[] toBytes();

  /**
   * Writes the bytes to a file, atomically.
   *
   * @throws java.io.UncheckedIOException if that fails; the file is then what it was before
   */
  default void save(Path file) {
    byte[] bytes = toBytes();
    AtomicFile.write(file, channel -> {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    });
  }
}
