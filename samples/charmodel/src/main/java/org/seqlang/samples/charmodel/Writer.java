package org.seqlang.samples.charmodel;

import java.util.Arrays;

/** Writes on, one character after the other: each is drawn from what the model expects behind the text so far. */
record Writer(CharacterModel model, Book book) {

  /**
   * A text that begins with {@code start}, which has two characters at least.
   *
   * @param characters how many are written behind it: 400 at most
   * @param temperature below 1, likely characters get even likelier; at 1 they are as likely as the model has it
   */
  String write(String start, int characters, double temperature, long seed) {
    int[] read = book.encode(start);
    int last = read.length - 1;
    int[] written = model.write(Arrays.copyOf(read, last), read[last], (float) temperature, seed);
    return start + book.decode(Arrays.copyOf(written, Math.min(characters, written.length)));
  }
}
