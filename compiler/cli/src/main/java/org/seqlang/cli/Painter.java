package org.seqlang.cli;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Colours a rendered diagnostic: what kind it is in red or yellow, the frame in blue, the marks in the kind's colour.
 *
 * @param on whether the output is a terminal; otherwise text stays as it is
 */
record Painter(boolean on) {

  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String BLUE = "\u001b[1;34m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";

  private static final Pattern KIND = Pattern.compile("^(error|warning)(\\[\\w+])?");
  private static final Pattern GUTTER = Pattern.compile("^( *\\d* \\||\\s*(?:-->|:::)|\\.\\.\\.$)");
  private static final Pattern MARKS = Pattern.compile("(?<=\\|)( +)(\\^+)");
  private static final Pattern HELP = Pattern.compile("^( *= help:)");

  String paint(String diagnostic) {
    if (!on) {
      return diagnostic;
    }
    String kind = diagnostic.startsWith("error") ? RED : YELLOW;
    return diagnostic.lines().map(line -> line(line, kind)).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(String line, String kind) {
    String marked = MARKS.matcher(line).replaceFirst("$1" + kind + "$2" + PLAIN);
    String framed = GUTTER.matcher(marked).replaceFirst(BLUE + "$1" + PLAIN);
    String helped = HELP.matcher(framed).replaceFirst(CYAN + "$1" + PLAIN);
    return KIND.matcher(helped).replaceFirst(kind + "$0" + PLAIN);
  }
}
