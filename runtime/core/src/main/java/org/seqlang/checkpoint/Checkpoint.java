package org.seqlang.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.data.Vocabulary;
import org.seqlang.tensor.NamedArray;
import org.seqlang.tensor.Tensor;

/**
 * A saved model, as read from a safetensors file: its parameters by name and, unless somebody else wrote the file, the
 * model's name, the hyper-parameters that it was made with, and its vocabulary if it was saved with one.
 */
public final class Checkpoint {

  private static final String MODEL = "seqlang.model";
  private static final String HYPERPARAMETER = "seqlang.hyperparameter.";
  private static final String VOCABULARY = "seqlang.vocabulary";

  private final Path file;
  private final SafeTensors content;

  private Checkpoint(Path file, SafeTensors content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Writes a model to a file, atomically.
   *
   * @param model its full name
   * @param hyperparameters as text, by name
   * @throws CheckpointException if the file cannot be written; it is then what it was before
   */
  public static void write(
      Path file,
      String model,
      Map<String, String> hyperparameters,
      Iterable<? extends NamedArray> parameters,
      Optional<Vocabulary> vocabulary) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(MODEL, model);
    hyperparameters.forEach((name, value) -> metadata.put(HYPERPARAMETER + name, value));
    vocabulary.ifPresent(words -> metadata.put(VOCABULARY, words.toJson()));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (NamedArray parameter : parameters) {
      tensors.put(parameter.name(), Tensor.of(parameter.values(), parameter.shape()));
    }
    new SafeTensors(tensors, metadata).write(file);
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException if there is none, or it is not a whole safetensors file
   */
  public static Checkpoint read(Path file) {
    return new Checkpoint(file, SafeTensors.read(file));
  }

  /** The full name of the model that was saved; empty if somebody else wrote the file. */
  public Optional<String> model() {
    return Optional.ofNullable(content.metadata().get(MODEL));
  }

  /** The hyper-parameters of the model that was saved, as text; none if somebody else wrote the file. */
  public Map<String, String> hyperparameters() {
    Map<String, String> hyperparameters = new LinkedHashMap<>();
    content.metadata().forEach((name, value) -> {
      if (name.startsWith(HYPERPARAMETER)) {
        hyperparameters.put(name.substring(HYPERPARAMETER.length()), value);
      }
    });
    return Collections.unmodifiableMap(hyperparameters);
  }

  /**
   * The vocabulary that the model was saved with.
   *
   * @throws CheckpointException if it is broken
   */
  public Optional<Vocabulary> vocabulary() {
    try {
      return Optional.ofNullable(content.metadata().get(VOCABULARY)).map(Vocabulary::fromJson);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file + ": the vocabulary in it is broken: " + e.getMessage(), e);
    }
  }

  /** The parameters by name. */
  public Map<String, Tensor> tensors() {
    return content.tensors();
  }

  /**
   * Demands that the file was saved from this model, so that its hyper-parameters mean what they say.
   *
   * @throws CheckpointException if another model, or somebody else, wrote it
   */
  public void requireModel(String name) {
    String saved = model().orElseThrow(() -> new CheckpointException(file + " does not say which model it was saved"
        + " from: make the model with its sizes yourself, and then take the weights from this file"));
    if (!saved.equals(name)) {
      throw new CheckpointException(file + " was saved from the model " + saved + ", not from " + name
          + ": load it with the class of that model");
    }
  }

  /**
   * A hyper-parameter that is a size.
   *
   * @throws CheckpointException if the file does not have it, or not as a whole number
   */
  public int size(String name) {
    String value = hyperparameter(name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new CheckpointException(file + ": the hyper-parameter " + name + " is '" + value + "', not a whole"
          + " number", e);
    }
  }

  /**
   * A hyper-parameter that is a real number.
   *
   * @throws CheckpointException if the file does not have it, or not as a number
   */
  public double real(String name) {
    String value = hyperparameter(name);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new CheckpointException(file + ": the hyper-parameter " + name + " is '" + value + "', not a number", e);
    }
  }

  /**
   * Copies the file's numbers into parameters: all of them, or none if something does not fit.
   *
   * @throws CheckpointException if a parameter is missing, unexpected or of another shape; the message lists them all
   */
  public void restore(Iterable<? extends NamedArray> parameters) {
    List<String> problems = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(tensors().keySet());
    for (NamedArray parameter : parameters) {
      unexpected.remove(parameter.name());
      check(parameter).ifPresent(problems::add);
    }
    unexpected.forEach(name -> problems.add("unexpected: " + name + " " + tensors().get(name).shape()));
    if (!problems.isEmpty()) {
      throw new CheckpointException(file + " does not fit the model:\n  " + String.join("\n  ", problems)
          + "\nmake the model with the sizes that it was saved with" + sizes() + ", or save it again");
    }
    for (NamedArray parameter : parameters) {
      float[] values = tensors().get(parameter.name()).values();
      System.arraycopy(values, 0, parameter.values(), 0, values.length);
      parameter.touched();
    }
  }

  private Optional<String> check(NamedArray parameter) {
    String shape = Arrays.toString(parameter.shape());
    Tensor tensor = tensors().get(parameter.name());
    if (tensor == null) {
      return Optional.of("missing: " + parameter.name() + " " + shape);
    }
    if (!Arrays.equals(tensor.shape().toArray(), parameter.shape())) {
      return Optional.of("sizes differ: " + parameter.name() + " is " + tensor.shape() + " in the file and " + shape
          + " in the model");
    }
    return Optional.empty();
  }

  private String sizes() {
    return hyperparameters().isEmpty() ? "" : " " + hyperparameters();
  }

  private String hyperparameter(String name) {
    String value = hyperparameters().get(name);
    if (value == null) {
      throw new CheckpointException(file + " does not have the hyper-parameter " + name + ", only "
          + hyperparameters().keySet() + ": it was saved by another version of the model; save it again");
    }
    return value;
  }
}
