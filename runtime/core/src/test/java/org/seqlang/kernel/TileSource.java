package org.seqlang.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the text of {@link WideTiles} and {@link NarrowTiles}: straight-line code for each height, which nobody should
 * have to write, or to change, by hand. {@link TilesTest} holds the classes to it.
 */
final class TileSource {

  private static final String[] HEIGHTS = {"one", "two", "three", "four", "five", "six", "seven", "eight"};
  /** Tiles of so few sums do four steps of k at a time: the JVM's compiler would copy shorter ones into their callers, and then box vectors. */
  private static final int FEW = 4;
  private static final int TOGETHER = 4;
  private static final String PARAMETERS = "float[] a, int aOff, float[] b, int bOff, int apart, int k, float[] z, int zOff, int ldz,";

  private final List<String> lines = new ArrayList<>();
  private final int vectors;

  private TileSource(int vectors) {
    this.vectors = vectors;
  }

  /** The source of a class whose tiles are so many vectors wide. */
  static String of(String type, int vectors) {
    TileSource source = new TileSource(vectors);
    source.head(type);
    for (int rows = 1; rows <= HEIGHTS.length; rows++) {
      source.lines.add("");
      source.tile(rows);
    }
    source.lines.add("}");
    return String.join("\n", source.lines) + "\n";
  }

  private void head(String type) {
    add("package org.seqlang.kernel;", "",
        "import static org.seqlang.kernel.VectorTiles.LANES;", "import static org.seqlang.kernel.VectorTiles.SPECIES;",
        "import static org.seqlang.kernel.VectorTiles.STEP;", "",
        "import jdk.incubator.vector.FloatVector;", "",
        "/**",
        " * Tiles of " + vectors + " vectors by up to " + HEIGHTS.length + " rows; see {@link VectorTiles}. The text is written by a test, "
            + "{@code TilesTest}.",
        " */",
        "final class " + type + " {",
        "  /** An index into B, times this, is one into A. */",
        "  private static final int RATIO = STEP / LANES;", "",
        "  private " + type + "() {}", "",
        "  /** Computes a tile of 1 to " + HEIGHTS.length + " rows. */",
        "  static void compute(", "      int rows, " + PARAMETERS, "      float[] c, int cOff, int ldc) {",
        "    switch (rows) {");
    for (int rows = 1; rows <= HEIGHTS.length; rows++) {
      String label = rows < HEIGHTS.length ? "case " + rows : "default";
      add("      " + label + " -> " + name(rows) + "(a, aOff, b, bOff, apart, k, z, zOff, ldz, c, cOff, ldc);");
    }
    add("    }", "  }");
  }

  private static String name(int rows) {
    return HEIGHTS[rows - 1] + (rows == 1 ? "Row" : "Rows");
  }

  private void tile(int rows) {
    add("  private static void " + name(rows) + "(", "      " + PARAMETERS, "      float[] c, int cOff, int ldc) {");
    for (int r = 1; r < rows; r++) {
      add("    int z" + r + " = " + (r == 1 ? "zOff" : "z" + (r - 1)) + " + ldz;");
    }
    each(rows, (r, v) -> "    FloatVector s" + r + v + " = FloatVector.fromArray(SPECIES, z, " + at("z", r) + lanes(v) + ");");
    for (int v = 1; v < vectors; v++) {
      add("    int b" + v + " = " + (v == 1 ? "bOff" : "b" + (v - 1)) + " + apart;");
    }
    loop(rows);
    for (int r = 1; r < rows; r++) {
      add("    int c" + r + " = " + (r == 1 ? "cOff" : "c" + (r - 1)) + " + ldc;");
    }
    each(rows, (r, v) -> "    s" + r + v + ".intoArray(c, " + at("c", r) + lanes(v) + ");");
    add("  }");
  }

  /** Of one row, i is a step of k; of several, what a step is in B. */
  private void loop(int rows) {
    String end = rows == 1 ? "k" : "end";
    String next = rows == 1 ? "i++" : "i += LANES";
    if (rows > 1) {
      add("    int end = k * LANES;");
    }
    if (rows * vectors <= FEW) {
      add("    int i = 0;", "    for (; i + " + (TOGETHER - 1) + (rows == 1 ? "" : " * LANES") + " < " + end + "; i += "
          + TOGETHER + (rows == 1 ? "" : " * LANES") + ") {");
      for (int ahead = 0; ahead < TOGETHER; ahead++) {
        sums(rows, ahead == 0 ? "i" : "(i + " + ahead + (rows == 1 ? ")" : " * LANES)"));
      }
      add("    }", "    for (; i < " + end + "; " + next + ") {");
      sums(rows, "i");
    } else {
      add("    for (int i = 0; i < " + end + "; " + next + ") {");
      step(rows);
    }
    add("    }");
  }

  private void step(int rows) {
    for (int v = 0; v < vectors; v++) {
      add("      FloatVector w" + v + " = FloatVector.fromArray(SPECIES, b, " + at("b", v) + (rows == 1 ? " + i * LANES);" : " + i);"));
    }
    for (int r = 0; r < rows; r++) {
      add("      FloatVector x" + r + " = FloatVector.broadcast(SPECIES, a[" + factor(rows, r, "i") + "]);");
      for (int v = 0; v < vectors; v++) {
        add("      s" + r + v + " = w" + v + ".fma(x" + r + ", s" + r + v + ");");
      }
    }
  }

  /** The same step without names for vectors. */
  private void sums(int rows, String i) {
    each(rows, (r, v) -> "      s" + r + v + " = FloatVector.fromArray(SPECIES, b, " + at("b", v) + " + " + i + (rows == 1 ? " * LANES" : "")
        + ").fma(FloatVector.broadcast(SPECIES, a[" + factor(rows, r, i) + "]), s" + r + v + ");");
  }

  private static String factor(int rows, int row, String i) {
    return "aOff + " + i + (rows == 1 ? "" : " * RATIO") + (row == 0 ? "" : " + " + row);
  }

  private interface Line {
    String of(int row, int vector);
  }

  private void each(int rows, Line line) {
    for (int r = 0; r < rows; r++) {
      int row = r;
      IntStream.range(0, vectors).mapToObj(v -> line.of(row, v)).forEach(lines::add);
    }
  }

  private static String at(String matrix, int row) {
    return row == 0 ? matrix + "Off" : matrix + row;
  }

  private static String lanes(int vector) {
    return vector == 0 ? "" : vector == 1 ? " + LANES" : " + " + vector + " * LANES";
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }
}
