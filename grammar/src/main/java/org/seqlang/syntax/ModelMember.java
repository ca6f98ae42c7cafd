package org.seqlang.syntax;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/** A member of a model. */
public sealed interface ModelMember {

  Name name();

  String documentation();

  Span span();

  /** {@code encoder = LSTM(embed, hidden)}: a layer or cell with parameters of its own. */
  record Part(String documentation, Name name, Expression.Call instance, Span span) implements ModelMember {}

  /** {@code def}, {@code step}, {@code objective} or {@code entry}. */
  record Function(
      Kind kind, String documentation, Name name, List<Declaration.Argument> arguments, Optional<TypeSyntax> result,
      Expression body, Span span) implements ModelMember {
    public Function {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code param scale: float[hidden] ~ ones}: a parameter of the model itself. */
  record Param(String documentation, Name name, TypeSyntax type, Optional<Expression> initializer, Span span)
      implements ModelMember {}

  /** How a function of a model is used. */
  enum Kind { DEF, STEP, OBJECTIVE, ENTRY }
}
