package org.seqlang.train;

import java.io.PrintStream;

/** Who is told how training goes. One run uses it at a time. */
public interface Progress {

  /** An epoch begins. */
  void epochStarted(int epoch, int epochs, int batches);

  /** A batch has been trained on; {@code loss} is the mean of the epoch so far. */
  void batchDone(double loss);

  /** An epoch is over. */
  void epochDone(Epoch epoch);

  /** The run is over, well or not. */
  void finished();

  /** A bar if a person is watching a terminal, otherwise lines. */
  static Progress automatic() {
    return watched() ? bar() : lines();
  }

  /** A bar that fills with the batches of an epoch, and then a line, on the error stream. */
  static Progress bar() {
    return new ProgressBars(System.err);
  }

  /** A line an epoch, on the error stream. */
  static Progress lines() {
    return lines(System.err);
  }

  /** A line an epoch. */
  static Progress lines(PrintStream out) {
    return new ProgressLines(out);
  }

  /** Nobody. */
  static Progress none() {
    return new Progress() {
      @Override
      public void epochStarted(int epoch, int epochs, int batches) {}

      @Override
      public void batchDone(double loss) {}

      @Override
      public void epochDone(Epoch epoch) {}

      @Override
      public void finished() {}
    };
  }

  /** JDK 22 to 24 have a console even without a terminal; there the kind of terminal must do. */
  private static boolean watched() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
