package org.seqlang.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads vectors of words as text: {@code word 0.1 -0.2 …}, a word a line. */
final class WordVectorText {

  private final Path file;
  private final List<String> words = new ArrayList<>();
  private int dimensions = -1;
  private float[] values = new float[1 << 16];
  private int count;

  private WordVectorText(Path file) {
    this.file = file;
  }

  static WordVectors read(Path file) {
    WordVectorText text = new WordVectorText(file);
    try (InputStream bytes = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.line(line, number++);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + e, e);
    }
    if (text.words.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no vectors: a line is a word and its numbers");
    }
    return WordVectors.of(text.words, text.dimensions, Arrays.copyOf(text.values, text.count));
  }

  private void line(String line, int number) {
    String[] cells = line.strip().split(" +");
    boolean header = number == 1 && cells.length == 2;
    if (header || line.isBlank()) {
      return;
    }
    if (dimensions < 0) {
      dimensions = cells.length - 1;
    }
    if (dimensions < 1 || cells.length <= dimensions) {
      throw new IllegalArgumentException(file + ", line " + number + " has " + (cells.length - 1) + " numbers, and the"
          + " first has " + dimensions + ": it is no file of word vectors, or it is cut off");
    }
    int first = cells.length - dimensions;
    words.add(String.join(" ", Arrays.asList(cells).subList(0, first)));
    for (int i = first; i < cells.length; i++) {
      add(parse(cells[i], number));
    }
  }

  private float parse(String cell, int number) {
    try {
      return Float.parseFloat(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(file + ", line " + number + ": '" + cell + "' is not a number", e);
    }
  }

  private void add(float value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, Math.addExact(count, count));
    }
    values[count++] = value;
  }
}
