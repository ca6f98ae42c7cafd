package org.seqlang.compiler.check;

import java.util.Optional;
import org.seqlang.compiler.ir.Type;

/**
 * Something that a copy of a cell keeps from step to step: one of its states; a state or an input of some steps ago; or what
 * a cell inside keeps.
 *
 * @param instance whose it is: the cell's copy, or one of a cell inside
 * @param name unique in that instance: {@code h}, or {@code h.2} for the state two steps ago
 * @param label unique in the whole cell: {@code h}, {@code h.2}, {@code inner.h_l0}
 * @param state the cell's own state that it belongs to; empty for inputs, and for cells inside
 * @param type in the model's terms
 * @param initial before the first step, in terms of {@code instance}
 */
public record Kept(Instance instance, String name, String label, Optional<String> state, Type type, Typed initial) {

  /** The name of what is kept of a name {@code lag} steps ago. */
  public static String name(String name, long lag, boolean input) {
    return lag == 1 && !input ? name : name + "." + lag;
  }

  /** Whether it is a state of the cell's own, of the step before. */
  public boolean isState() {
    return state.filter(label::equals).isPresent();
  }

  /** As something that a cell around keeps. */
  Kept within(String part, String suffix) {
    return new Kept(instance, name, part + "." + label + suffix, Optional.empty(), type, initial);
  }
}
