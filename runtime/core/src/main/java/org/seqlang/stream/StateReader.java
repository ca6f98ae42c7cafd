package org.seqlang.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads what {@link StateWriter} wrote, and demands that it is a state of the model and entry at hand. */
public final class StateReader {

  private static final int SMALLEST = 8 + 1 + 2 + 2 + 8 + 4;

  private final String entry;
  private final long steps;
  private final Map<String, Object> parts = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Reads bytes.
   *
   * @param model full name of the model that reads
   * @param entry its entry
   * @throws StateException if the bytes are damaged, or are of something else
   */
  public StateReader(byte[] bytes, String model, String entry) {
    this.entry = model + "." + entry;
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length < SMALLEST || in.getLong() != StateWriter.MAGIC) {
      throw new StateException("these " + bytes.length + " bytes are no state of a stream: pass what toBytes() gave");
    }
    requireWhole(bytes);
    byte version = in.get();
    if (version != StateWriter.VERSION) {
      throw new StateException("the state is in form " + version + ", and this runtime reads form "
          + StateWriter.VERSION
          + ": read it with the version of the runtime that wrote it");
    }
    String of = text(in) + "." + text(in);
    if (!of.equals(this.entry)) {
      throw new StateException("the state is of " + of + ", not of " + this.entry
          + ": go on with the entry that made it");
    }
    steps = in.getLong();
    while (in.remaining() > 4) {
      parts.put(text(in), part(in));
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws StateException if it cannot be read
   */
  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StateException(file + " cannot be read (" + e + "): save a state there first, or check the path",
          new UncheckedIOException(e));
    }
  }

  private static void requireWhole(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length - 4);
    if (ByteBuffer.wrap(bytes).getInt(bytes.length - 4) != (int) sum.getValue()) {
      throw new StateException("the state's " + bytes.length
          + " bytes are damaged or not all of it: their checksum is wrong."
          + " Write it again, whole");
    }
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Object part(ByteBuffer in) {
    byte kind = in.get();
    int[] numbers = new int[in.getInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.getInt();
    }
    if (kind == StateWriter.INTS) {
      return Ints.of(numbers);
    }
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.intBitsToFloat(numbers[i]);
    }
    return Floats.of(floats);
  }

  public long steps() {
    return steps;
  }

  /** A part that has so many numbers. Whether it has is told by {@link #finish}. */
  public Floats floats(String name, int length) {
    Floats found = parts.remove(name) instanceof Floats floats ? floats : missing(name);
    check(name, found.length(), length, false);
    return found;
  }

  /** A part that is a sequence: it has some times so many numbers. */
  public Floats floatSequence(String name, int columns) {
    Floats found = parts.remove(name) instanceof Floats floats ? floats : missing(name);
    check(name, found.length(), columns, true);
    return found;
  }

  /** A part that has so many whole numbers. */
  public Ints ints(String name, int length) {
    Ints found = parts.remove(name) instanceof Ints ints ? ints : noInts(name);
    check(name, found.length(), length, false);
    return found;
  }

  /** A part that is a sequence of whole numbers. */
  public Ints intSequence(String name, int columns) {
    Ints found = parts.remove(name) instanceof Ints ints ? ints : noInts(name);
    check(name, found.length(), columns, true);
    return found;
  }

  private Floats missing(String name) {
    problems.add(name + " is missing");
    return Floats.of();
  }

  private Ints noInts(String name) {
    problems.add(name + " is missing");
    return Ints.of();
  }

  private void check(String name, int length, int expected, boolean sequence) {
    boolean fits = sequence ? length > 0 && length % expected == 0 : length == expected;
    if (!fits && !problems.contains(name + " is missing")) {
      problems.add(name + " has " + length + " numbers where the model has " + (sequence ? "steps of " : "")
          + expected);
    }
  }

  /**
   * Gives the state that was made of the parts.
   *
   * @throws StateException if a part is missing, too many, or of another size; the message lists them all
   */
  public <S extends StreamState> S finish(S state) {
    parts.keySet().forEach(name -> problems.add(name + " is nothing that the model has"));
    if (!problems.isEmpty()) {
      throw new StateException("the state does not fit this " + entry + ":\n  " + String.join("\n  ", problems)
          + "\ngo on with the model that made it, or with one of the same sizes");
    }
    return state;
  }
}
