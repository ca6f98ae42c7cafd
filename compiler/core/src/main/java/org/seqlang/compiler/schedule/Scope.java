package org.seqlang.compiler.schedule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.diagnostic.Span;

/** The values of one graph: where each is and what its rows stand for. */
final class Scope {

  private final Memory memory;
  private final Map<Value, Location> places;
  private final Map<Value, Space> spaces;
  private final Optional<Symbol> loop;
  private final Set<Value> stacked;
  private final Map<Value, Node> cheap;
  /** Literals that were written to memory. */
  private final Map<Value, Location.Stored> literals = new HashMap<>();

  /** @param loop the time of the scan whose body this is */
  Scope(Memory memory, Optional<Symbol> loop) {
    this(memory, loop, new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashMap<>());
  }

  private Scope(Memory memory, Optional<Symbol> loop, Map<Value, Location> places, Map<Value, Space> spaces, Set<Value> stacked,
      Map<Value, Node> cheap) {
    this.memory = memory;
    this.loop = loop;
    this.places = places;
    this.spaces = spaces;
    this.stacked = stacked;
    this.cheap = cheap;
  }

  /** The same values, seen from before the loop. */
  Scope beforeTheLoop() {
    return new Scope(memory, Optional.empty(), places, spaces, stacked, cheap);
  }

  /** Remembers a node that compares or is cheap: another loop does it again, which costs less than keeping the value in memory. */
  void rememberHow(Node node) {
    cheap.put(node.result(), node);
  }

  /** The cheap node that gives a value, while the value is in no memory. */
  Optional<Node> how(Value value) {
    boolean isInMemory = !(place(value) instanceof Location.Grouped grouped) || memory.kept(grouped).isPresent();
    return isInMemory ? Optional.empty() : Optional.ofNullable(cheap.get(value));
  }

  Optional<Symbol> loop() {
    return loop;
  }

  /** The rows of a value that belongs to a single example, or to the step at hand. */
  Space rowSpace() {
    return loop.map(Space::positions).orElse(Space.EXAMPLES);
  }

  /** The rows of a value over a ragged size; a step of a loop has the examples' steps together. */
  Space over(Symbol time) {
    return loop.map(by -> Space.segments(time, by)).orElse(Space.steps(time));
  }

  /** Says that a value outlives its step. */
  void stack(Value value) {
    stacked.add(value);
  }

  /** The rows of the memory for a value: those of all steps where it outlives its step. */
  Space home(Value value, Space space) {
    boolean outlives = stacked.contains(value) && loop.isPresent() && space.equals(rowSpace());
    return outlives ? Space.steps(loop.get()) : space;
  }

  void put(Value value, Space space, Location place) {
    spaces.put(value, space);
    places.put(value, place);
  }

  Location place(Value value) {
    Location place = places.get(value);
    if (place == null) {
      throw new IllegalStateException("value " + value + ": " + value.type() + " is not scheduled yet");
    }
    return place;
  }

  boolean has(Value value) {
    return places.containsKey(value);
  }

  Space space(Value value) {
    return spaces.get(value);
  }

  /** The value in memory, wherever that is; a literal is written to memory first. */
  Location.Stored stored(Value value, Entries entries) {
    Location place = place(value);
    if (place instanceof Location.Stored stored) {
      return stored;
    }
    if (place instanceof Location.Grouped grouped && memory.kept(grouped).isPresent()) {
      return memory.kept(grouped).get();
    }
    if (literals.containsKey(value) && literals.get(value).owner() == entries) {
      return literals.get(value);
    }
    Space space = space(value);
    List<Size> dims = value.type().staticDims();
    View view = View.whole(memory.allocate("map", home(value, space), value.type()), dims);
    Location.Stored stored;
    if (place instanceof Location.Grouped grouped) {
      grouped.group().store(grouped.local(), view);
      stored = new Location.Stored(view, grouped.group().entries, grouped.group().index);
      memory.remember(grouped, stored);
    } else {
      double literal = ((Location.Literal) place).value();
      stored = write(new Scalar.Literal(literal), value.type().element(), space, dims, view, -1, entries, Span.NONE);
      literals.put(value, stored);
    }
    return stored;
  }

  /** Writes a number into a view through a row loop. */
  Location.Stored write(
      Scalar scalar, Element element, Space space, List<Size> dims, View view, int earliest, Entries entries, Span at) {
    Group group = entries.group(space, dims, earliest, at);
    group.append(memory.nextLocal(), element, scalar, Optional.of(view), at);
    return new Location.Stored(view, entries, group.index);
  }

  /** The value as a dense array in memory whose rows are the rows of {@code space}. */
  Location.Stored dense(Value value, Space space, Entries entries) {
    Location.Stored stored = stored(value, entries);
    View view = stored.view();
    boolean rowsMatch = view.buffer().space().equals(space)
        || (loop.isPresent() && space.equals(rowSpace()) && view.buffer().space().equals(Space.steps(loop.get())));
    if (rowsMatch && view.isDense()) {
      return stored;
    }
    Type type = value.type();
    View copy = View.whole(memory.allocate("copy", space, type), type.staticDims());
    return write(Loads.same(view), type.element(), space, type.staticDims(), copy, stored.readyIn(entries) + 1, entries,
        Span.NONE);
  }
}
