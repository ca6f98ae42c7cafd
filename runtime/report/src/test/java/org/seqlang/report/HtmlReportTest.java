package org.seqlang.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.train.Epoch;

class HtmlReportTest {

  @TempDir
  private Path folder;

  @Test
  void textIsEscapedWhereverItComesFrom() throws IOException {
    String evil = "</script><img src=x onerror='boom()'>&\"@@style@@";
    HtmlReport report = HtmlReport.to(folder.resolve("a/b/page.html")).title(evil).setting(evil, evil)
        .predictions(evil, List.of(evil), () -> List.of(List.of(evil)))
        .picture(new HeatMap(evil, List.of(evil), List.of(evil), new double[][] {{1}}));
    Runs.tell(report, 2);
    String page = Files.readString(folder.resolve("a/b/page.html"));

    assertFalse(page.contains("<img"), "a tag out of text");
    // title, twice; setting; predictions: title, head, cell; picture: title, twice, row, column, both on the cell
    assertEquals(2 + 2 + 3 + 6, count(page, "&lt;/script&gt;&lt;img"));
    assertEquals(3, count(page, "</script>"), "the scripts that belong there");
    assertEquals(count(page, "&lt;/script&gt;&lt;img"), count(page, "@@style@@"), "placeholders in text stay text");
  }

  @Test
  void namesOfMetricsCannotEndTheScript() {
    Recording run = new Recording(Runs.start(1, 0, List.of()));
    run.epoch(new Epoch(1, 1, Double.NaN, OptionalDouble.empty(),
        Map.of("</script>", 0.5), 1, 1, 1, 1));
    String json = Charts.json(run);
    assertFalse(json.contains("<"), json);
    assertTrue(json.contains("\\u003c/script\\u003e") && json.contains("\"y\":[null]"), json);
  }

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    Path file = folder.resolve("page.html");
    Runs.tell(HtmlReport.to(file), 1);
    String page = Files.readString(file).replace("https://github.com/leeoniya/uPlot", "");
    assertFalse(page.matches("(?s).*(src|href)=\"?https?:.*"), "something is loaded");
    assertFalse(page.contains("@import") || page.contains("url(http"), "a style is loaded");
    assertTrue(page.contains("The MIT License (MIT)"), "uPlot's notice");
  }

  @Test
  void thePageFollowsTheRun() throws IOException {
    Path file = folder.resolve("page.html");
    int[] asked = {0};
    HtmlReport report = HtmlReport.to(file).title("Run")
        .predictions("Samples", List.of("text"), () -> List.of(List.of("asked " + ++asked[0])));
    report.started(Runs.start(3, 0, List.of()));
    assertTrue(Files.readString(file).contains("data-state=\"running\""));
    Runs.tellEpoch(report, 1);
    assertTrue(Files.readString(file).contains("asked 1") && Files.readString(file).contains("1 of 3 epochs"));
    report.closed();
    assertTrue(Files.readString(file).contains("data-state=\"stopped\""));

    Runs.tell(report, 2);
    String page = Files.readString(file);
    assertTrue(page.contains("data-state=\"finished\"") && page.contains("complete, best epoch 2"), page);
    assertTrue(page.contains("<td>encoder.weight_ih_l0</td><td>[4, 3]</td><td>12</td>"), page);
  }

  @Test
  void aRunThatGoesOnShowsTheEpochsBefore() {
    Recording run = new Recording(Runs.start(4, 40, List.of(Runs.epoch(1), Runs.epoch(2))));
    assertEquals(List.of(20L, 40L), run.curve(Recording.LOSS).stream().map(Curve.Point::x).toList());
    assertEquals(2, run.epochs().size());
  }

  @Test
  void longCurvesAreThinnedToMeans() {
    Curve curve = new Curve();
    for (int i = 1; i <= 100_000; i++) {
      curve.add(i, i % 2);
    }
    List<Curve.Point> points = curve.points();
    assertTrue(points.size() <= Curve.MOST && points.size() >= Curve.MOST / 2 - 1, () -> points.size() + " points");
    assertTrue(points.stream().allMatch(p -> p.y() == 0.5), "means of neighbours");
    assertTrue(points.get(points.size() - 1).x() > 99_000);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
