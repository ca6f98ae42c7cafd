package org.seqlang.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqlang.golden.Golden;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.Tensor;

/** A weights file that this library did not write. */
class PyTorchFileTest {

  @Test
  void theClassifiersParametersAreReadUnderPyTorchsNames() throws Exception {
    URI file = Objects.requireNonNull(getClass().getResource("/goldens/classifier.safetensors")).toURI();
    Checkpoint checkpoint = Checkpoint.read(Path.of(file));
    assertFalse(checkpoint.tensors().isEmpty());
    Golden expected = Golden.cases("classifier").findFirst().orElseThrow().get("parameters");
    Parameters parameters = Parameters.of(checkpoint.tensors().entrySet().stream()
        .map((Map.Entry<String, Tensor> entry) -> Parameter.of(entry.getKey(), entry.getValue().shape().toArray()))
        .toList());
    checkpoint.restore(parameters);
    for (Parameter parameter : parameters) {
      expected.get(parameter.name()).assertNear(parameter.values(), parameter.name());
    }
    assertEquals(Optional.empty(), checkpoint.model());
    assertEquals(Map.of(), checkpoint.hyperparameters());
  }
}
