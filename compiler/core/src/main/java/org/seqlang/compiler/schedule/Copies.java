package org.seqlang.compiler.schedule;

import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Value;
import org.seqlang.diagnostic.Span;

/** Writes values to places of somebody's choice, from the loop that computes them where there is one. */
final class Copies {

  private final Scope scope;
  private final Entries entries;
  private final Memory memory;

  Copies(Scope scope, Entries entries, Memory memory) {
    this.scope = scope;
    this.entries = entries;
    this.memory = memory;
  }

  /**
   * Writes a value to a view of its dimensions.
   *
   * @param earliest the first position at which that may happen
   */
  Location.Stored copy(Value value, Space space, View target, int earliest, Span origin) {
    Element element = value.type().element();
    Location place = scope.place(value);
    if (place instanceof Location.Grouped grouped && grouped.group().entries == entries
        && grouped.group().index >= earliest && grouped.group().fits(space, target.dims())) {
      grouped.group().append(memory.nextLocal(), element, grouped.local(), Optional.of(target), origin);
      return new Location.Stored(target, entries, grouped.group().index);
    }
    if (place instanceof Location.Literal literal) {
      return scope.write(
          new Scalar.Literal(literal.value()), element, space, target.dims(), target, earliest, entries, origin);
    }
    Location.Stored from = scope.stored(value, entries);
    int after = Math.max(earliest, from.readyIn(entries) + 1);
    return scope.write(Loads.same(from.view()), element, space, target.dims(), target, after, entries, origin);
  }
}
