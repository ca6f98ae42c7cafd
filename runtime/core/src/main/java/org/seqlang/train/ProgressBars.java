package org.seqlang.train;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar for each epoch, replaced by a line when it is full. The bar is drawn by a library and put on the stream here,
 * with a carriage return and a fixed width: the library's own console would load native code to learn the terminal's
 * width.
 */
final class ProgressBars implements Monitor {

  private static final int WIDTH = 79;
  private static final int INTERVAL_MILLISECONDS = 100;

  private final PrintStream out;
  private @Nullable ProgressBar bar;
  private int epochs;
  private int batches;

  ProgressBars(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(Start start) {
    epochs = start.epochs();
    batches = start.batches();
    ProgressLines.resumed(start, out);
  }

  @Override
  public void epochStarted(int number) {
    close();
    bar = new ProgressBarBuilder()
        .setTaskName("epoch " + number + "/" + epochs)
        .setInitialMax(batches)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(INTERVAL_MILLISECONDS)
        .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
        .build();
  }

  @Override
  public void stepDone(Step step) {
    ProgressBar current = bar;
    if (current != null) {
      current.setExtraMessage(String.format(Locale.ROOT, "%.0f/s loss %.4f grad %s", step.examplesPerSecond(),
          step.meanLoss(), Epoch.brief(step.gradientNorm())));
      current.stepTo(step.batch());
    }
  }

  @Override
  public void epochDone(Epoch epoch) {
    close();
    out.println(ProgressLines.line(epoch, epochs));
  }

  @Override
  public void closed() {
    close();
    out.flush();
  }

  private void draw(String text) {
    out.print("\r" + text);
    out.flush();
  }

  private void close() {
    ProgressBar current = bar;
    if (current != null) {
      current.close();
      bar = null;
      draw(" ".repeat(WIDTH) + "\r");
    }
  }
}
