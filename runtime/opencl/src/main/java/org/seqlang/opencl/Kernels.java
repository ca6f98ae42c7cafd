package org.seqlang.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of kernels to be built.
 *
 * @param name of the file, as messages cite it
 * @param prelude goes before it
 */
record Kernels(String name, String prelude, String text, String options) {

  private static final Pattern COMMENT = Pattern.compile("/\\* (.*) \\*/");

  String source() {
    return prelude + "\n#line 1 \"" + name + "\"\n" + text;
  }

  /** A build log with the model's line behind each line of a kernel that it cites. */
  String explained(String log) {
    Pattern place = Pattern.compile(Pattern.quote(name) + ":(\\d+)");
    StringBuilder out = new StringBuilder();
    for (String line : log.split("\n")) {
      out.append(line);
      Matcher found = place.matcher(line);
      if (found.find()) {
        out.append("   [").append(comment(Integer.parseInt(found.group(1)))).append("]");
      }
      out.append("\n");
    }
    return out.toString();
  }

  /** The comment above a line, which says what the kernel does and which line of the model it comes from. */
  private String comment(int line) {
    String[] lines = text.split("\n");
    for (int i = Math.min(line, lines.length) - 1; i >= 0; i--) {
      Matcher matcher = COMMENT.matcher(lines[i]);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return "before the first kernel";
  }
}
