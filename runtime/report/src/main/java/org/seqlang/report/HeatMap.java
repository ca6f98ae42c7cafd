package org.seqlang.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.seqlang.data.AtomicFile;

/**
 * A table of numbers as coloured cells, on a logarithmic scale: small numbers dark, large ones bright. Made for
 * gradient norms, a row a parameter or state and a column a step back in time, in which a vanishing gradient fades and
 * an exploding one glares. Numbers that are 0 or not finite are grey, and {@code title} elements tell each cell's number.
 *
 * @param title says what is shown
 * @param rows one name a row
 * @param columns one name a column; as many are written below as there is room for
 * @param values {@code [rows][columns]}
 */
public record HeatMap(String title, List<String> rows, List<String> columns, double[][] values) {

  private static final int HEIGHT = 20;
  private static final int MARGIN = 8;
  private static final int LETTER = 7;
  private static final int WIDTH = 640;
  private static final int FOOT = 58;

  /** Colours from small to large (matplotlib's viridis, CC0), between which the rest lies. */
  private static final int[][] COLOURS = {
    {68, 1, 84}, {71, 45, 123}, {59, 82, 139}, {44, 114, 142}, {33, 145, 140},
    {40, 174, 128}, {94, 201, 98}, {173, 220, 48}, {253, 231, 37},
  };

  /** @throws IllegalArgumentException if there are no cells, or not as many numbers as names */
  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    int width = columns.size();
    if (rows.isEmpty() || width == 0 || values.length != rows.size()
        || Arrays.stream(values).anyMatch(row -> row.length != width)) {
      throw new IllegalArgumentException("a heat map of " + rows.size() + " rows and " + width
          + " columns needs as many numbers, at least one");
    }
    values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  /** A picture in SVG that takes its text's colour from where it stands. */
  public String svg() {
    double low = logs().min().orElse(0);
    double high = logs().max().orElse(0);
    int left = MARGIN + LETTER * rows.stream().mapToInt(String::length).max().orElse(0);
    double cell = Math.max(4, Math.min(36, WIDTH / (double) columns.size()));
    int width = left + (int) Math.ceil(cell * columns.size()) + 2 * MARGIN;
    int height = HEIGHT * rows.size() + FOOT;
    StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\""
        + " class=\"heat\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
        + " font-size=\"12\" fill=\"currentColor\">%n<title>%s</title>%n", width, height, width, height,
        Html.escape(title)));
    for (int r = 0; r < rows.size(); r++) {
      row(svg, r, left, cell, low, high);
    }
    names(svg, left, cell);
    scale(svg, left, low, high);
    return svg.append("</svg>\n").toString();
  }

  /**
   * Writes the picture to a file of its own.
   *
   * @throws java.io.UncheckedIOException if that fails
   */
  public void write(Path file) {
    AtomicFile.write(file, channel -> {
      ByteBuffer bytes = ByteBuffer.wrap(svg().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    });
  }

  private DoubleStream logs() {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(HeatMap::shown).map(Math::log10);
  }

  private static boolean shown(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private void row(StringBuilder svg, int r, int left, double cell, double low, double high) {
    text(svg, left - MARGIN / 2.0, r * HEIGHT + 14, "end", rows.get(r));
    for (int c = 0; c < columns.size(); c++) {
      double value = values[r][c];
      String colour = shown(value) ? colour(high > low ? (Math.log10(value) - low) / (high - low) : 0.5) : "#808080";
      svg.append(String.format(Locale.ROOT, "<rect x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\" fill=\"%s\">"
          + "<title>%s, %s: %.3g</title></rect>%n", left + c * cell, r * HEIGHT, cell, HEIGHT - 1, colour,
          Html.escape(rows.get(r)), Html.escape(columns.get(c)), value));
    }
  }

  private void names(StringBuilder svg, int left, double cell) {
    int longest = columns.stream().mapToInt(String::length).max().orElse(1);
    int every = (int) Math.ceil((longest * LETTER + MARGIN) / cell);
    for (int c = 0; c < columns.size(); c += every) {
      text(svg, left + (c + 0.5) * cell, rows.size() * HEIGHT + 14, "middle", columns.get(c));
    }
  }

  /** Which colour is which number. */
  private void scale(StringBuilder svg, int left, double low, double high) {
    int top = rows.size() * HEIGHT + 34;
    for (int i = 0; i < 40; i++) {
      svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"5\" height=\"10\" fill=\"%s\"/>%n",
          left + 60 + 5 * i, top, colour(i / 39.0)));
    }
    text(svg, left + 54, top + 10, "end", String.format(Locale.ROOT, "%.1e", Math.pow(10, low)));
    text(svg, left + 266, top + 10, "start", String.format(Locale.ROOT, "%.1e", Math.pow(10, high)));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
        Html.escape(text)));
  }

  private static String colour(double place) {
    double scaled = Math.max(0, Math.min(1, place)) * (COLOURS.length - 1);
    int below = (int) Math.min(scaled, COLOURS.length - 2);
    int[] mixed = new int[3];
    for (int i = 0; i < 3; i++) {
      mixed[i] = (int) Math.round(COLOURS[below][i] + (scaled - below) * (COLOURS[below + 1][i] - COLOURS[below][i]));
    }
    return String.format(Locale.ROOT, "#%02x%02x%02x", mixed[0], mixed[1], mixed[2]);
  }
}
