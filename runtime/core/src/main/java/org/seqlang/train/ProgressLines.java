package org.seqlang.train;

import java.io.PrintStream;
import java.util.Locale;

/** A line for each epoch. */
final class ProgressLines implements Progress {

  private final PrintStream out;
  private int epochs;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  /** {@code epoch  3/20  loss 0.5123 …}. */
  static String line(Epoch epoch, int epochs) {
    int width = Integer.toString(epochs).length();
    return String.format(Locale.ROOT, "epoch %" + width + "d/%d  %s", epoch.number(), epochs, epoch);
  }

  @Override
  public void epochStarted(int epoch, int epochs, int batches) {
    this.epochs = epochs;
  }

  @Override
  public void batchDone(double loss) {}

  @Override
  public void epochDone(Epoch epoch) {
    out.println(line(epoch, epochs));
  }

  @Override
  public void finished() {
    out.flush();
  }
}
