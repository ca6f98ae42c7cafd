package org.seqlang.tests.conformance;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.golden.Golden;

/** The text of a model that runs one cell as a golden case says. */
final class CellModel {

  private final String cell;
  private final Golden golden;
  private final List<String> states;
  private final String nonlinearity;
  private final boolean summed;

  CellModel(String file, Golden golden, boolean summed) {
    this.golden = golden;
    this.summed = summed;
    this.cell = switch (file) {
      case "rnn_tanh", "rnn_relu" -> "RNN";
      default -> file.toUpperCase(java.util.Locale.ROOT);
    };
    this.states = cell.equals("LSTM") ? List.of("h", "c") : List.of("h");
    this.nonlinearity = file.equals("rnn_relu") ? ", nonlinearity = relu" : "";
  }

  List<String> states() {
    return states;
  }

  int directions() {
    return golden.get("bidirectional").truth() ? 2 : 1;
  }

  int layers() {
    return (int) golden.get("layers").number();
  }

  String text() {
    String stateType = "float[" + layers() * directions() + ", hidden]";
    String outputType = "float[T, " + (summed ? 1 : directions()) + "*hidden]";
    List<String> arguments = new ArrayList<>(List.of("x: float[T, input]"));
    states.forEach(s -> arguments.add(s + "_0: " + stateType));
    String plain = String.join(", ", arguments);
    arguments.add("weight_outputs: " + outputType);
    states.forEach(s -> arguments.add("weight_" + s + ": " + stateType));
    String call = "net(x" + String.join("", states.stream().map(s -> ", " + s + " = " + s + "_0").toList()) + ")";
    String sum = "sum(sum(result * weight_outputs) over T)"
        + String.join("", states.stream().map(s -> " + sum(sum(result." + s + " * weight_" + s + "))").toList());
    StringBuilder text = new StringBuilder("package golden\nimport seq.nn.*\n\nmodel Case(input: int, hidden: int) {\n");
    text.append("  net = ").append(cell).append("(input, hidden, layers = ").append(layers())
        .append(", bidirectional = ").append(directions() == 2).append(summed ? ", merge = sum" : "")
        .append(", bias = ").append(golden.get("bias").truth()).append(nonlinearity).append(")\n");
    text.append("  entry outputs(").append(plain).append(") -> ").append(outputType).append(" = ").append(call).append("\n");
    for (String s : states) {
      text.append("  entry final_").append(s).append("(").append(plain).append(") -> ").append(stateType).append(" = ")
          .append(call).append(".").append(s).append("\n");
    }
    text.append("  objective loss(").append(String.join(", ", arguments)).append(") = {\n    result = ").append(call)
        .append("\n    ").append(sum).append("\n  }\n}\n");
    return text.toString();
  }
}
