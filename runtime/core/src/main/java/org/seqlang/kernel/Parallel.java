package org.seqlang.kernel;

/**
 * Runs ranges of rows on several threads: the calling one and a few daemon threads, made when first needed.
 *
 * <p>The number of threads is the system property {@code seqlang.threads}, or that of the processors. A call returns
 * when all its ranges are done, and what they wrote is then visible to the caller. What a range throws is thrown to the
 * caller, once all ranges have ended; of several exceptions the first. A call inside a range runs in the thread that
 * makes it, and so does a call while another thread's call is being worked on: any thread may call at any time.
 */
public final class Parallel {
  private static final int THREADS = threadsFrom(System.getProperty("seqlang.threads", ""));

  private Parallel() {}

  /** Holds the threads: made on first use. */
  private static final class Holder {
    static final Crew CREW = new Crew(THREADS);
  }

  /** How many threads work on a call at most, the calling one included. */
  public static int threads() {
    return THREADS;
  }

  /**
   * Splits the rows 0 to {@code rows - 1} evenly into ranges of at least {@code grain} rows, as many as there are
   * threads at most, and runs the body on each. With one range it runs in the calling thread. No rows: no call.
   *
   * @throws IllegalArgumentException if {@code rows} is negative or {@code grain} not positive
   */
  public static void rows(int rows, int grain, RowRange body) {
    if (rows < 0 || grain < 1) {
      throw new IllegalArgumentException(
          "rows must not be negative and the grain at least 1, but rows = " + rows + " and grain = " + grain);
    }
    int parts = Math.min(THREADS, rows / grain);
    if (parts > 1 && Holder.CREW.tryRows(rows, parts, body)) {
      return;
    }
    if (rows > 0) {
      body.run(0, rows);
    }
  }

  /**
   * Runs the body on the ranges that the caller chose: {@code bounds[i]} to {@code bounds[i + 1]}, each one call of the
   * body, empty ones included.
   *
   * @throws IllegalArgumentException if there are no two bounds or they do not ascend
   */
  public static void ranges(int[] bounds, RowRange body) {
    requireAscending(bounds);
    if (bounds.length > 2 && THREADS > 1 && Holder.CREW.tryRanges(bounds, body)) {
      return;
    }
    for (int i = 0; i + 1 < bounds.length; i++) {
      body.run(bounds[i], bounds[i + 1]);
    }
  }

  /**
   * Runs phases one after another, each divided among threads.
   *
   * @param parts how many threads at most; no more than there are
   * @throws IllegalArgumentException if {@code phases} is negative or {@code parts} not positive
   */
  public static void phases(int phases, int parts, Phases work) {
    if (phases < 0 || parts < 1) {
      throw new IllegalArgumentException(
          "phases must not be negative and parts at least 1, but phases = " + phases + " and parts = " + parts);
    }
    int count = Math.min(parts, THREADS);
    if (count > 1 && phases > 0 && Holder.CREW.tryPhases(phases, count, work)) {
      return;
    }
    for (int phase = 0; phase < phases; phase++) {
      work.run(phase, 0, 1);
    }
  }

  /**
   * Where a part of so many columns begins: at a whole number of 16, the widest vectors, but for the end.
   *
   * @param part from 0 to {@code parts}
   */
  public static int column(int columns, int part, int parts) {
    return part == parts ? columns : (int) ((long) columns * part / parts) & -16;
  }

  /** Where a part of so many rows begins, for a part from 0 to {@code parts}. */
  public static int row(int rows, int part, int parts) {
    return (int) ((long) rows * part / parts);
  }

  private static void requireAscending(int[] bounds) {
    if (bounds.length < 2) {
      throw new IllegalArgumentException("ranges need two bounds or more, but there are " + bounds.length);
    }
    for (int i = 1; i < bounds.length; i++) {
      if (bounds[i] < bounds[i - 1]) {
        throw new IllegalArgumentException(
            "bounds must ascend, but bound " + i + " is " + bounds[i] + " after " + bounds[i - 1]);
      }
    }
  }

  /** Reads the property; anything but a number from 1 to 1024 is an error that names it. */
  static int threadsFrom(String property) {
    if (property.isBlank()) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(property.strip());
      if (threads >= 1 && threads <= 1024) {
        return threads;
      }
    } catch (NumberFormatException notANumber) {
      // said below, like a number out of range
    }
    throw new IllegalArgumentException(
        "the system property seqlang.threads is '" + property
            + "'; set it to a number from 1 to 1024, or leave it out");
  }
}
