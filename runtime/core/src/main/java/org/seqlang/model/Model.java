package org.seqlang.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.seqlang.checkpoint.Checkpoint;
import org.seqlang.data.Vocabulary;

/** A model with its sizes fixed and its parameters made: what a generated class is. */
public interface Model {

  /** The model's full name, {@code samples.sentiment.SentimentClassifier}. */
  String name();

  Parameters parameters();

  /** The hyper-parameters as text, by name in the order of their declaration: enough to make the model again. */
  Map<String, String> hyperparameters();

  /**
   * Writes parameters and hyper-parameters to a safetensors file, atomically.
   *
   * @throws org.seqlang.checkpoint.CheckpointException if it cannot be written; it is then what it was before
   */
  default void save(Path file) {
    Checkpoint.write(file, name(), hyperparameters(), parameters(), Optional.empty());
  }

  /**
   * Writes parameters, hyper-parameters and the vocabulary of the model's texts to a safetensors file, atomically.
   *
   * @throws org.seqlang.checkpoint.CheckpointException if it cannot be written; it is then what it was before
   */
  default void save(Path file, Vocabulary vocabulary) {
    Checkpoint.write(file, name(), hyperparameters(), parameters(), Optional.of(vocabulary));
  }
}
