package org.seqlang.samples.sentiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.seqlang.data.Dataset;

/**
 * A sentence of a review.
 *
 * @param label 0 negative, 1 positive
 * @param source where it was published: {@code amazon}, {@code imdb} or {@code yelp}
 */
public record Review(int label, String source, String text) {

  /** The 3,000 sentences of Kotzias et al. 2015, half of them positive. */
  public static Dataset<Review> all() {
    try (InputStream in = Review.class.getResourceAsStream("/sentiment/sentences.tsv")) {
      String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Dataset.of(lines.lines().map(Review::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sentences from the jar", e);
    }
  }

  private static Review parse(String line) {
    String[] cells = line.split("\t", 3);
    return new Review(Integer.parseInt(cells[0]), cells[1], cells[2]);
  }
}
