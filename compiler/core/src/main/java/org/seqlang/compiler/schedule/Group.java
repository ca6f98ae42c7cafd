package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.diagnostic.Span;

/** A row loop that is still growing: element-wise work of one space and one shape. */
final class Group {

  final Entries entries;
  final int index;
  final Space space;
  final List<Size> dims;
  private final List<Statement> statements = new ArrayList<>();
  private final Span origin;

  Group(Entries entries, int index, Space space, List<Size> dims, Span origin) {
    this.entries = entries;
    this.index = index;
    this.space = space;
    this.dims = dims;
    this.origin = origin;
  }

  boolean fits(Space otherSpace, List<Size> otherDims) {
    return space.equals(otherSpace) && dims.equals(otherDims);
  }

  Scalar.Local append(int id, Element element, Scalar value, Optional<View> store, Span at) {
    Scalar.Local local = new Scalar.Local(id);
    statements.add(new Statement(local, element, value, store, at));
    return local;
  }

  Statement statement(Scalar.Local local) {
    return statements.stream().filter(s -> s.target().equals(local)).findFirst().orElseThrow();
  }

  /** Keeps a local's value in memory too. */
  void store(Scalar.Local local, View view) {
    Statement old = statement(local);
    statements.set(statements.indexOf(old),
        new Statement(old.target(), old.element(), old.value(), Optional.of(view), old.origin()));
  }

  Launch launch() {
    return new Launch.RowLoop(space, dims, statements, origin);
  }
}
