package org.seqlang.syntax;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/** A line of a cell or a layer. */
public sealed interface CellMember {

  Span span();

  /** {@code param weight_ih: float[4*hidden, input] ~ uniform(1/sqrt(hidden)) when bias}. */
  record Param(
      String documentation, List<Name> names, TypeSyntax type, Optional<Expression> initializer,
      Optional<Expression> when, Span span) implements CellMember {
    public Param {
      names = List.copyOf(names);
    }
  }

  /** {@code in x: float[input]}, or {@code in x: float[input] = 0} with its value before the first step. */
  record In(String documentation, List<Name> names, TypeSyntax type, Optional<Expression> before, Span span)
      implements CellMember {
    public In {
      names = List.copyOf(names);
    }
  }

  /** {@code state h, c: float[hidden] = 0}. */
  record State(String documentation, List<Name> names, TypeSyntax type, Optional<Expression> initial, Span span)
      implements CellMember {
    public State {
      names = List.copyOf(names);
    }
  }

  /** {@code c[t] = …} or {@code i, f, g, o = split(…, 4)}. */
  record Equation(List<Target> targets, Expression value, Span span) implements CellMember {
    public Equation {
      targets = List.copyOf(targets);
    }
  }

  /** {@code out h}, {@code out y = …}, or {@code out h, weights} with what can be asked for by name beside it. */
  record Out(Name name, Optional<Expression> value, List<Name> beside, Span span) implements CellMember {
    public Out {
      beside = List.copyOf(beside);
    }
  }

  /** The inner {@code gate = Linear(…)}: a layer or cell used by this one. */
  record Part(String documentation, Name name, Expression.Call instance, Span span) implements CellMember {}

  /** The left side of an equation: a name, with {@code [t]} or without. */
  record Target(Name name, boolean atStep, Span span) {}
}
