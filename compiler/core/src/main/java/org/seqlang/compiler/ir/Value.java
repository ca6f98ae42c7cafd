package org.seqlang.compiler.ir;

/**
 * A value of a graph; ids are unique within a graph (a scan's body is a graph of its own).
 *
 * @param id printed as {@code %3}
 */
public record Value(int id, Type type) {

  /** Of the id alone: values are keys of many maps, and the ids of a graph differ. */
  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "%" + id;
  }
}
