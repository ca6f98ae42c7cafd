package org.seqlang.model;

import java.util.Map;

/** A model with its sizes fixed and its parameters made: what a generated class is. */
public interface Model {

  /** The model's full name, {@code samples.sentiment.SentimentClassifier}. */
  String name();

  Parameters parameters();

  /** The hyper-parameters as text, by name in the order of their declaration: enough to make the model again. */
  Map<String, String> hyperparameters();
}
