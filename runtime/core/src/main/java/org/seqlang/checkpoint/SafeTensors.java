package org.seqlang.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.seqlang.data.AtomicFile;
import org.seqlang.tensor.Tensor;

/**
 * A safetensors file: eight bytes with the length of the header (little-endian), the header in JSON, then the arrays
 * one after the other. Written with floats of 32 bits and a header padded to a multiple of eight bytes, so that all
 * numbers are aligned; read with floats of 64, 32 and 16 bits (both kinds). Bits are kept, those of NaNs too.
 *
 * @param tensors the arrays by name, in the order of the file's header
 * @param metadata text by name
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public record SafeTensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

  private static final int CHUNK = 1 << 20;
  private static final long LARGEST_HEADER = 100_000_000;
  private static final String ADVICE = "; pass a .safetensors file, or write this one again";

  /** Copies the maps, not the numbers. */
  public SafeTensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Writes the file atomically: it is what it was before, or whole.
   *
   * @throws CheckpointException if it cannot be written
   */
  public void write(Path file) {
    byte[] json = SafeTensorsHeader.print(metadata, tensors);
    byte[] header = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(header, json.length, header.length, (byte) ' ');
    try {
      AtomicFile.write(file, channel -> {
        ByteBuffer start = buffer(8 + header.length).putLong(header.length).put(header).flip();
        writeAll(channel, start);
        ByteBuffer chunk = buffer(CHUNK);
        for (Tensor tensor : tensors.values()) {
          write(channel, tensor.values(), chunk);
        }
      });
    } catch (UncheckedIOException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a file whole.
   *
   * @throws CheckpointException if there is none, or it is not a whole safetensors file
   */
  public static SafeTensors read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CheckpointException(file + ": there is no such file; save the model first, or check the path");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel);
    } catch (CheckpointException e) {
      throw new CheckpointException(file + " is not a whole safetensors file: " + e.getMessage() + ADVICE, e);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read: " + e, e);
    }
  }

  private static SafeTensors read(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw new CheckpointException("it has only " + size + " bytes");
    }
    long headerBytes = readAll(channel, 0, 8).getLong();
    if (headerBytes < 2 || headerBytes > LARGEST_HEADER) {
      throw new CheckpointException("it says that its header has " + Long.toUnsignedString(headerBytes)
          + " bytes, which no header has: this is some other format");
    }
    if (headerBytes > size - 8) {
      throw new CheckpointException("it is truncated: its header has " + headerBytes + " bytes, but only " + (size - 8)
          + " are there");
    }
    byte[] text = readAll(channel, 8, (int) headerBytes).array();
    long data = 8 + headerBytes;
    SafeTensorsHeader header = SafeTensorsHeader.parse(text, size - data);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, SafeTensorsHeader.Entry> entry : header.entries().entrySet()) {
      tensors.put(entry.getKey(), read(channel, entry.getValue(), data));
    }
    return new SafeTensors(tensors, header.metadata());
  }

  private static Tensor read(FileChannel channel, SafeTensorsHeader.Entry entry, long data) throws IOException {
    Tensor tensor = Tensor.zeros(entry.shape());
    ElementType type = entry.type();
    int elements = tensor.values().length;
    int step = CHUNK / type.bytes();
    for (int from = 0; from < elements; from += step) {
      int count = Math.min(step, elements - from);
      long position = data + entry.begin() + (long) from * type.bytes();
      type.read(readAll(channel, position, count * type.bytes()), tensor.values(), from, count);
    }
    return tensor;
  }

  private static void write(FileChannel channel, float[] values, ByteBuffer chunk) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK / 4) {
      int count = Math.min(CHUNK / 4, values.length - from);
      chunk.clear().asFloatBuffer().put(values, from, count);
      writeAll(channel, chunk.limit(4 * count));
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer readAll(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer bytes = buffer(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ended while it was being read");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
