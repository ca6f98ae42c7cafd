package org.seqlang.tests.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.interpret.Interpreter.Example;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;

/**
 * Shapes of outputs and final states for every combination of nonlinearity, layers, directions, bias, dropout and
 * initial states, as generated Java gives them for examples of lengths 3, 1 and 2, without padding.
 */
class RecurrentShapesTest {

  private static final int INPUT = 2;
  private static final int HIDDEN = 3;
  private static final int[] LENGTHS = {3, 1, 2};
  private static final Map<Symbol, Integer> SIZES = Differential.sizes(Map.of("input", INPUT, "hidden", HIDDEN));
  private static final List<String> TABLE = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> shapes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String cell : List.of("RNN tanh", "RNN relu", "LSTM", "GRU")) {
      for (int code = 0; code < (cell.startsWith("RNN") ? 32 : 8); code++) {
        Setting setting = new Setting(cell, 1 + (code & 1), (code & 2) != 0, (code & 4) != 0, (code & 8) == 0,
            (code & 16) != 0);
        tests.add(DynamicTest.dynamicTest(setting.toString(), () -> check(setting)));
      }
    }
    return tests.stream();
  }

  @AfterAll
  static void report() {
    TABLE.forEach(System.out::println);
  }

  /** @param initial whether h0 (and c0) are given */
  private record Setting(String cell, int layers, boolean both, boolean initial, boolean bias, boolean dropout) {

    int rows() {
      return layers * (both ? 2 : 1);
    }

    int columns() {
      return HIDDEN * (both ? 2 : 1);
    }

    List<String> states() {
      return cell.equals("LSTM") ? List.of("h", "c") : List.of("h");
    }

    String part() {
      String[] words = cell.split(" ");
      return words[0] + "(input, hidden, layers = " + layers + ", bidirectional = " + both + ", bias = " + bias
          + (words.length > 1 ? ", nonlinearity = " + words[1] : "") + (dropout ? ", dropout = 0.5" : "") + ")";
    }
  }

  private static void check(Setting setting) {
    String states = "";
    String given = "";
    for (String state : setting.states()) {
      states += ", " + state + "0: float[" + setting.rows() + ", hidden]";
      given += setting.initial() ? ", " + state + " = " + state + "0" : "";
    }
    String arguments = "(x: float[T, input]" + (setting.initial() ? states : "") + ")";
    StringBuilder text = new StringBuilder("import seq.nn.*\nmodel Case(input: int, hidden: int) {\n  net = "
        + setting.part() + "\n");
    List<String> members = new ArrayList<>(List.of("steps", "last"));
    members.addAll(setting.states());
    for (String member : members) {
      text.append("  entry get_").append(member).append(arguments).append(" = net(x").append(given).append(").")
          .append(member).append("\n");
    }
    CheckedModel model = Models.check(text + "}\n");
    Map<String, Array> shared = new HashMap<>();
    model.parameters().forEach(p -> shared.put(p.name(), Array.zeros(
        p.type().dims().stream().mapToInt(d -> (int) d.evaluate(SIZES::get)).toArray())));
    assertEquals(setting.rows() * (setting.bias() ? 4 : 2), shared.size());
    List<String> row = new ArrayList<>();
    for (String member : members) {
      Graph graph = Pipeline.optimize(Lower.graph(model, "get_" + member, Lower.Mode.SERVING));
      List<Array> results = new CompiledProgram(graph, SIZES).run(shared, examples(setting), 0).result("get_" + member);
      for (int e = 0; e < LENGTHS.length; e++) {
        int[] expected = switch (member) {
          case "steps" -> new int[] {LENGTHS[e], setting.columns()};
          case "last" -> new int[] {setting.columns()};
          default -> new int[] {setting.rows(), HIDDEN};
        };
        assertArrayEquals(expected, results.get(e).shape(), member);
      }
      row.add(member + " " + java.util.Arrays.toString(results.get(0).shape()));
    }
    TABLE.add(setting.part() + (setting.initial() ? " from given states: " : ": ") + String.join(", ", row));
  }

  private static List<Example> examples(Setting setting) {
    List<Example> batch = new ArrayList<>();
    for (int length : LENGTHS) {
      Map<String, Array> inputs = new HashMap<>(Map.of("x", Array.zeros(length, INPUT)));
      if (setting.initial()) {
        setting.states().forEach(state -> inputs.put(state + "0", Array.zeros(setting.rows(), HIDDEN)));
      }
      batch.add(new Example(inputs));
    }
    return batch;
  }
}
