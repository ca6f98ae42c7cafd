package org.seqlang.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads event files by the format's description alone; shares nothing with the writer, the checksum included. */
final class EventReader {

  private static final int POLYNOMIAL = 0x82f63b78;

  private EventReader() {}

  /** An event as text: {@code 1700000000.5 step 3 loss/train=0.25}. */
  static List<String> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<String> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      check(length, in.getInt());
      byte[] event = new byte[Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
      in.get(event);
      check(event, in.getInt());
      events.add(event(event));
    }
    return events;
  }

  private static void check(byte[] bytes, int expected) {
    int masked = mask(crc32c(bytes));
    if (masked != expected) {
      throw new AssertionError("checksum " + Integer.toHexString(masked) + ", not " + Integer.toHexString(expected));
    }
  }

  static int mask(int crc) {
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  /** Bit by bit, with the Castagnoli polynomial reflected. */
  static int crc32c(byte[] bytes) {
    int crc = ~0;
    for (byte next : bytes) {
      crc ^= next & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    return ~crc;
  }

  private static String event(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder();
    while (in.hasRemaining()) {
      int tag = in.get();
      switch (tag) {
        case 1 << 3 | 1 -> text.append(in.getDouble());
        case 2 << 3 -> text.append(" step ").append(varint(in));
        case 3 << 3 | 2 -> text.append(' ').append(new String(delimited(in), StandardCharsets.UTF_8));
        case 5 << 3 | 2 -> text.append(' ').append(summary(delimited(in)));
        case 7 << 3 | 2 -> text.append(" session ").append(delimited(in)[1]);
        default -> throw new AssertionError("field " + (tag >> 3) + " of wire type " + (tag & 7));
      }
    }
    return text.toString();
  }

  private static String summary(byte[] bytes) {
    ByteBuffer value = ByteBuffer.wrap(delimited(ByteBuffer.wrap(bytes, 1, bytes.length - 1)))
        .order(ByteOrder.LITTLE_ENDIAN);
    value.get();
    String name = new String(delimited(value), StandardCharsets.UTF_8);
    value.get();
    return name + "=" + value.getFloat();
  }

  private static byte[] delimited(ByteBuffer in) {
    byte[] bytes = new byte[(int) varint(in)];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
