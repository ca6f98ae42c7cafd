package org.seqlang.decode;

import java.util.Arrays;

/**
 * A sequence that a decoder has made.
 *
 * @param symbols without the one that ends it
 * @param score the logarithm of its probability, the end included; with a beam that normalises, divided by a power of the length
 */
public record Hypothesis(int[] symbols, double score) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Hypothesis that && Arrays.equals(symbols, that.symbols) && score == that.score;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(symbols) + Double.hashCode(score);
  }

  @Override
  public String toString() {
    return Arrays.toString(symbols) + " " + score;
  }
}
