package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;

/**
 * A function, of a model or at the top of a file.
 *
 * @param result type of the body
 * @param resultDeclared whether the result's type was written; without, a cell's final states can be asked of the
 *     result
 * @param freeSizes sizes that the arguments bring
 * @param span of its name
 */
public record CheckedFunction(
    Kind kind, String name, String documentation, List<Argument> arguments, Type result, boolean resultDeclared,
        Typed body,
    Set<Symbol> freeSizes, Span span) {

  /** How it is used. */
  public enum Kind {
    /** Called by others. */
    DEF,
    /** One step of a decoder, which others run. */
    STEP,
    /** Trained. */
    OBJECTIVE,
    /** Served. */
    ENTRY
  }

  public CheckedFunction {
    arguments = List.copyOf(arguments);
    freeSizes = Set.copyOf(freeSizes);
  }

  /**
   * An argument; its span is that of the name.
   *
   * @param defaultValue the number that fills it where a call gives nothing
   * @param real whether it is one number for the whole batch: {@code teacher_forcing: real = 0.5} of an objective
   */
  public record Argument(String name, Type type, Optional<Typed.Number> defaultValue, boolean real, Span span) {}
}
