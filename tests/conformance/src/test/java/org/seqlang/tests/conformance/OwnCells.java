package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;

/** Cells of one's own in all arrangements, each in a model with the objective {@code loss}. */
public final class OwnCells {

  /** Some sequences are shorter than the lags. */
  private static final int[] LENGTHS = {4, 2, 7, 1, 5};

  /** Of the models; {@code S} and {@code T} are drawn. */
  public static final Map<Symbol, Integer> SIZES = Differential.sizes(Map.of("n", 3, "h", 4));

  /** A model: its name, and its text. */
  public record Case(String name, String text) {
    CheckedModel model() {
      return Models.check(text);
    }
  }

  private OwnCells() {}

  public static Stream<Case> all() {
    return Stream.of(LaggedCells.all(), StatefulCells.all(), NestedCells.all(), AttendingCells.all(),
        LinearCells.all()).flatMap(cases -> cases);
  }

  /**
   * A cell, {@code Own(n, h)}, in several arrangements; it gives {@code float[h]}.
   *
   * @param arguments behind the sequence, with types: {@code ", y: float[n]"}
   * @param given the same without types: {@code ", y"}
   * @param modifiers of the part, each an arrangement
   */
  static Stream<Case> cases(String name, String cell, String arguments, String given, String... modifiers) {
    return Stream.of(modifiers).map(modifier -> {
      String width = modifier.contains("bidirectional") && !modifier.contains("merge") ? "2*h" : "h";
      String text = "import seq.nn.*\n" + cell + "\nmodel Case(n: int, h: int) {\n  net = Own(n, h" + modifier + ")\n"
          + "  objective loss(xs: float[T, n], w: float[T, " + width + "], v: float[" + width + "]" + arguments + ") {\n"
          + "    all = net(xs" + given + ")\n    sum(sum(all * w) over T) + sum(all.last * v)\n  }\n}\n";
      return new Case(name + modifier, text);
    });
  }

  /** Parameters and a batch, drawn at random. */
  static Map<String, Array> parameters(CheckedModel model, Random random) {
    Map<String, Array> shared = new HashMap<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      shared.put(parameter.name(), random(random, parameter.type(), SIZES));
    }
    return shared;
  }

  static List<Example> batch(CheckedModel model, Random random) {
    List<Example> batch = new ArrayList<>();
    for (int length : LENGTHS) {
      Map<Symbol, Integer> sizes = new HashMap<>(SIZES);
      sizes.put(Symbol.ragged("T"), length);
      sizes.put(Symbol.ragged("S"), 1 + random.nextInt(4));
      Map<String, Array> inputs = new HashMap<>();
      for (CheckedFunction.Argument argument : model.function("loss").arguments()) {
        inputs.put(argument.name(), random(random, argument.type(), sizes));
      }
      batch.add(new Example(inputs));
    }
    return batch;
  }

  private static Array random(Random random, Type type, Map<Symbol, Integer> sizes) {
    Array array = Array.zeros(type.dims().stream().mapToInt(d -> (int) d.evaluate(sizes::get)).toArray());
    for (int i = 0; i < array.size(); i++) {
      array.data()[i] = type.element() instanceof Element.Index index
          ? random.nextInt((int) index.bound().evaluate(sizes::get)) : (float) random.nextGaussian() / 2;
    }
    return array;
  }
}
