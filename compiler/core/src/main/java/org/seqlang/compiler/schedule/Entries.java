package org.seqlang.compiler.schedule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.seqlang.compiler.ir.Size;
import org.seqlang.diagnostic.Span;

/** A list of launches under construction, in running order; row loops in it may still grow. */
final class Entries {

  private final List<Supplier<Launch>> entries = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  /** Adds a launch and returns its position. */
  int add(Launch launch) {
    entries.add(() -> launch);
    return entries.size() - 1;
  }

  /** The latest row loop of this space and shape that runs at {@code earliest} or later, or a new one at the end. */
  Group group(Space space, List<Size> dims, int earliest, Span origin) {
    for (int i = groups.size() - 1; i >= 0; i--) {
      Group group = groups.get(i);
      if (group.index >= earliest && group.fits(space, dims)) {
        return group;
      }
    }
    return newGroup(space, dims, origin);
  }

  /** A new row loop at the end. */
  Group newGroup(Space space, List<Size> dims, Span origin) {
    Group group = new Group(this, entries.size(), space, dims, origin);
    groups.add(group);
    entries.add(group::launch);
    return group;
  }

  int end() {
    return entries.size();
  }

  /** The launches, without what nobody reads in the end. */
  List<Launch> launches() {
    return entries.stream().map(Supplier::get).map(Entries::withoutUnread)
        .filter(launch -> !(launch instanceof Launch.RowLoop loop) || !loop.statements().isEmpty()).toList();
  }

  private static Launch withoutUnread(Launch launch) {
    if (!(launch instanceof Launch.RowLoop loop)) {
      return launch;
    }
    Set<Scalar.Local> read = new HashSet<>();
    List<Statement> kept = new ArrayList<>();
    for (int i = loop.statements().size() - 1; i >= 0; i--) {
      Statement statement = loop.statements().get(i);
      if (statement.store().isPresent() || read.contains(statement.target())) {
        kept.add(0, statement);
        Accesses.locals(statement.value(), read::add);
      }
    }
    return new Launch.RowLoop(loop.space(), loop.dims(), kept, loop.origin());
  }

  /** The launches from a position on, as they are now. */
  List<Launch> launchesFrom(int position) {
    return entries.subList(Math.min(position, entries.size()), entries.size()).stream().map(Supplier::get).toList();
  }
}
