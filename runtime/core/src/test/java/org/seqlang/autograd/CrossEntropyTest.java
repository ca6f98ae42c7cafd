package org.seqlang.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.golden.Golden;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Tensor;

class CrossEntropyTest {

  static Stream<Golden> options() {
    return Golden.cases("cross_entropy_options");
  }

  @ParameterizedTest
  @MethodSource("options")
  void optionsMeanWhatTheyMeanInPyTorch(Golden golden) {
    CrossEntropy options = CrossEntropy.plain().smoothing(golden.get("smoothing").number())
        .ignored((int) golden.get("ignored").number());
    if (golden.get("weighted").truth()) {
      float[] weights = golden.get("weights").tensor().values();
      options = options.weights(weights[0], weights[1], weights[2], weights[3]);
    }
    Tape tape = Tape.recording();
    Variable scores = tape.variable(golden.get("scores").tensor());
    Variable loss = scores.crossEntropy(options, golden.get("labels").integers());
    tape.backward(loss);
    golden.get("expected").assertNear(loss.value().values(), "loss");
    golden.get("gradient").assertNear(scores.gradient().values(), "gradient");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Variable scores = Tape.recording().variable(Tensor.zeros(2, 3));
    CrossEntropy plain = CrossEntropy.plain();
    assertEquals("a cross-entropy needs a label that counts, but all 2 are ignored or of weight 0",
        assertThrows(InputException.class, () -> scores.crossEntropy(plain.ignored(1), 1, 1)).getMessage());
    assertThrows(InputException.class, () -> scores.crossEntropy(plain, 1, 3));
    assertThrows(InputException.class, () -> scores.crossEntropy(plain, 1));
    assertThrows(InputException.class, () -> scores.crossEntropy(plain.weights(1, 2), 1, 1));
    assertThrows(IllegalArgumentException.class, () -> plain.smoothing(2));
    assertThrows(IllegalArgumentException.class, () -> plain.weights(-1));
  }
}
