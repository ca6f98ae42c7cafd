package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.seqlang.golden.Golden;

/** The text of a model that runs a library cell as a case of {@code zoo.json} says. */
final class ZooModel {

  private final Golden golden;
  private final List<String> states;

  ZooModel(Golden golden) {
    this.golden = golden;
    this.states = List.copyOf(ZooGoldensTest.fields(golden.get("states")).keySet());
  }

  /** What is compared: {@code outputs}, and each final state by its name. */
  List<String> results() {
    List<String> results = new ArrayList<>(List.of("outputs"));
    results.addAll(states);
    return results;
  }

  /** Whether the loss is of what is served, where masks are at their expectation. */
  boolean served() {
    return golden.get("mode").text().equals("serving");
  }

  String text() {
    List<String> arguments = new ArrayList<>(List.of("x: float[T, 3]"));
    List<String> given = golden.get("given").truth() ? states : List.of();
    given.forEach(s -> arguments.add(s + "_0: " + type(s)));
    String call = "net(x" + given.stream().map(s -> ", " + s + " = " + s + "_0").collect(Collectors.joining()) + ")";
    String plain = String.join(", ", arguments);
    arguments.add("weight_outputs: float[T, " + (int) golden.get("columns").number() + "]");
    states.forEach(s -> arguments.add("weight_" + s + ": " + type(s)));
    String weighted = String.join(", ", arguments);
    StringBuilder text = new StringBuilder("import seq.nn.*\nmodel Case() {\n  net = ")
        .append(golden.get("part").text()).append("\n  entry get_outputs(").append(plain).append(") = ").append(call)
        .append('\n');
    states.forEach(s -> text.append("  entry get_").append(s).append('(').append(plain).append(") = ").append(call)
        .append('.').append(s).append('\n'));
    String loss = states.stream().map(s -> " + " + sum("result." + s + " * weight_" + s, shape(s).length))
        .collect(Collectors.joining());
    text.append(served() ? "  entry" : "  objective").append(" loss(").append(weighted).append(") = {\n    result = ")
        .append(call).append("\n    sum(sum(result * weight_outputs) over T)").append(loss).append("\n  }\n}\n");
    return text.toString();
  }

  private int[] shape(String state) {
    return golden.get("examples").list().get(0).get("weight_" + state).get("shape").integers();
  }

  private String type(String state) {
    return "float[" + Arrays.stream(shape(state)).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + "]";
  }

  private static String sum(String value, int dimensions) {
    return "sum(".repeat(dimensions) + value + ")".repeat(dimensions);
  }
}
