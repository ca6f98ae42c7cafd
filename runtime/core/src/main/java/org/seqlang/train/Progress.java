package org.seqlang.train;

import java.io.PrintStream;

/** Monitors that show a person how training goes. One run uses one at a time. */
public final class Progress {

  private Progress() {}

  /** A bar if a person is watching a terminal, otherwise lines. */
  public static Monitor automatic() {
    return watched() ? bar() : lines();
  }

  /** A bar that fills with the batches of an epoch, and then a line, on the error stream. */
  public static Monitor bar() {
    return new ProgressBars(System.err);
  }

  /** A line an epoch, on the error stream. */
  public static Monitor lines() {
    return lines(System.err);
  }

  /** A line an epoch. */
  public static Monitor lines(PrintStream out) {
    return new ProgressLines(out);
  }

  /** Nothing. */
  public static Monitor none() {
    return new Monitor() {};
  }

  /** JDK 22 to 24 have a console even without a terminal; there the kind of terminal must do. */
  private static boolean watched() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
