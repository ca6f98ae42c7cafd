package org.seqlang.model;

/**
 * Where random numbers start. Seeds for the parts of a run are derived from the run's seed by name or number, so that
 * they are independent of each other and of the order in which they are asked for.
 */
public record Seed(long value) {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The seed of the part with this name. */
  public long derive(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return mix(mix(value + GOLDEN) ^ hash);
  }

  /** The seed of the part with this number. */
  public long derive(long number) {
    return mix(mix(value + GOLDEN) + (number + 1) * GOLDEN);
  }

  /** The finishing step of SplitMix64 (Steele, Lea and Flood 2014): a bijection that mixes all bits. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
