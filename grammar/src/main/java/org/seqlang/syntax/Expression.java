package org.seqlang.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/** An expression. */
public sealed interface Expression {

  Span span();

  /** {@code 0.5}, {@code 4}. */
  record Number(String text, Span span) implements Expression {}

  /** {@code true}, {@code false}. */
  record Bool(boolean value, Span span) implements Expression {}

  /** {@code hidden}. */
  record Reference(Name name, Span span) implements Expression {}

  /** {@code -x}, {@code not b}. */
  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {}

  /** {@code a @ b}. */
  record Binary(BinaryOperator operator, Expression left, Expression right, Span operatorSpan, Span span)
      implements Expression {}

  /** {@code LSTM(embed, hidden, layers = 2)}, {@code mean(x over T)}. */
  record Call(Expression callee, List<CallArgument> arguments, Span span) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code carry encoder(x)}: the cell, called by its name, goes on from where it stopped in the chunk before. */
  record Carry(Call run, Span span) implements Expression {}

  /**
   * {@code run next(memory) from encoder(x) over T, start bos, feed teacher(t)}: a decoder's step, again and again.
   *
   * @param arguments those behind the first, which is fed back
   * @param clauses in the order written
   */
  record Run(Name step, List<CallArgument> arguments, List<Clause> clauses, Span span) implements Expression {
    public Run {
      arguments = List.copyOf(arguments);
      clauses = List.copyOf(clauses);
    }
  }

  /** {@code start bos}: how a step is run; the value of {@code over} is a {@link Reference}. */
  record Clause(ClauseKind kind, Expression value, Span span) {}

  /** The clauses of {@code run}. */
  enum ClauseKind {
    FROM, OVER, START, FEED, UNTIL, AT_MOST, BEAM, NORMALIZE, SAMPLE;

    /** As written. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** {@code encoder(x).last}. */
  record Member(Expression target, Name name, Span span) implements Expression {}

  /** {@code h[t-1]}, {@code x[t]}, {@code weight[i]}. */
  record Index(Expression target, List<Expression> indices, Span span) implements Expression {
    public Index {
      indices = List.copyOf(indices);
    }
  }

  /** {@code if bias then a else b}; the condition is known when the file is compiled. */
  record Conditional(Expression condition, Expression whenTrue, Expression whenFalse, Span span)
      implements Expression {}

  /** {@code { scores = …; mean(scores) }}: names for parts, then a value. Line ends or semicolons separate. */
  record Block(List<Let> lets, Expression value, Span span) implements Expression {
    public Block {
      lets = List.copyOf(lets);
    }
  }

  /** One or more names for a value: {@code a, b = split(x, 2)}. */
  record Let(List<Name> names, Expression value, Span span) {
    public Let {
      names = List.copyOf(names);
    }
  }

  /**
   * An argument of a call.
   *
   * @param name of {@code layers = 2}
   * @param over the size of {@code mean(x over T)}
   */
  record CallArgument(Optional<Name> name, Expression value, Optional<Name> over, Span span) {}

  enum UnaryOperator { NEGATE, NOT }

  enum BinaryOperator {
    ADD("+"), SUBTRACT("-"), MULTIPLY("*"), DIVIDE("/"), MATMUL("@"), POWER("^"),
    EQUAL("=="), NOT_EQUAL("!="), LESS("<"), LESS_EQUAL("<="), GREATER(">"), GREATER_EQUAL(">="),
    AND("and"), OR("or");

    private final String symbol;

    BinaryOperator(String symbol) {
      this.symbol = symbol;
    }

    /** As written. */
    public String symbol() {
      return symbol;
    }
  }
}
