package org.seqlang.train;

import java.io.PrintStream;
import java.util.Locale;

/** A line for each epoch. */
final class ProgressLines implements Monitor {

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

  /** Where a run goes on, or nothing at its beginning. */
  static void resumed(Start start, PrintStream out) {
    if (start.step() > 0) {
      out.println("continuing after step " + start.step() + ", in epoch " + (start.earlier().size() + 1));
    }
  }

  @Override
  public void started(Start start) {
    epochs = start.epochs();
    resumed(start, out);
  }

  @Override
  public void epochDone(Epoch epoch) {
    out.println(line(epoch, epochs));
  }

  @Override
  public void closed() {
    out.flush();
  }
}
