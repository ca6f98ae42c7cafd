package org.seqlang.compiler.schedule;

/** Where the scheduler finds a value. */
sealed interface Location {

  /** A number that is written where it is used. */
  record Literal(double value) implements Location {}

  /**
   * In memory, once an entry of a list has run.
   *
   * @param owner the list that the entry is in; to other lists the value is there from the start
   * @param ready position of the entry; -1 for what is there from the start
   */
  record Stored(View view, Entries owner, int ready) implements Location {

    int readyIn(Entries entries) {
      return owner == entries ? ready : -1;
    }
  }

  /** A local of a row loop; in memory only when somebody asks. */
  record Grouped(Group group, Scalar.Local local) implements Location {}
}
