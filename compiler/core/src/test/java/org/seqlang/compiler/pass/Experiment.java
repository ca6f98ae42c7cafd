package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.seqlang.compiler.interpret.Interpreter;
import org.seqlang.compiler.interpret.Outcome;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;

/** A graph's inputs, drawn at random, and what the interpreter makes of them. */
public final class Experiment {

  private static final Map<String, Integer> SIZES =
      Map.of("input", 3, "hidden", 2, "classes", 4, "vocab", 5, "h", 2, "i", 3, "n", 4, "o", 2, "c", 4);

  /** Of dropout. */
  public static final long SEED = 42;

  private final Map<Symbol, Integer> sizes = new HashMap<>();
  private final Map<String, Array> shared = new HashMap<>();
  private final List<Map<String, Array>> examples = new ArrayList<>();

  /**
   * Draws values for all inputs. Indices are 1 or more, because row 0 is padding, whose gradient is zero by definition.
   *
   * @param lengths of the examples' sequences; a second ragged size is one longer
   */
  public Experiment(Graph graph, long seed, int... lengths) {
    this(graph, byName(), seed, lengths);
  }

  /** @param known values of the graph's sizes */
  public Experiment(Graph graph, Map<Symbol, Integer> known, long seed, int... lengths) {
    Random random = new Random(seed);
    sizes.putAll(known);
    for (Graph.Input input : graph.inputs()) {
      if (input.role() == Graph.Role.PARAMETER || input.role() == Graph.Role.REAL) {
        shared.put(input.name(), draw(random, input.value().type(), sizes, input.role() == Graph.Role.REAL));
      }
    }
    for (int length : lengths) {
      Map<Symbol, Integer> all = new HashMap<>(sizes);
      int longer = length;
      for (Symbol symbol : ragged(graph)) {
        all.put(symbol, longer++);
      }
      Map<String, Array> example = new HashMap<>();
      for (Graph.Input input : graph.inputs()) {
        if (input.role() == Graph.Role.EXAMPLE || input.role() == Graph.Role.SEED) {
          example.put(input.name(), draw(random, input.value().type(), all, false));
        }
      }
      examples.add(example);
    }
  }

  private Experiment(Experiment other) {
    sizes.putAll(other.sizes);
    shared.putAll(copies(other.shared));
    other.examples.forEach(example -> examples.add(copies(example)));
  }

  /** The same data, to be changed. */
  public Experiment copy() {
    return new Experiment(this);
  }

  private static Map<String, Array> copies(Map<String, Array> arrays) {
    Map<String, Array> copies = new HashMap<>();
    arrays.forEach((name, array) -> copies.put(name, new Array(array.shape(), array.data().clone())));
    return copies;
  }

  private static Map<Symbol, Integer> byName() {
    Map<Symbol, Integer> known = new HashMap<>();
    SIZES.forEach((name, value) -> known.put(Symbol.hyper(name), value));
    return known;
  }

  private static Set<Symbol> ragged(Graph graph) {
    Set<Symbol> found = new TreeSet<>();
    graph.inputs().forEach(input -> input.value().type().time().flatMap(Size::symbol).ifPresent(found::add));
    return found;
  }

  private static Array draw(Random random, Type type, Map<Symbol, Integer> sizes, boolean rate) {
    int[] shape = type.dims().stream().mapToInt(dim -> (int) dim.evaluate(sizes::get)).toArray();
    Array array = Array.zeros(shape);
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = rate ? 0.3 : type.element() instanceof Element.Index index
          ? index(random, (int) index.bound().evaluate(sizes::get)) : random.nextDouble() * 2 - 1;
    }
    return array;
  }

  private static int index(Random random, int bound) {
    return bound == 1 ? 0 : 1 + random.nextInt(bound - 1);
  }

  public Outcome run(Graph graph) {
    return new Interpreter(graph, sizes, shared, SEED).run(examples());
  }

  /** With every number rounded to single precision. */
  public Outcome runRounded(Graph graph) {
    return new Interpreter(graph, sizes, shared, SEED).single().run(examples());
  }

  /** What is the same for all examples, by name. */
  public Map<String, Array> shared() {
    return shared;
  }

  public List<Interpreter.Example> examples() {
    return examples.stream().map(Interpreter.Example::new).toList();
  }

  /** Moves every float a little, each its own way. */
  public void disturb(Graph graph, double share, long seed) {
    Random random = new Random(seed);
    for (Graph.Input input : graph.inputs()) {
      boolean one = shared.containsKey(input.name());
      for (int e = 0; e < (one ? 1 : examples.size()) && input.value().type().isFloat(); e++) {
        double[] data = (one ? shared : examples.get(e)).get(input.name()).data();
        for (int i = 0; i < data.length; i++) {
          data[i] += share * (random.nextDouble() * 2 - 1);
        }
      }
    }
  }

  public int batch() {
    return examples.size();
  }

  /** The array of an input, to be read and changed; of the first example where it is not shared. */
  public Array input(String name) {
    return shared.containsKey(name) ? shared.get(name) : examples.get(0).get(name);
  }

  /** The array of an input of one example, to be read and changed. */
  public Array input(int example, String name) {
    return examples.get(example).get(name);
  }
}
