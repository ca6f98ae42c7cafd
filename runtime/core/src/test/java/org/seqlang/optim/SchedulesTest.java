package org.seqlang.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.golden.Golden;

class SchedulesTest {

  static Stream<Golden> schedules() {
    return Golden.cases("schedules");
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void epochsGoAsInPyTorch(Golden golden) {
    follow(golden, schedule(golden, false), false);
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void stepsGoAsInPyTorch(Golden golden) {
    follow(golden, schedule(golden, true), true);
  }

  /** Checks each rate, starting a new run from the memory of the last one every time. */
  private static void follow(Golden golden, Schedule schedule, boolean steps) {
    List<Golden> expected = golden.get("expected").list();
    Schedule.Run run = schedule.start(golden.get("lr").number(), Mode.MIN);
    for (int n = 0; n < expected.size(); n++) {
      assertEquals(expected.get(n).number(), run.rate(), 1e-9, "after " + n);
      if (steps) {
        run.stepDone();
      } else {
        run.epochDone(1);
      }
      double[] memory = run.memory();
      run = schedule.start(golden.get("lr").number(), Mode.MIN);
      run.restore(memory);
      assertArrayEquals(memory, run.memory());
    }
  }

  private static Schedule schedule(Golden golden, boolean steps) {
    Golden set = golden.get("settings");
    if (golden.get("schedule").text().equals("WarmUp")) {
      int over = (int) set.get("total_iters").number();
      StepDecay decay = StepDecay.every((int) set.get("step_size").number(), set.get("gamma").number());
      return (steps ? WarmUp.steps(over) : WarmUp.epochs(over)).from(set.get("start_factor").number())
          .then(steps ? decay.everyStep() : decay);
    }
    Curve curve = curve(golden.get("schedule").text(), set);
    return steps ? curve.everyStep() : curve;
  }

  private static Curve curve(String name, Golden set) {
    return switch (name) {
      case "StepLR" -> StepDecay.every((int) set.get("step_size").number(), set.get("gamma").number());
      case "MultiStepLR" -> MilestoneDecay.at(set.get("gamma").number(), set.get("milestones").integers());
      case "ExponentialLR" -> ExponentialDecay.factor(set.get("gamma").number());
      case "CosineAnnealingLR" -> CosineDecay.over((int) set.get("T_max").number())
          .minimum(set.get("eta_min").number());
      case "OneCycleLR" -> OneCycle.over((int) set.get("total_steps").number()).rising(set.get("pct_start").number())
          .divisors(set.get("div_factor").number(), set.get("final_div_factor").number());
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Test
  void aPlateauAfterAWarmUpDoesNotSeeItsEpochs() {
    Schedule.Run run = WarmUp.steps(2).from(0.5).then(ReduceOnPlateau.factor(0.5).patience(0)).start(1, Mode.MIN);
    assertEquals(0.5, run.rate());
    run.stepDone();
    run.epochDone(-9);
    assertEquals(0.75, run.rate());
    run.stepDone();
    run.epochDone(3);
    assertEquals(1, run.rate());
    run.epochDone(3);
    assertEquals(0.5, run.rate());
  }

  @Test
  void onesOwnIsAFunctionOfTime() {
    Curve halving = (n, rate) -> rate * Math.pow(0.5, n);
    Schedule.Run run = halving.start(1, Mode.MIN);
    run.stepDone();
    assertEquals(1, run.rate());
    run.epochDone(0);
    assertEquals(0.5, run.rate());
    assertEquals(1, Schedule.constant().start(1, Mode.MAX).rate());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertEquals("a warm-up over so many epochs or steps of 0.0 makes no sense: choose 1 or more",
        assertThrows(IllegalArgumentException.class, () -> WarmUp.steps(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> StepDecay.every(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> MilestoneDecay.at(0.5, 0));
    assertThrows(IllegalArgumentException.class, () -> ExponentialDecay.factor(0));
    assertThrows(IllegalArgumentException.class, () -> CosineDecay.over(0));
    assertThrows(IllegalArgumentException.class, () -> OneCycle.over(10).rising(1));
    assertThrows(IllegalArgumentException.class, () -> CosineDecay.over(3).start(1, Mode.MIN).restore(new double[4]));
    assertThrows(IllegalArgumentException.class,
        () -> ReduceOnPlateau.factor(0.5).start(1, Mode.MIN).restore(new double[1]));
  }
}
