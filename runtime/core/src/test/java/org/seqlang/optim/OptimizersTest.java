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
import org.seqlang.model.Initializers;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.Tensor;

class OptimizersTest {

  static Stream<Golden> optimizers() {
    return Golden.cases("optimizers");
  }

  static Stream<Golden> clippings() {
    return Golden.cases("clip_grad_norm");
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stepAsPyTorchDoes(Golden golden) {
    Parameter parameter = parameter(golden.get("start").tensor());
    OptimizerState state = optimizer(golden).start(Parameters.of(parameter));
    List<Golden> gradients = golden.get("gradients").list();
    for (int step = 0; step < gradients.size(); step++) {
      float[] gradient = gradients.get(step).tensor().values();
      System.arraycopy(gradient, 0, parameter.gradient(), 0, gradient.length);
      state.step();
      golden.get("expected").list().get(step).assertNear(parameter.values(), "after step " + (step + 1));
    }
    assertEquals(gradients.size(), parameter.version());
  }

  @ParameterizedTest
  @MethodSource("clippings")
  void clipsTheNormAsPyTorchDoes(Golden golden) {
    List<Parameter> list = golden.get("gradients").list().stream().map(gradient -> {
      Parameter parameter = parameter(gradient.tensor());
      System.arraycopy(parameter.values(), 0, parameter.gradient(), 0, parameter.size());
      return parameter;
    }).toList();
    double norm = Clipping.byNorm(Parameters.of(list), golden.get("max_norm").number());
    assertEquals(golden.get("norm").number(), norm, 1e-6 * Math.max(1, norm));
    for (int i = 0; i < list.size(); i++) {
      golden.get("expected").list().get(i).assertNear(list.get(i).gradient(), "gradient " + i);
    }
  }

  @Test
  void clipsValues() {
    Parameter parameter = parameter(Tensor.zeros(3));
    System.arraycopy(new float[] {-3, 0.5f, 9}, 0, parameter.gradient(), 0, 3);
    Clipping.byValue(Parameters.of(parameter), 1);
    assertArrayEquals(new float[] {-1, 0.5f, 1}, parameter.gradient());
    assertThrows(IllegalArgumentException.class, () -> Clipping.byNorm(Parameters.of(parameter), 0));
  }

  @Test
  void frozenParametersStay() {
    Parameter parameter = parameter(Tensor.vector(1, 2));
    parameter.gradient()[0] = 1;
    parameter.freeze();
    OptimizerState state = Adam.rate(0.1).start(Parameters.of(parameter));
    state.step();
    assertArrayEquals(new float[] {1, 2}, parameter.values());
    assertEquals(0, parameter.version());
    parameter.unfreeze();
    state.step();
    assertEquals(0.9f, parameter.values()[0], 1e-6, "the first step of Adam is one rate long, however late it comes");
  }

  /** A frozen parameter with a huge gradient has no say in clipping, and decay and momentum leave its bits alone. */
  @Test
  void frozenParametersAreNeitherClippedNorDecayed() {
    for (Optimizer optimizer : List.of(AdamW.rate(0.1).weightDecay(0.5), Adam.rate(0.1).weightDecay(0.5),
        SGD.rate(0.1).momentum(0.9).weightDecay(0.5), RMSprop.rate(0.1).momentum(0.9).weightDecay(0.5))) {
      Parameter frozen = Parameter.of("frozen", 2);
      frozen.assign(new float[] {0.1f, -0.0f});
      Parameter free = parameter(Tensor.vector(1, 2));
      Parameters both = Parameters.of(frozen, free);
      OptimizerState state = optimizer.start(both);
      for (int step = 0; step < 3; step++) {
        if (step == 1) {
          frozen.freeze();
          frozen.assign(new float[] {0.1f, -0.0f});
        }
        frozen.gradient()[0] = 1e6f;
        free.gradient()[0] = 0.3f;
        free.gradient()[1] = 0.4f;
        double norm = Clipping.byNorm(both, 1);
        assertEquals(step == 0 ? 1e6 : 0.5, norm, 1e-3);
        assertEquals(step == 0 ? 3e-7f : 0.3f, free.gradient()[0], 1e-7f, "too short to be clipped without the other");
        state.step();
      }
      assertArrayEquals(new int[] {Float.floatToRawIntBits(0.1f), Float.floatToRawIntBits(-0.0f)},
          new int[] {Float.floatToRawIntBits(frozen.values()[0]), Float.floatToRawIntBits(frozen.values()[1])});
    }
  }

  @Test
  void largeParametersAreUpdatedAsSmallOnes() {
    Parameter large = Parameter.of("large", 300_000);
    Initializers.normal(large.values(), 1, 1);
    Initializers.normal(large.gradient(), 1, 2);
    Parameter small = Parameter.of("small", 1);
    small.values()[0] = large.values()[299_999];
    small.gradient()[0] = large.gradient()[299_999];
    AdamW.rate(0.01).start(Parameters.of(large)).step();
    AdamW.rate(0.01).start(Parameters.of(small)).step();
    assertEquals(small.values()[0], large.values()[299_999], 1e-7);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertEquals("a learning rate of -1.0 makes no sense: choose 0 or more",
        assertThrows(IllegalArgumentException.class, () -> Adam.rate(-1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> AdamW.rate(1).betas(1, 0.9));
    assertThrows(IllegalArgumentException.class, () -> SGD.rate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> SGD.rate(1).nesterov(0));
    assertThrows(IllegalArgumentException.class,
        () -> SGD.rate(1).start(Parameters.of(List.of())).rate(Double.POSITIVE_INFINITY));
  }

  private static Optimizer optimizer(Golden golden) {
    Golden set = golden.get("settings");
    double rate = set.get("lr").number();
    double decay = set.get("weight_decay").number();
    return switch (golden.get("optimizer").text()) {
      case "SGD" -> new SGD(rate, set.get("momentum").number(), set.get("dampening").number(),
          set.get("nesterov").truth(), decay);
      case "Adam" -> Adam.rate(rate).weightDecay(decay).epsilon(set.get("eps").number())
          .betas(set.get("beta1").number(), set.get("beta2").number());
      case "AdamW" -> AdamW.rate(rate).weightDecay(decay).epsilon(set.get("eps").number())
          .betas(set.get("beta1").number(), set.get("beta2").number());
      case "RMSprop" -> new RMSprop(rate, set.get("alpha").number(), set.get("eps").number(),
          set.get("centered").truth(), set.get("momentum").number(), decay);
      default -> throw new IllegalArgumentException(golden.toString());
    };
  }

  private static Parameter parameter(Tensor tensor) {
    Parameter parameter = Parameter.of("p" + tensor.shape(), tensor.shape().toArray());
    System.arraycopy(tensor.values(), 0, parameter.values(), 0, parameter.size());
    return parameter;
  }
}
