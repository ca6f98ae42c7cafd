package org.seqlang.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.train.Epoch;
import org.seqlang.train.History;
import org.seqlang.train.Monitor;

/** Runs that are made up, told to a monitor. */
final class Runs {

  private Runs() {}

  static final int BATCHES = 20;
  static final Parameters PARAMETERS =
      Parameters.of(Parameter.of("encoder.weight_ih_l0", 4, 3), Parameter.of("output.bias", 2));

  static Monitor.Start start(int epochs, long step, List<Epoch> earlier) {
    return new Monitor.Start(PARAMETERS, 640, 80, 32, BATCHES, epochs, step, earlier);
  }

  /** The epoch of this number, with a loss that falls. */
  static Epoch epoch(int number) {
    return new Epoch(number, (long) number * BATCHES, loss(number * BATCHES),
        OptionalDouble.of(0.25 + 1.3 * Math.exp(-number / 3.0)),
        Map.of("accuracy", 1 - 0.5 * Math.exp(-number / 4.0)), 1.5, 9.0, rate(number), 1.25);
  }

  /** A run of so many epochs from beginning to end. */
  static void tell(Monitor monitor, int epochs) {
    monitor.started(start(epochs, 0, List.of()));
    List<Epoch> all = new ArrayList<>();
    for (int number = 1; number <= epochs; number++) {
      tellEpoch(monitor, number);
      all.add(epoch(number));
    }
    monitor.finished(new History(all, epochs, false));
    monitor.closed();
  }

  static void tellEpoch(Monitor monitor, int number) {
    monitor.epochStarted(number);
    for (int batch = 1; batch <= BATCHES; batch++) {
      int step = (number - 1) * BATCHES + batch;
      double wobble = 0.15 * Math.sin(step * 2.4) * Math.cos(step * 0.77);
      monitor.stepDone(new Monitor.Step(step, number, batch, BATCHES, 32, loss(step) + wobble, loss(step), rate(number),
          1.5 + Math.abs(wobble) * 20 + 8 * Math.exp(-step / 8.0), 900));
    }
    monitor.epochDone(epoch(number));
  }

  private static double loss(int step) {
    return 0.2 + 1.4 * Math.exp(-step / 60.0);
  }

  private static double rate(int epoch) {
    return epoch <= 6 ? 2e-3 : 1e-3;
  }
}
