package org.seqlang.syntax;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/** What stands at the top of a file. */
public sealed interface Declaration {

  Name name();

  /** Text of the {@code ///} lines above it, without the slashes; empty where there are none. */
  String documentation();

  Span span();

  /** {@code cell LSTM(input, hidden) { … }}: one step of a recurrence. */
  record Cell(
      String documentation, Name name, List<HyperParameter> hyperParameters, List<CellMember> members, Span span)
      implements Declaration {
    public Cell {
      hyperParameters = List.copyOf(hyperParameters);
      members = List.copyOf(members);
    }
  }

  /**
   * {@code layer Linear(input, output) { … }}: a function with parameters; its members are those of a cell but states.
   */
  record Layer(
      String documentation, Name name, List<HyperParameter> hyperParameters, List<CellMember> members, Span span)
      implements Declaration {
    public Layer {
      hyperParameters = List.copyOf(hyperParameters);
      members = List.copyOf(members);
    }
  }

  /** {@code def softmax(x: float[n]) -> float[n] = …}: a pure function; sizes that it does not declare are free. */
  record Function(
      String documentation, Name name, List<Argument> arguments, Optional<TypeSyntax> result, Expression body,
      Span span)
      implements Declaration {
    public Function {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code model Tagger(vocab: int) { … }}. */
  record Model(
      String documentation, Name name, List<HyperParameter> hyperParameters, List<ModelMember> members, Span span)
      implements Declaration {
    public Model {
      hyperParameters = List.copyOf(hyperParameters);
      members = List.copyOf(members);
    }
  }

  /** An argument of a function: {@code text: index<vocab>[T]}. */
  record Argument(Name name, TypeSyntax type, Optional<Expression> defaultValue, Span span) {}

  /**
   * {@code hidden: int = 64}.
   *
   * @param type {@code int}, {@code real}, {@code bool} or {@code function}; absent means {@code int}
   */
  record HyperParameter(Name name, Optional<Name> type, Optional<Expression> defaultValue, Span span) {}
}
