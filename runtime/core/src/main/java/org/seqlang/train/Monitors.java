package org.seqlang.train;

import java.util.List;

/** Several monitors as one. All are closed, even if one of them fails. */
record Monitors(List<Monitor> all) implements Monitor {

  @Override
  public void started(Start start) {
    all.forEach(monitor -> monitor.started(start));
  }

  @Override
  public void epochStarted(int number) {
    all.forEach(monitor -> monitor.epochStarted(number));
  }

  @Override
  public void stepDone(Step step) {
    all.forEach(monitor -> monitor.stepDone(step));
  }

  @Override
  public void epochDone(Epoch epoch) {
    all.forEach(monitor -> monitor.epochDone(epoch));
  }

  @Override
  public void checkpointWritten(long step) {
    all.forEach(monitor -> monitor.checkpointWritten(step));
  }

  @Override
  public void finished(History history) {
    all.forEach(monitor -> monitor.finished(history));
  }

  @Override
  public void closed() {
    close(0);
  }

  private void close(int from) {
    if (from < all.size()) {
      try {
        all.get(from).closed();
      } finally {
        close(from + 1);
      }
    }
  }
}
