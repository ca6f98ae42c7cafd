package org.seqlang.compiler.ir;

/**
 * A value of a graph; ids are unique within a graph (a scan's body is a graph of its own).
 *
 * @param id printed as {@code %3}
 */
public record Value(int id, Type type) {

  @Override
  public String toString() {
    return "%" + id;
  }
}
