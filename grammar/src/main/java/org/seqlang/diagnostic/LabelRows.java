package org.seqlang.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seqlang.diagnostic.Diagnostic.Label;

/**
 * The rows below a line: underlines and remarks. One label has its remark behind its underline; of several, the
 * rightmost has, and those of the others hang below:
 *
 * <pre>
 * output(dropout(x, rate))
 * ------         ^  ---- of the rightmost
 * |              |
 * |              of the middle one
 * of the left one
 * </pre>
 *
 * Labels that overlap have a row each, the primary one first.
 */
final class LabelRows {

  private record Mark(int from, int to, char sign, String remark) {}

  private LabelRows() {}

  static List<String> below(SourceLine line, List<Label> labels, Label primary) {
    List<Mark> marks = new ArrayList<>();
    for (Label label : labels) {
      marks.add(new Mark(line.column(label.span().start()), line.endColumn(label.span()),
          label == primary ? '^' : '-', label.text()));
    }
    List<Mark> inOrder = marks.stream().sorted(Comparator.comparingInt(Mark::from)).toList();
    List<String> rows = new ArrayList<>();
    if (overlap(inOrder)) {
      marks.forEach(mark -> underline(List.of(mark), rows));
    } else {
      underline(inOrder, rows);
      hang(inOrder.subList(0, inOrder.size() - 1).stream().filter(mark -> !mark.remark().isEmpty()).toList(), rows);
    }
    return rows;
  }

  private static boolean overlap(List<Mark> inOrder) {
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).from() < inOrder.get(i - 1).to()) {
        return true;
      }
    }
    return false;
  }

  private static void underline(List<Mark> marks, List<String> rows) {
    StringBuilder row = new StringBuilder();
    for (Mark mark : marks) {
      pad(row, mark.from());
      row.append(String.valueOf(mark.sign()).repeat(mark.to() - mark.from()));
    }
    row.append(' ');
    remark(row.toString(), " ".repeat(row.length()), marks.get(marks.size() - 1).remark(), rows);
  }

  private static void hang(List<Mark> marks, List<String> rows) {
    if (!marks.isEmpty()) {
      rows.add(connectors(marks));
    }
    for (int i = marks.size() - 1; i >= 0; i--) {
      StringBuilder before = new StringBuilder(connectors(marks.subList(0, i)));
      pad(before, marks.get(i).from());
      remark(before.toString(), before.toString(), marks.get(i).remark(), rows);
    }
  }

  private static String connectors(List<Mark> marks) {
    StringBuilder row = new StringBuilder();
    for (Mark mark : marks) {
      pad(row, mark.from());
      row.append('|');
    }
    return row.toString();
  }

  /** A remark behind a prefix, its further lines behind another. */
  private static void remark(String prefix, String further, String remark, List<String> rows) {
    String before = prefix;
    for (String line : remark.split("\n", -1)) {
      rows.add(before + line);
      before = further;
    }
  }

  private static void pad(StringBuilder row, int column) {
    row.append(" ".repeat(Math.max(0, column - row.length())));
  }
}
