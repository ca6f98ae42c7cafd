package org.seqlang.grammar;

/** Where lines stand. */
enum Place {
  FILE("the top of a file", "at the top of a file", "`package`, `import`, `cell`, `layer`, `model` and `def`"),
  CELL("a cell", "in a cell", "`param`, `in`, `state`, `out`, equations and parts"),
  LAYER("a layer", "in a layer", "`param`, `in`, `out`, equations and parts"),
  MODEL("a model", "in a model", "parts, `param`, `def`, `step`, `objective` and `entry`"),
  BLOCK("a block", "in a block",
      "lines `name = expression` and, last, the expression that is its value");

  private final String text;
  private final String where;
  private final String takes;

  Place(String text, String where, String takes) {
    this.text = text;
    this.where = where;
    this.takes = takes;
  }

  /** As in "a cell". */
  String text() {
    return text;
  }

  /** As in "in a cell". */
  String where() {
    return where;
  }

  /** The lines that belong there, in words. */
  String takes() {
    return takes;
  }
}
