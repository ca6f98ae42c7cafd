package org.seqlang.stream;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;

/**
 * Turns a state into bytes: {@code SEQSTATE}, the version of the form, the model's and the entry's name, how many
 * elements there were, then for each part its name, its kind, how many numbers it has, and those; last a CRC-32 of all
 * of it. Big-endian.
 */
public final class StateWriter {

  static final long MAGIC = 0x53455153_54415445L;
  static final byte VERSION = 1;
  static final byte FLOATS = 'f';
  static final byte INTS = 'i';

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Writes something, without the exception that memory does not throw. */
  private interface Piece {
    void write(DataOutputStream out) throws IOException;
  }

  /** Begins with what the state is of. */
  public StateWriter(String model, String entry, long steps) {
    put(o -> {
      o.writeLong(MAGIC);
      o.writeByte(VERSION);
      o.writeUTF(model);
      o.writeUTF(entry);
      o.writeLong(steps);
    });
  }

  public StateWriter put(String name, Floats values) {
    return put(o -> {
      begin(o, name, FLOATS, values.length());
      for (int i = 0; i < values.length(); i++) {
        o.writeInt(Float.floatToRawIntBits(values.get(i)));
      }
    });
  }

  public StateWriter put(String name, Ints values) {
    return put(o -> {
      begin(o, name, INTS, values.length());
      for (int i = 0; i < values.length(); i++) {
        o.writeInt(values.get(i));
      }
    });
  }

  private static void begin(DataOutputStream o, String name, byte kind, int length) throws IOException {
    o.writeUTF(name);
    o.writeByte(kind);
    o.writeInt(length);
  }

  /** All of it; call once. */
  public byte[] toBytes() {
    CRC32 sum = new CRC32();
    sum.update(bytes.toByteArray());
    put(o -> o.writeInt((int) sum.getValue()));
    return bytes.toByteArray();
  }

  private StateWriter put(Piece piece) {
    try {
      piece.write(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
