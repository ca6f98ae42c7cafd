package org.seqlang.compiler.schedule;

import org.seqlang.compiler.ir.Size;

/**
 * A stretch of memory: rows of equal length.
 *
 * @param id unique in a schedule
 * @param name unique in a schedule, a Java identifier that hints at what is in it
 * @param source who provides it; for {@code PARAMETER}, {@code GRADIENT}, {@code INPUT}: {@code name} is derived from
 *     {@code external}
 * @param external the name of the parameter or input; empty for planned memory
 */
public record Buffer(int id, String name, Space space, Size columns, boolean floats, Source source, String external) {

  /** Who provides the memory. */
  public enum Source {
    /** The program, planned from liveness. */
    PLANNED,
    /** A parameter's values. */
    PARAMETER,
    /** A parameter's gradient, which launches add to. */
    GRADIENT,
    /** Part of the examples. */
    INPUT,
    /** A real hyper-parameter: one number. */
    REAL,
    /** The gradient of a result. */
    SEED
  }

  public Buffer withSource(Source newSource) {
    return new Buffer(id, name, space, columns, floats, newSource, external);
  }

  @Override
  public String toString() {
    return name;
  }
}
