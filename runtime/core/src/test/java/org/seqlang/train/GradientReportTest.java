package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.autograd.Variable;
import org.seqlang.model.Initializers;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Tensor;

class GradientReportTest {

  private static final int HIDDEN = 8;

  private final Parameter input = Parameter.of("input", 3, HIDDEN);
  private final Parameter recurrent = Parameter.of("recurrent", HIDDEN, HIDDEN);
  private final Parameters parameters = Parameters.of(input, recurrent);

  private static Tensor sequence(int steps, long seed) {
    Tensor sequence = Tensor.zeros(steps, 3);
    Initializers.normal(sequence.values(), 1e-4, seed);
    return sequence;
  }

  /** An RNN whose recurrent weights are a rotation times a gain; inputs are small, so that tanh is nearly linear. */
  private GradientReport report(double gain) {
    Initializers.normal(input.values(), 0.5, 1);
    Initializers.orthogonal(recurrent.values(), HIDDEN, HIDDEN, gain, 2);
    return GradientReport.of(parameters, List.of(sequence(20, 3), sequence(7, 4), sequence(1, 5)), (tape, x) -> {
      Variable h = tape.constant(Tensor.zeros(1, HIDDEN));
      for (int t = 0; t < x.shape().size(0); t++) {
        h = x.slice(0, t, t + 1).matmul(tape.parameter(input)).add(h.matmul(tape.parameter(recurrent))).tanh();
      }
      return h.sum();
    });
  }

  @Test
  void smallRecurrentWeightsMakeGradientsVanish() {
    GradientReport report = report(0.5);
    assertEquals(GradientReport.Verdict.VANISHING, report.verdict(), report.toString());
    assertEquals(0.5, report.decay(), 0.05);
    assertEquals(20, report.stepsBack().size());
    assertTrue(report.toString().contains("vanishing: times 0."), report.toString());
    assertTrue(report.parameters().get("input") > 0, report.toString());
    assertEquals(0, parameters.gradientNorm());
  }

  @Test
  void largeRecurrentWeightsMakeThemExplode() {
    GradientReport report = report(1.6);
    assertEquals(GradientReport.Verdict.EXPLODING, report.verdict(), report.toString());
    assertEquals(1.6, report.decay(), 0.15);
  }

  @Test
  void aRotationKeepsThem() {
    GradientReport report = report(1);
    assertEquals(GradientReport.Verdict.HEALTHY, report.verdict(), report.toString());
    String svg = report.svg();
    assertTrue(svg.startsWith("<svg ") && svg.contains("healthy: gradient times"), svg);
    assertEquals(20, svg.split("points=\"")[1].split("\"")[0].split(" ").length);
  }

  @Test
  void gradientsThatNeverArriveAndSequencesThatAreTooShort() {
    GradientReport none = GradientReport.of(parameters, List.of(sequence(3, 1)),
        (tape, x) -> x.slice(0, 2, 3).scale(0).sum());
    assertEquals(GradientReport.Verdict.HEALTHY, none.verdict());
    GradientReport last = GradientReport.of(parameters, List.of(sequence(3, 1)),
        (tape, x) -> x.slice(0, 2, 3).sum());
    assertEquals(GradientReport.Verdict.VANISHING, last.verdict());
    assertTrue(last.svg().contains("<polyline"));
    recurrent.freeze();
    assertEquals(0, report(1).parameters().get("recurrent"));
    assertThrows(InputException.class, () -> GradientReport.of(parameters, List.of(sequence(1, 1)),
        (tape, x) -> x.sum()));
  }
}
