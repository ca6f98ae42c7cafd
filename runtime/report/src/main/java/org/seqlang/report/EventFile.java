package org.seqlang.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard's events. Each is a record of TensorFlow's record format ({@code tensorflow/core/lib/io/
 * record_writer.h}):
 *
 * <pre>
 *   uint64 length   uint32 masked CRC-32C of the 8 bytes of the length   byte[length]   uint32 masked CRC-32C of these
 * </pre>
 *
 * all little-endian, with {@code masked(c) = rotate_right(c, 15) + 0xa282ead8}. The bytes are a message {@code Event}
 * ({@code tensorflow/core/util/event.proto} and {@code framework/summary.proto}):
 *
 * <pre>
 *   Event       1 wall_time: double (seconds since 1970)   2 step: int64   3 file_version: string
 *               5 summary: Summary   7 session_log: SessionLog
 *   Summary     1 value: repeated Value
 *   Value       1 tag: string   2 simple_value: float
 *   SessionLog  1 status: enum (START = 1)
 * </pre>
 */
final class EventFile {

  private static final String VERSION = "brain.Event:2";
  private static final int MASK = 0xa282ead8;
  private static final int LARGEST_SERIAL = 999;

  private final Path path;
  private final OutputStream out;

  private EventFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  /**
   * Begins a file in a folder, which is made where missing; its name sorts behind those of the files before.
   *
   * @param seconds the time since 1970
   * @throws UncheckedIOException if that fails
   */
  static EventFile in(Path folder, double seconds) {
    try {
      Files.createDirectories(folder);
      for (int serial = 0; ; serial++) {
        Path path = folder.resolve(
            String.format(Locale.ROOT, "events.out.tfevents.%010d.%03d.seqlang", (long) seconds, serial));
        try {
          EventFile file = new EventFile(path, new BufferedOutputStream(
              Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
          file.write(new ProtobufMessage().real64(1, seconds).text(3, VERSION));
          return file;
        } catch (FileAlreadyExistsException e) {
          if (serial == LARGEST_SERIAL) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no event file can be made in " + folder + " (" + e + "): check that the folder"
          + " may be written to and has room", e);
    }
  }

  /** Says that a run goes on: what TensorBoard has from other files at this step and later is void. */
  void restart(double seconds, long step) {
    write(new ProtobufMessage().real64(1, seconds).integer(2, step).message(7, new ProtobufMessage().integer(1, 1)));
  }

  void scalar(double seconds, long step, String tag, double value) {
    ProtobufMessage tagged = new ProtobufMessage().text(1, tag).real32(2, (float) value);
    ProtobufMessage summary = new ProtobufMessage().message(1, tagged);
    write(new ProtobufMessage().real64(1, seconds).integer(2, step).message(5, summary));
  }

  void flush() {
    guarded(out::flush);
  }

  void close() {
    guarded(out::close);
  }

  private void write(ProtobufMessage event) {
    byte[] bytes = event.toBytes();
    byte[] length = little(Long.BYTES).putLong(bytes.length).array();
    guarded(() -> {
      out.write(length);
      out.write(little(Integer.BYTES).putInt(checksum(length)).array());
      out.write(bytes);
      out.write(little(Integer.BYTES).putInt(checksum(bytes)).array());
    });
  }

  /** Masked, since a CRC over bytes that hold CRCs is weak. */
  static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void guarded(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be written (" + e + "): check that its folder exists and has"
          + " room", e);
    }
  }

  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }
}
