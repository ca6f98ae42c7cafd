package org.seqlang.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.golden.Golden;
import org.seqlang.optim.ReduceOnPlateau.ThresholdMode;

class ReduceOnPlateauTest {

  static Stream<Golden> plateaus() {
    return Golden.cases("reduce_on_plateau");
  }

  @ParameterizedTest
  @MethodSource("plateaus")
  void reducesWhenPyTorchDoes(Golden golden) {
    Golden set = golden.get("settings");
    ReduceOnPlateau schedule = new ReduceOnPlateau(
        set.get("factor").number(),
        (int) set.get("patience").number(),
        set.get("threshold").number(),
        set.get("threshold_mode").text().equals("rel") ? ThresholdMode.RELATIVE : ThresholdMode.ABSOLUTE,
        (int) set.get("cooldown").number(),
        set.get("min_lr").number(),
        set.get("eps").number());
    Schedule.Run run = schedule.start(golden.get("lr").number(),
        Mode.valueOf(set.get("mode").text().toUpperCase(Locale.ROOT)));
    List<Golden> metrics = golden.get("metrics").list();
    for (int epoch = 0; epoch < metrics.size(); epoch++) {
      double rate = golden.get("expected").list().get(epoch).number();
      run.epochDone(metrics.get(epoch).number());
      run.stepDone();
      assertEquals(rate, run.rate(), 1e-9 * rate, "after epoch " + (epoch + 1));
    }
  }

  @Test
  void eachRunStartsAfresh() {
    ReduceOnPlateau schedule = ReduceOnPlateau.factor(0.5).patience(0).minimum(0.1);
    for (int run = 0; run < 2; run++) {
      Schedule.Run started = schedule.start(1, Mode.MIN);
      started.epochDone(3);
      assertEquals(1, started.rate());
      started.epochDone(Double.NaN);
      assertEquals(0.5, started.rate());
    }
    assertThrows(IllegalArgumentException.class, () -> ReduceOnPlateau.factor(1));
  }
}
