package org.seqlang.report;

import java.util.List;

/** Text that is safe in a page. */
final class Html {

  private Html() {}

  /** Text as content or as the value of an attribute in double quotes; control characters are left out. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\n', '\t' -> escaped.appendCodePoint(c);
        default -> {
          if (!Character.isISOControl(c) && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)) {
            escaped.appendCodePoint(c);
          }
        }
      }
    });
    return escaped.toString();
  }

  /** A table; cells are escaped here. */
  static String table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>");
    if (!header.isEmpty()) {
      table.append("<thead>");
      row(table, "th", header);
      table.append("</thead>");
    }
    table.append("<tbody>\n");
    rows.forEach(row -> row(table, "td", row));
    return table.append("</tbody></table></div>").toString();
  }

  private static void row(StringBuilder table, String cell, List<String> texts) {
    table.append("<tr>");
    texts.forEach(text -> table.append('<').append(cell).append('>').append(escape(text)).append("</").append(cell)
        .append('>'));
    table.append("</tr>\n");
  }
}
