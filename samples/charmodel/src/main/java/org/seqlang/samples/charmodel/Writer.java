package org.seqlang.samples.charmodel;

import java.util.Random;

/** Writes on, one character after the other: each is drawn from what the model expects behind the text so far. */
final class Writer {

  /** How much of the text is read again for the next character. */
  private static final int SIGHT = 150;

  private final CharacterModel model;
  private final Book book;

  Writer(CharacterModel model, Book book) {
    this.model = model;
    this.book = book;
  }

  /**
   * A text that begins with {@code start}.
   *
   * @param temperature below 1, likely characters get even likelier; at 1 they are as likely as the model has it
   */
  String write(String start, int characters, double temperature, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(start);
    for (int i = 0; i < characters; i++) {
      String seen = text.substring(Math.max(0, text.length() - SIGHT));
      text.append(book.decode(draw(model.next(book.encode(seen)), temperature, random.nextDouble())));
    }
    return text.toString();
  }

  /** An index, each as likely as its probability to the power of one over the temperature says. */
  static int draw(float[] probabilities, double temperature, double where) {
    double[] weights = new double[probabilities.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.pow(probabilities[i], 1 / temperature);
      sum += weights[i];
    }
    double left = where * sum;
    int drawn = 0;
    while (drawn < weights.length - 1 && left >= weights[drawn]) {
      left -= weights[drawn++];
    }
    return drawn;
  }
}
