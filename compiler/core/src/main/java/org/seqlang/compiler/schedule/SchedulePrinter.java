package org.seqlang.compiler.schedule;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A schedule as text:
 *
 * <pre>
 * schedule predict
 *   buffer gates: float steps T x 4*hidden
 *   forward
 *     product over steps T: gates[4*hidden] = x[input] . weight_ih[4*hidden, input]
 *     time loop T
 *       rows over positions T [hidden]: v1 = sigmoid(gates[hidden]); …
 * </pre>
 */
public final class SchedulePrinter {

  private final StringBuilder out = new StringBuilder();

  private SchedulePrinter() {}

  public static String print(Schedule schedule) {
    SchedulePrinter printer = new SchedulePrinter();
    printer.out.append("schedule ").append(schedule.name()).append("\n");
    for (Map.Entry<Buffer, Buffer> entry : schedule.memory().entrySet()) {
      printer.buffer(entry.getKey(), entry.getValue());
    }
    printer.phase("forward", schedule.forward());
    printer.phase("backward", schedule.backward());
    return printer.out.toString();
  }

  private void buffer(Buffer buffer, Buffer home) {
    out.append("  ").append(buffer.source().name().toLowerCase(java.util.Locale.ROOT)).append(" ").append(buffer.name())
        .append(": ").append(buffer.floats() ? "float" : "int").append(" ").append(buffer.space()).append(" x ")
        .append(buffer.columns()).append(home.equals(buffer) ? "" : " in the memory of " + home.name()).append("\n");
  }

  private void phase(String name, List<Launch> launches) {
    if (!launches.isEmpty()) {
      out.append("  ").append(name).append("\n");
      launches.forEach(launch -> launch(launch, "    "));
    }
  }

  private void launch(Launch launch, String indent) {
    out.append(indent).append(head(launch)).append("\n");
    if (launch instanceof Launch.TimeLoop loop) {
      loop.body().forEach(inner -> launch(inner, indent + "  "));
    } else if (launch instanceof Launch.RowLoop loop) {
      loop.statements().forEach(s -> out.append(indent).append("  ").append(s.target()).append(" = ")
          .append(scalar(s.value())).append(s.store().map(view -> " -> " + view).orElse("")).append("\n"));
    }
  }

  private static String head(Launch launch) {
    String over = " over " + launch.space();
    if (launch instanceof Launch.RowLoop loop) {
      return "rows" + over + " " + loop.dims();
    } else if (launch instanceof Launch.Reduction r) {
      return r.combine().name().toLowerCase(java.util.Locale.ROOT) + over + ": " + r.result() + " of " + r.operand()
          + r.axis().map(axis -> " axis " + axis).orElse("") + r.time().map(t -> " over " + t.name()).orElse("");
    } else if (launch instanceof Launch.MatrixProduct p) {
      return "product" + over + ": " + p.result() + " = " + p.operand() + " . " + p.weight() + (p.transposed() ? " transposed" : "")
          + p.init().map(view -> " + " + view).orElse("");
    } else if (launch instanceof Launch.OuterSum o) {
      return "outer sum" + over + ": " + o.result() + (o.accumulate() ? " += " : " = ") + o.left() + " x " + o.right();
    } else if (launch instanceof Launch.ColumnSum c) {
      return "column sum" + over + ": " + c.result() + (c.accumulate() ? " += " : " = ") + c.operand();
    } else if (launch instanceof Launch.ScatterAdd s) {
      return "scatter" + over + ": " + s.result() + "[" + s.index() + "] += " + s.operand();
    } else if (launch instanceof Launch.Contraction c) {
      return "contraction" + over + ": " + c.result() + " = " + c.left() + " " + c.leftLabels() + ", " + c.right() + " "
          + c.rightLabels() + " -> " + c.labels();
    } else if (launch instanceof Launch.LinearScan s) {
      return "linear scan " + s.time().name() + (s.reverse() ? " reverse" : "") + (s.transposed() ? " transposed" : "") + ": "
          + s.result() + " = " + s.a() + ", " + s.b() + " from " + s.initial();
    }
    Launch.TimeLoop loop = (Launch.TimeLoop) launch;
    return "time loop " + loop.time().name() + (loop.reverse() ? " reverse" : "");
  }

  private static String scalar(Scalar scalar) {
    if (scalar instanceof Scalar.Load load) {
      return load.view().toString() + (load.row() instanceof Scalar.Row.Same ? "" : " at " + load.row());
    } else if (scalar instanceof Scalar.Apply apply) {
      return apply.function().text()
          + apply.operands().stream().map(SchedulePrinter::scalar).collect(Collectors.joining(", ", "(", ")"));
    } else if (scalar instanceof Scalar.SizeValue size) {
      return "size_of " + size.size();
    } else if (scalar instanceof Scalar.Length length) {
      return "length " + length.time().name();
    } else if (scalar instanceof Scalar.Keep keep) {
      return "keep " + keep.site() + "(" + scalar(keep.rate()) + ")";
    } else if (scalar instanceof Scalar.CoordinateIs is) {
      return "i" + is.axis() + " == " + scalar(is.index());
    } else if (scalar instanceof Scalar.StepIs is) {
      return "step is " + is.step();
    }
    return scalar.toString();
  }
}
