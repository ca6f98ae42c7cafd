package org.seqlang.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/** An expression whose type is known, over the symbols of the function, layer or model that it stands in. */
public sealed interface Typed {

  Type type();

  Span span();

  /** Stands where an error was reported; whatever contains it is silent. */
  record Erroneous(Span span) implements Typed {
    @Override
    public Type type() {
      return Type.floats();
    }
  }

  /** A number as written, or a truth as 0 or 1. */
  record Number(double value, Type type, Span span) implements Typed {}

  /** The value of a size, as a number. */
  record SizeValue(Size size, Span span) implements Typed {
    @Override
    public Type type() {
      return Type.floats();
    }
  }

  /** A {@code real} hyper-parameter. */
  record Real(String name, Span span) implements Typed {
    @Override
    public Type type() {
      return Type.floats();
    }
  }

  /** A name for a value; {@code declared} is where the name comes from. */
  record Variable(Kind kind, String name, Type type, Span declared, Span span) implements Typed {

    /** What a name stands for. */
    public enum Kind {
      /** A trained array of the surrounding layer or model. */
      PARAMETER,
      /** Of a function. */
      ARGUMENT,
      /** Given a value in a block. */
      LOCAL,
      /** Of a layer, or of a cell at its step. */
      INPUT,
      /** The left side of an equation that is no state. */
      STEP,
      /** A state at this step. */
      STATE,
      /** A state at the step before. */
      PREVIOUS
    }
  }

  /**
   * A state or an input of a cell, more than one step back or an input's step before.
   *
   * @param lag how many steps back, over hyper-parameters that shape the program
   */
  record Delayed(String name, boolean input, Size lag, Type type, Span declared, Span span) implements Typed {}

  /** A scalar function on every element; operands are spread to the result's dimensions. */
  record Elementwise(ScalarFunction function, List<Typed> operands, Type type, Span span) implements Typed {
    public Elementwise {
      operands = List.copyOf(operands);
    }
  }

  /** A {@code function} hyper-parameter on every element. */
  record Chosen(String hyper, Typed operand, Type type, Span span) implements Typed {}

  /** A scalar, or the last dimensions, repeated to fill a type. */
  record Spread(Typed operand, Type type, Span span) implements Typed {}

  /** {@code a @ b}; the labels are those of a contraction. */
  record Product(Typed left, Typed right, String leftLabels, String rightLabels, String labels, Type type, Span span)
      implements Typed {}

  /** Equal parts of the last dimension; the type is that of one part. Has as many values as parts. */
  record Split(Typed operand, int parts, Type type, Span span) implements Typed {}

  /** {@code size} columns of the last dimension, beginning at {@code from}. */
  record Slice(Typed operand, Size from, Size size, Type type, Span span) implements Typed {}

  /** One behind the other, along the last dimension. */
  record Concat(List<Typed> operands, Type type, Span span) implements Typed {
    public Concat {
      operands = List.copyOf(operands);
    }
  }

  /** One above the other, along a new first dimension. */
  record Stack(List<Typed> operands, Type type, Span span) implements Typed {
    public Stack {
      operands = List.copyOf(operands);
    }
  }

  /** The same elements in other dimensions. */
  record Reshape(Typed operand, Type type, Span span) implements Typed {}

  /** A dimension reduced to one value. */
  record Reduction(Kind kind, Typed operand, int axis, Type type, Span span) implements Typed {
    /** How. */
    public enum Kind { SUM, MEAN, MAX, ARGMAX }
  }

  /** The first or the last step of a sequence. */
  record Edge(boolean last, Typed operand, Type type, Span span) implements Typed {}

  /** Rows of a table, by index; the padding row gets no gradient. */
  record Rows(Typed table, Typed index, Optional<Size> padding, Type type, Span span) implements Typed {}

  /** One element of the last dimension, by index. */
  record Pick(Typed operand, Typed index, Type type, Span span) implements Typed {}

  /** Drops elements when trained. */
  record Dropout(Typed operand, Typed rate, Type type, Span span) implements Typed {}

  /** Drops elements when trained: the same ones at every step of the example's sequence. */
  record VariationalDropout(Typed operand, RealExpression rate, Type type, Span span) implements Typed {}

  /** The sum over the examples of the batch when trained; of the example alone when served. */
  record BatchSum(Typed operand, Type type, Span span) implements Typed {}

  /**
   * A parameter that is kept instead of trained: when trained the value is {@code batch}, and the parameter becomes
   * {@code next} behind the step; when served the value is the parameter.
   */
  record Running(Variable state, Typed batch, Typed next, Type type, Span span) implements Typed {}

  /** The value; no gradient flows back. */
  record StopGradient(Typed operand, Type type, Span span) implements Typed {}

  /** The gradient of one number by a named value of the same example, which it depends on. */
  record Gradient(Typed of, Variable by, Type type, Span span) implements Typed {}

  /** Decided when the file is compiled. */
  record Conditional(Condition condition, Typed whenTrue, Typed whenFalse, Type type, Span span) implements Typed {}

  /** Names for parts, then a value. */
  record Block(List<Let> lets, Typed value, Span span) implements Typed {
    public Block {
      lets = List.copyOf(lets);
    }

    @Override
    public Type type() {
      return value.type();
    }
  }

  /** One name, or several for a {@link Split}. */
  record Let(List<String> names, Typed value) {
    public Let {
      names = List.copyOf(names);
    }
  }

  /**
   * How arguments written for one step meet sequences.
   *
   * @param time the length, where the callee is applied to each step
   * @param varies which arguments change with the step
   */
  record Mapping(Optional<Size> time, List<Boolean> varies) {
    public Mapping {
      varies = List.copyOf(varies);
    }

    Type result(Type one) {
      return time.map(one::over).orElse(one);
    }
  }

  /** A function called; {@code sizes} says what its free sizes are here. */
  record Call(
      CheckedFunction function, List<Typed> arguments, Map<Symbol, Size> sizes, Mapping mapping, Type type, Span span)
      implements Typed {
    public Call {
      arguments = List.copyOf(arguments);
      sizes = Map.copyOf(sizes);
    }
  }

  /** A layer applied; {@code sizes} says what the free sizes of its inputs are here. */
  record Apply(Part part, List<Typed> arguments, Map<Symbol, Size> sizes, Mapping mapping, Type type, Span span)
      implements Typed {
    public Apply {
      arguments = List.copyOf(arguments);
      sizes = Map.copyOf(sizes);
    }
  }

  /**
   * A cell run over a sequence. Its value is what it gives at every step; its {@code outcomes} can be asked for by
   * name.
   *
   * @param initial states that are given, each for all layers and directions
   * @param carried whether it goes on from where it stopped in the chunk before
   * @param mapping which arguments are sequences
   */
  record Run(
      Part part, List<Typed> arguments, Map<String, Typed> initial, boolean carried, Map<Symbol, Size> sizes,
      Mapping mapping, Map<String, Type> outcomes, Type type, Span span) implements Typed {
    public Run {
      arguments = List.copyOf(arguments);
      initial = Map.copyOf(initial);
      sizes = Map.copyOf(sizes);
      outcomes = Map.copyOf(outcomes);
    }

    /** The same run, carried from chunk to chunk. */
    Run carriedOn(Span newSpan) {
      return new Run(part, arguments, initial, true, sizes, mapping, outcomes, type, newSpan);
    }
  }

  /** A size as an index: {@code start bos}. */
  record IndexValue(Size size, Type type, Span span) implements Typed {}

  /**
   * A cell applied to one step, within a decoder's step. Its states before come from the run of the step, those behind
   * go on to the next step, and can be asked for by name.
   */
  record CellStep(
      Part part, List<Typed> arguments, Map<Symbol, Size> sizes, Map<String, Type> outcomes, Type type, Span span)
      implements Typed {
    public CellStep {
      arguments = List.copyOf(arguments);
      sizes = Map.copyOf(sizes);
      outcomes = Map.copyOf(outcomes);
    }
  }

  /**
   * What all ways to run a decoder's step have in common.
   *
   * @param arguments behind the first, which is what is fed back
   * @param mapping which of these change with the step
   * @param source what a cell gave whose final states are the first states of the step's only cell
   * @param initial first states that are given one by one; where there is neither, the cells' own
   * @param start what the first step is fed
   */
  record Decoding(
      CheckedFunction step, List<Typed> arguments, Map<Symbol, Size> sizes, Mapping mapping, Optional<Typed> source,
      List<InitialState> initial, Typed start) {
    public Decoding {
      arguments = List.copyOf(arguments);
      sizes = Map.copyOf(sizes);
      initial = List.copyOf(initial);
    }
  }

  /** The first state of one of a step's cells: for all layers {@code [layers, …]}, or of the only one {@code […]}. */
  record InitialState(Part part, String state, Typed value) {}

  /**
   * A decoder's step run for each step of a length. Without {@code feed} each step is fed what the one before gave.
   */
  record Decode(Decoding decoding, Size time, Optional<Feed> feed, Type type, Span span) implements Typed {}

  /** A step is fed the teacher's element before it with this probability, else what the step before gave. */
  record Feed(Typed teacher, Typed ratio) {}

  /**
   * What an entry generates: the value of its body, whose type is {@code index<n>[?]}. Greedy where there is neither a
   * beam nor a temperature.
   *
   * @param until the index that ends it
   * @param beam how many beginnings are kept
   * @param normalize the power of the length by which the score of a beginning is divided
   * @param temperature of sampling
   */
  record Generate(
      Decoding decoding, Size until, Size atMost, Optional<Size> beam, Optional<Typed> normalize,
      Optional<Typed> temperature, Type type, Span span) implements Typed {}

  /** {@code encoder(x).last}: something that a run gives beside its value. */
  record Outcome(Typed run, String member, Type type, Span span) implements Typed {}
}
