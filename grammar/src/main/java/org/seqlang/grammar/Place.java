package org.seqlang.grammar;

/** Where lines stand. */
enum Place {
  FILE("the top of a file", "`package`, `import`, `cell`, `layer`, `model` and `def`"),
  CELL("a cell", "`param`, `in`, `state`, `out`, equations and parts"),
  LAYER("a layer", "`param`, `in`, `out`, equations and parts"),
  MODEL("a model", "parts, `param`, `def`, `objective` and `entry`"),
  BLOCK("a block", "lines `name = expression` and, last, the expression that is its value");

  private final String text;
  private final String takes;

  Place(String text, String takes) {
    this.text = text;
    this.takes = takes;
  }

  /** As in "a cell". */
  String text() {
    return text;
  }

  /** The lines that belong there, in words. */
  String takes() {
    return takes;
  }
}
