package org.seqlang.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.data.Vocabulary;
import org.seqlang.model.Initializers;
import org.seqlang.model.Model;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.Tensor;

class CheckpointTest {

  @TempDir
  private Path folder;
  private Path file;
  private final Toy toy = new Toy(3);

  /** Weight and bias of a layer. */
  private static final class Toy implements Model {
    private final Parameters parameters;
    private final int hidden;

    Toy(int hidden) {
      this.hidden = hidden;
      this.parameters = Parameters.of(Parameter.of("output.weight", 2, hidden), Parameter.of("output.bias", 2));
      Initializers.normal(parameters.get("output.weight").values(), 1, 1);
    }

    @Override
    public String name() {
      return "test.Toy";
    }

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public Map<String, String> hyperparameters() {
      Map<String, String> hyperparameters = new LinkedHashMap<>();
      hyperparameters.put("hidden", Integer.toString(hidden));
      hyperparameters.put("rate", "0.5");
      return hyperparameters;
    }
  }

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("toy.safetensors");
  }

  @Test
  void bringsEverythingBack() {
    Vocabulary vocabulary = Vocabulary.of(List.of("great acting"));
    toy.save(file, vocabulary);
    Checkpoint checkpoint = Checkpoint.read(file);
    checkpoint.requireModel("test.Toy");
    assertEquals(3, checkpoint.size("hidden"));
    assertEquals(0.5, checkpoint.real("rate"));
    assertEquals(toy.hyperparameters(), checkpoint.hyperparameters());
    assertEquals(Optional.of(vocabulary), checkpoint.vocabulary());
    Toy other = new Toy(3);
    other.parameters().get("output.weight").values()[0] = 99;
    int version = other.parameters().get("output.weight").version();
    checkpoint.restore(other.parameters());
    assertArrayEquals(toy.parameters().get("output.weight").values(), other.parameters().get("output.weight").values());
    assertEquals(version + 1, other.parameters().get("output.weight").version());
  }

  @Test
  void aFileWithoutVocabularyHasNone() {
    toy.save(file);
    assertEquals(Optional.empty(), Checkpoint.read(file).vocabulary());
  }

  @Test
  void listsAllThatDoesNotFitAndChangesNothing() {
    toy.save(file);
    Parameters others = Parameters.of(
        Parameter.of("output.bias", 2), Parameter.of("output.weight", 2, 4), Parameter.of("encoder.bias", 5));
    others.get("output.bias").values()[0] = 8;
    assertEquals(file + """
         does not fit the model:
          sizes differ: output.weight is [2, 3] in the file and [2, 4] in the model
          missing: encoder.bias [5]
        make the model with the sizes that it was saved with {hidden=3, rate=0.5}, or save it again""",
        assertThrows(CheckpointException.class, () -> Checkpoint.read(file).restore(others)).getMessage());
    assertEquals(8, others.get("output.bias").values()[0]);
    assertTrue(assertThrows(CheckpointException.class,
        () -> Checkpoint.read(file).restore(Parameters.of(Parameter.of("output.bias", 2)))).getMessage()
        .contains("unexpected: output.weight [2, 3]"));
  }

  @Test
  void knowsItsModelAndItsSizes() {
    toy.save(file);
    Checkpoint checkpoint = Checkpoint.read(file);
    assertRefused("was saved from the model test.Toy, not from test.Other",
        () -> checkpoint.requireModel("test.Other"));
    assertRefused("does not have the hyper-parameter layers, only [hidden, rate]", () -> checkpoint.size("layers"));
    assertRefused("the hyper-parameter rate is '0.5', not a whole number", () -> checkpoint.size("rate"));
    new SafeTensors(Map.of("a", Tensor.scalar(1)), Map.of("seqlang.vocabulary", "?")).write(file);
    assertRefused("does not say which model", () -> Checkpoint.read(file).requireModel("test.Toy"));
    assertRefused("the vocabulary in it is broken", () -> Checkpoint.read(file).vocabulary());
  }

  private void assertRefused(String part, Runnable code) {
    String message = assertThrows(CheckpointException.class, code::run).getMessage();
    assertTrue(message.startsWith(file.toString()) && message.contains(part), message);
  }
}
