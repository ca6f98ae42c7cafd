package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/**
 * A layer, or a cell: a layer with states. Types are over its own hyper-parameters and over the free sizes of its
 * inputs.
 *
 * @param steps in an order in which they can run
 * @param out what it gives; for a cell, at one step
 * @param freeSizes sizes of the inputs that are no hyper-parameters, found where the layer is applied
 * @param structuralSizes size hyper-parameters that shape the program, such as a number of layers
 * @param span of the declaration's name
 */
public record CheckedLayer(
    String name, String documentation, List<HyperParameter> hyperParameters, List<Parameter> parameters,
        List<Part> parts, boolean isCell,
    List<Input> inputs, List<State> states, List<Step> steps, Typed out, List<Beside> beside, Set<Symbol> freeSizes,
        Set<String> structuralSizes,
    Span span) {

  public CheckedLayer {
    hyperParameters = List.copyOf(hyperParameters);
    parameters = List.copyOf(parameters);
    parts = List.copyOf(parts);
    inputs = List.copyOf(inputs);
    states = List.copyOf(states);
    steps = List.copyOf(steps);
    beside = List.copyOf(beside);
    freeSizes = Set.copyOf(freeSizes);
    structuralSizes = Set.copyOf(structuralSizes);
  }

  /** A trained array that is there {@code when} a condition holds, and reads as zero otherwise. */
  public record Parameter(
      String name, String documentation, Type type, Initializer initializer, Condition when, Span span) {}

  /**
   * What is read; for a cell, at one step.
   *
   * @param before its value before the first step, where the cell says one
   */
  public record Input(String name, String documentation, Type type, Optional<Typed> before, Span span) {
    Input before(Typed value) {
      return new Input(name, documentation, type, Optional.of(value), span);
    }
  }

  /** What is kept from step to step. */
  public record State(String name, String documentation, Type type, Typed initial, Span span) {}

  /** An equation: one name or, for a {@link Typed.Split}, several. */
  public record Step(List<String> targets, Typed value) {
    public Step {
      targets = List.copyOf(targets);
    }
  }

  /** What a cell gives beside its output, by name. */
  public record Beside(String name, Typed value) {
    /** Whether it has a value for each step of another sequence: then it is known at its own step only. */
    public boolean isOverTime() {
      return value.type().time().isPresent();
    }
  }

  /** The cells that a cell applies to its own step, in the order written. */
  public List<Typed.CellStep> cells() {
    return isCell ? nodes(Typed.CellStep.class).toList() : List.of();
  }

  /** Where a cell looks further back than its state before. */
  List<Typed.Delayed> delays() {
    return nodes(Typed.Delayed.class).toList();
  }

  private <T extends Typed> Stream<T> nodes(Class<T> kind) {
    return Stream.concat(steps.stream().map(Step::value), Stream.of(out)).flatMap(TypedTree::nodes)
        .filter(kind::isInstance).map(kind::cast);
  }

  /** Where something is declared that a cell can be asked for: a state, or an output beside the first. */
  Optional<Span> declared(String wanted) {
    return Stream.concat(states.stream().filter(s -> s.name().equals(wanted)).map(State::span),
        beside.stream().filter(b -> b.name().equals(wanted)).map(b -> b.value().span())).findFirst();
  }

  public Optional<Parameter> parameter(String wanted) {
    return parameters.stream().filter(p -> p.name().equals(wanted)).findFirst();
  }

  public Part part(String wanted) {
    return parts.stream().filter(p -> p.name().equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no part " + wanted));
  }
}
