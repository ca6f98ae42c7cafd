package org.seqlang.compiler.interpret;

import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Array;

/**
 * What a graph computed for a batch.
 *
 * @param examples for each example the results by name; shared ones are repeated
 */
public record Outcome(List<Map<String, Array>> examples) {

  public Outcome {
    examples = List.copyOf(examples);
  }

  /** A result of each example. */
  public List<Array> result(String name) {
    return examples.stream().map(results -> results.get(name)).toList();
  }

  /** A result that is the same for all examples, such as the gradient of a parameter. */
  public Array shared(String name) {
    return examples.get(0).get(name);
  }
}
