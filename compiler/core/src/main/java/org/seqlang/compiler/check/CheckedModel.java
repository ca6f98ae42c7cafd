package org.seqlang.compiler.check;

import java.util.List;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/**
 * A model without errors.
 *
 * @param packageName with dots; empty for the unnamed package
 * @param parameters all of them, those of its parts too, in PyTorch's order and with PyTorch's names
 * @param own the parameters that the model declares itself
 * @param binding what its hyper-parameters stand for: themselves, or their fixed values
 * @param span of its name
 */
public record CheckedModel(
    String packageName, String name, String documentation, List<HyperParameter> hyperParameters, List<Part> parts,
    List<CheckedLayer.Parameter> own, List<Parameter> parameters, List<CheckedFunction> functions, Binding binding,
    Span span) {

  public CheckedModel {
    hyperParameters = List.copyOf(hyperParameters);
    parts = List.copyOf(parts);
    own = List.copyOf(own);
    parameters = List.copyOf(parameters);
    functions = List.copyOf(functions);
  }

  /**
   * A trained array.
   *
   * @param name as saved: {@code encoder.weight_ih_l0_reverse}
   * @param type over the model's hyper-parameters
   */
  public record Parameter(String name, String documentation, Type type, Initializer initializer) {}

  /** The functions of a kind, in the order written. */
  public Stream<CheckedFunction> functions(CheckedFunction.Kind kind) {
    return functions.stream().filter(f -> f.kind() == kind);
  }

  /** @throws IllegalArgumentException if there is none of that name */
  public CheckedFunction function(String wanted) {
    return functions.stream().filter(f -> f.name().equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model " + name + " has no function " + wanted));
  }

  /** @throws IllegalArgumentException if there is none of that name */
  public Part part(String wanted) {
    return parts.stream().filter(p -> p.name().equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model " + name + " has no part " + wanted));
  }
}
