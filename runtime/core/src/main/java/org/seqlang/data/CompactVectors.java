package org.seqlang.data;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * Vectors of words in a quarter of their size. Compressed by gzip: the text {@code SEQVEC1}, the number of words and of
 * dimensions (four bytes each, big-endian), the words (two bytes of length, then UTF-8), the scale of each word (a float),
 * and a signed byte a number: {@code number = byte * scale}.
 */
final class CompactVectors {

  private static final String MAGIC = "SEQVEC1";
  private static final int LARGEST = 127;

  private CompactVectors() {}

  static void write(WordVectors vectors, Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeBytes(MAGIC);
      out.writeInt(vectors.size());
      out.writeInt(vectors.dimensions());
      for (String word : vectors.words()) {
        out.writeUTF(word);
      }
      float[] scales = new float[vectors.size()];
      for (int row = 0; row < scales.length; row++) {
        scales[row] = scale(vectors, row);
        out.writeFloat(scales[row]);
      }
      for (int row = 0; row < scales.length; row++) {
        for (int column = 0; column < vectors.dimensions(); column++) {
          out.writeByte(scales[row] == 0 ? 0 : Math.round(vectors.value(row, column) / scales[row]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFile.write(file, channel -> {
      ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
      while (all.hasRemaining()) {
        channel.write(all);
      }
    });
  }

  private static float scale(WordVectors vectors, int row) {
    float largest = 0;
    for (int column = 0; column < vectors.dimensions(); column++) {
      largest = Math.max(largest, Math.abs(vectors.value(row, column)));
    }
    return largest / LARGEST;
  }

  static WordVectors read(InputStream stream) {
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(stream))) {
      String magic = new String(in.readNBytes(MAGIC.length()), java.nio.charset.StandardCharsets.US_ASCII);
      if (!magic.equals(MAGIC)) {
        throw new IllegalArgumentException("these are no compact word vectors: they do not start with " + MAGIC
            + "; write them with WordVectors.writeCompact");
      }
      int count = in.readInt();
      int dimensions = in.readInt();
      List<String> words = new ArrayList<>(count);
      for (int row = 0; row < count; row++) {
        words.add(in.readUTF());
      }
      return WordVectors.of(words, dimensions, values(in, count, dimensions));
    } catch (EOFException | ZipException e) {
      throw new IllegalArgumentException("these are no whole compact word vectors (" + e.getMessage()
          + "): write them again with WordVectors.writeCompact", e);
    } catch (IOException e) {
      throw new UncheckedIOException("word vectors cannot be read: " + e, e);
    }
  }

  private static float[] values(DataInputStream in, int count, int dimensions) throws IOException {
    float[] scales = new float[count];
    for (int row = 0; row < count; row++) {
      scales[row] = in.readFloat();
    }
    float[] values = new float[Math.multiplyExact(count, dimensions)];
    byte[] line = new byte[dimensions];
    for (int row = 0; row < count; row++) {
      in.readFully(line);
      for (int column = 0; column < dimensions; column++) {
        values[row * dimensions + column] = line[column] * scales[row];
      }
    }
    return values;
  }
}
