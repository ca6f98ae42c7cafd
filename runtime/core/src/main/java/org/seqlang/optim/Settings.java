package org.seqlang.optim;

/** Checks of the numbers that a caller chooses. */
final class Settings {

  private Settings() {}

  static double require(boolean condition, double value, String what, String range) {
    if (!condition) {
      throw new IllegalArgumentException(what + " of " + value + " makes no sense: choose " + range);
    }
    return value;
  }

  static void requireMemory(double[] memory, int numbers) {
    if (memory.length != numbers) {
      throw new IllegalArgumentException("the memory of another schedule: it has " + memory.length
          + " numbers, and this one keeps " + numbers);
    }
  }
}
