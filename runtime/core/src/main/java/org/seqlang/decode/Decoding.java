package org.seqlang.decode;

/** How the next symbol is chosen from its scores. */
public sealed interface Decoding {

  /** The likeliest symbol at each step; of equally likely ones the first. */
  record Greedy() implements Decoding {}

  /**
   * A symbol at random, by its probability.
   *
   * @param temperature scores are divided by it: below 1 likely symbols become likelier; above 0
   * @param seed decides every choice
   */
  record Sampling(double temperature, long seed) implements Decoding {
    public Sampling {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException("a temperature of " + temperature + " makes no sense: choose one above 0, or"
            + " Decoding.greedy() for what 0 would mean");
      }
    }
  }

  /**
   * The best beginnings are kept at each step (Graves 2012).
   *
   * @param width how many, of each example
   * @param normalization finished sequences are compared by score / length<sup>normalization</sup>, the end counted; 0 compares
   *     scores, which favours short sequences, and 1 their means
   */
  record Beam(int width, double normalization) implements Decoding {
    public Beam {
      if (width < 1) {
        throw new IllegalArgumentException("a beam of " + width + " makes no sense: choose at least 1");
      }
      if (!(normalization >= 0)) {
        throw new IllegalArgumentException("a length normalisation of " + normalization + " makes no sense: choose 0 or more");
      }
    }

    /** The same beam, with another power of the length. */
    public Beam lengthNormalization(double power) {
      return new Beam(width, power);
    }
  }

  static Greedy greedy() {
    return new Greedy();
  }

  static Sampling sampling(double temperature, long seed) {
    return new Sampling(temperature, seed);
  }

  /** A beam that compares scores as they are. */
  static Beam beam(int width) {
    return new Beam(width, 0);
  }
}
