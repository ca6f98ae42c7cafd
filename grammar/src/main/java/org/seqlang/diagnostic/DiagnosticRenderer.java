package org.seqlang.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seqlang.diagnostic.Diagnostic.Label;

/**
 * Writes diagnostics as plain text:
 *
 * <pre>
 * error[SEQ0203]: sizes differ: 2*hidden and hidden
 *   --&gt; src/main/seq/Sentiment.seq:12:5
 *    |
 *  8 |   output    = Linear(hidden, classes)
 *    |                      ------ declared here
 * ...
 * 12 |     output(dropout(encoder(embedding(text)).last, rate))
 *    |     ^^^^^^ expects float[hidden]
 *    |            got float[2*hidden]
 *    = help: Linear(2*hidden, classes)
 * </pre>
 *
 * A remark or a help of several lines is set below itself. Of a span over several lines the first is underlined. Lines
 * of other files follow those of the primary label's. Every line ends with {@code \n}.
 */
public final class DiagnosticRenderer {

  private DiagnosticRenderer() {}

  /** All of them, in the order given, with an empty line between two. */
  public static String render(Collection<Diagnostic> diagnostics) {
    return String.join("\n", diagnostics.stream().map(DiagnosticRenderer::render).toList());
  }

  /** One diagnostic. */
  public static String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    String severity = diagnostic.isError() ? "error" : "warning";
    out.append(severity).append('[').append(diagnostic.code()).append("]: ").append(diagnostic.message()).append('\n');
    List<Label> labels = new ArrayList<>();
    labels.add(diagnostic.primary());
    labels.addAll(diagnostic.secondary());
    labels.removeIf(label -> label.span().source().equals(Span.NONE.source()));
    int width = labels.stream().mapToInt(label -> Integer.toString(label.span().line()).length()).max().orElse(1);
    String margin = " ".repeat(width + 1);

    Map<Source, List<Label>> bySource = new LinkedHashMap<>();
    labels.forEach(label -> bySource.computeIfAbsent(label.span().source(), s -> new ArrayList<>()).add(label));
    String arrow = " ".repeat(width) + "--> ";
    for (List<Label> ofSource : bySource.values()) {
      out.append(arrow).append(ofSource.get(0).span()).append('\n').append(margin).append("|\n");
      lines(ofSource, diagnostic.primary(), width, out);
      arrow = " ".repeat(width) + "::: ";
    }
    diagnostic.help().ifPresent(help ->
        out.append(margin).append("= help: ").append(help.replace("\n", "\n" + margin + "        ")).append('\n'));
    return out.toString();
  }

  /** The lines of one source that have labels, with what is below them. */
  private static void lines(List<Label> labels, Label primary, int width, StringBuilder out) {
    TreeMap<Integer, List<Label>> byLine = new TreeMap<>();
    labels.forEach(label -> byLine.computeIfAbsent(label.span().line(), line -> new ArrayList<>()).add(label));
    int previous = byLine.firstKey();
    for (Map.Entry<Integer, List<Label>> line : byLine.entrySet()) {
      if (line.getKey() > previous + 1) {
        out.append("...\n");
      }
      previous = line.getKey();
      SourceLine text = SourceLine.of(line.getValue().get(0).span());
      String number = Integer.toString(line.getKey());
      row(out, " ".repeat(width - number.length()) + number, text.display());
      for (String marks : LabelRows.below(text, line.getValue(), primary)) {
        row(out, " ".repeat(width), marks);
      }
    }
  }

  private static void row(StringBuilder out, String gutter, String text) {
    out.append((gutter + " | " + text).stripTrailing()).append('\n');
  }
}
