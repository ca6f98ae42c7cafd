package org.seqlang.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.golden.Golden;
import org.seqlang.model.Parameter;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Tensor;

class TapeTest {

  @Test
  void aFunctionWithItsOwnDerivativeIsOneNode() {
    Tape tape = Tape.recording();
    Parameter weight = Parameter.of("weight", 2);
    Variable x = tape.variable(Tensor.vector(1, 2));
    Variable twice = tape.function(List.of(x), Tensor.vector(2, 4), gradient -> {
      for (int i = 0; i < 2; i++) {
        x.gradient().values()[i] += 2 * gradient.get(i);
        weight.gradient()[i] += 7 * gradient.get(i);
      }
    });
    tape.backward(twice.square().sum());
    assertArrayEquals(new float[] {8, 16}, x.gradient().values());
    assertArrayEquals(new float[] {28, 56}, weight.gradient());
  }

  @Test
  void aFunctionOfConstantsStillReachesItsParameters() {
    Tape tape = Tape.recording();
    Parameter weight = Parameter.of("weight", 1);
    Variable output = tape.function(List.of(tape.constant(Tensor.scalar(1))), Tensor.scalar(3),
        gradient -> weight.gradient()[0] += gradient.item());
    tape.backward(output.scale(5));
    assertEquals(5, weight.gradient()[0]);
  }

  @Test
  void parametersCollectGradientsUnlessFrozen() {
    Parameter weight = Parameter.of("weight", 2);
    weight.gradient()[0] = 1;
    for (int round = 0; round < 2; round++) {
      Tape tape = Tape.recording();
      tape.backward(tape.parameter(weight).scale(3).sum().add(tape.parameter(weight).sum()));
    }
    assertArrayEquals(new float[] {9, 8}, weight.gradient());
    weight.freeze();
    Tape tape = Tape.recording();
    assertFalse(tape.parameter(weight).needsGradient());
    tape.backward(tape.parameter(weight).sum());
    assertArrayEquals(new float[] {9, 8}, weight.gradient());
  }

  @Test
  void constantsAndDetachedValuesStopGradients() {
    Tape tape = Tape.recording();
    Variable x = tape.variable(Tensor.scalar(3));
    tape.backward(x.multiply(x.detach()));
    assertEquals(3, x.gradient().item());
    Variable constant = tape.constant(Tensor.scalar(1)).tanh();
    assertFalse(constant.needsGradient());
    assertThrows(IllegalStateException.class, constant::gradient);
  }

  @Test
  void misuseIsExplained() {
    Tape tape = Tape.recording();
    Variable x = tape.variable(Tensor.vector(1, 2));
    assertEquals("a gradient is taken of one number, but this has the shape [2]: sum it or take its mean first, or say"
        + " how much each element counts",
        assertThrows(IllegalArgumentException.class, () -> tape.backward(x)).getMessage());
    tape.backward(x.sum());
    assertTrue(assertThrows(IllegalStateException.class,
        () -> tape.backward(x.sum())).getMessage().contains("already"));
    Tape silent = Tape.withoutGradients();
    assertTrue(assertThrows(IllegalStateException.class,
        () -> silent.backward(silent.variable(Tensor.scalar(1)))).getMessage().contains("does not record"));
    assertThrows(IllegalArgumentException.class, () -> silent.variable(Tensor.vector(1, 2)).add(x));
    assertEquals("the shapes [2] and [3] do not go together: they must be equal, or one the end of the other",
        assertThrows(IllegalArgumentException.class, () -> x.add(tape.constant(Tensor.zeros(3)))).getMessage());
    assertThrows(IllegalArgumentException.class, () -> x.matmul(x));
    assertThrows(IllegalArgumentException.class,
        () -> tape.constant(Tensor.zeros(2, 3)).matmul(tape.constant(Tensor.zeros(2, 3))));
    assertThrows(IllegalArgumentException.class, () -> x.slice(0, 1, 3));
    assertThrows(IllegalArgumentException.class, () -> x.rows(2));
    assertThrows(IllegalArgumentException.class, () -> Variable.concat(0, List.of()));
    assertThrows(IllegalArgumentException.class, () -> x.meanSquaredError(x.sum()));
    assertEquals("label 2 of row 0 is not in 0..1: the scores are for 2 classes",
        assertThrows(InputException.class, () -> x.reshape(1, 2).crossEntropy(2)).getMessage());
    assertThrows(InputException.class, () -> x.reshape(1, 2).crossEntropy(1, 1));
  }

  @Test
  void logSoftmaxSurvivesLargeScores() {
    Tape tape = Tape.withoutGradients();
    float[] logs = tape.constant(Tensor.vector(1000, 0, -1000)).logSoftmax().value().values();
    assertArrayEquals(new float[] {0, -1000, -2000}, logs);
  }

  static Stream<Golden> crossEntropies() {
    return Golden.cases("cross_entropy").filter(golden -> golden.get("class_weights").list().isEmpty()
        && golden.get("label_smoothing").number() == 0 && golden.get("ignore_index").number() == -100
        && golden.get("reduction").text().equals("mean"));
  }

  @ParameterizedTest
  @MethodSource("crossEntropies")
  void crossEntropyIsPyTorchs(Golden golden) {
    Tape tape = Tape.recording();
    Variable logits = tape.variable(golden.get("given").get("logits").tensor());
    Variable loss = logits.crossEntropy(golden.get("labels").integers());
    golden.get("expected").assertNear(loss.value().values(), "loss");
    tape.backward(loss);
    golden.get("gradients").get("logits").assertNear(logits.gradient().values(), "gradient");
  }

  static Stream<Arguments> softmaxes() {
    return Stream.concat(
        Golden.cases("softmax").map(golden -> Arguments.of("softmax " + golden, golden)),
        Golden.cases("log_softmax").map(golden -> Arguments.of("log_softmax " + golden, golden)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("softmaxes")
  void softmaxIsPyTorchs(String name, Golden golden) {
    Tape tape = Tape.recording();
    Variable x = tape.variable(golden.get("given").get("input").tensor());
    Variable output = name.startsWith("log") ? x.logSoftmax() : x.softmax();
    golden.get("expected").assertNear(output.value().values(), name);
    tape.backward(output, golden.get("loss_weights").tensor());
    golden.get("gradients").get("input").assertNear(x.gradient().values(), name + " gradient");
  }

  static Stream<Golden> squaredErrors() {
    return Golden.cases("mse").filter(golden -> golden.get("reduction").text().equals("mean"));
  }

  @ParameterizedTest
  @MethodSource("squaredErrors")
  void meanSquaredErrorIsPyTorchs(Golden golden) {
    Tape tape = Tape.recording();
    Variable input = tape.variable(golden.get("given").get("input").tensor());
    Variable target = tape.variable(golden.get("given").get("target").tensor());
    Variable loss = input.meanSquaredError(target);
    golden.get("expected").assertNear(loss.value().values(), "loss");
    tape.backward(loss);
    golden.get("gradients").get("input").assertNear(input.gradient().values(), "gradient of input");
    golden.get("gradients").get("target").assertNear(target.gradient().values(), "gradient of target");
  }
}
