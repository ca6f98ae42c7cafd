package org.seqlang.compiler.emit.loop;

import org.seqlang.compiler.schedule.Launch;
import org.seqlang.diagnostic.Span;

/** What launches do, in words. */
public final class Description {

  private Description() {}

  /** What a launch does and which line of the model it comes from. */
  public static String of(Launch launch) {
    String where = launch.origin().equals(Span.NONE) ? "" : " (" + fileAndLine(launch.origin()) + ")";
    return what(launch) + where + ".";
  }

  private static String fileAndLine(Span span) {
    String name = span.source().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1) + ":" + span.line();
  }

  private static String what(Launch launch) {
    if (launch instanceof Launch.RowLoop) {
      return "Element-wise work";
    } else if (launch instanceof Launch.Reduction reduction) {
      String what = switch (reduction.combine()) {
        case SUM -> "Sum";
        case MAX -> "Maximum";
        case ARGMAX -> "Place of the maximum";
      };
      return what + (reduction.axis().isPresent() ? " along a row" : " over the steps of each example");
    } else if (launch instanceof Launch.MatrixProduct) {
      return "Matrix product with a weight";
    } else if (launch instanceof Launch.OuterSum) {
      return "Gradient of a weight: the sum of outer products over all rows";
    } else if (launch instanceof Launch.ColumnSum) {
      return "Sum over all rows";
    } else if (launch instanceof Launch.ScatterAdd) {
      return "Gradient of a table: adds each row to the row of its index";
    } else if (launch instanceof Launch.Contraction) {
      return "Contraction";
    }
    if (launch instanceof Launch.LinearScan scan) {
      return "Linear recurrence through time" + (scan.reverse() ? ", from the last step to the first" : "");
    }
    return "Step by step through time" + (((Launch.TimeLoop) launch).reverse() ? ", from the last step to the first" : "");
  }
}
