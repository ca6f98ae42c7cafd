package org.seqlang.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HeatMapTest {

  @Test
  void cellsAreColouredByTheLogarithm(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("map.svg");
    new HeatMap("a < b", List.of("h", "c"), List.of("0", "1", "2"),
        new double[][] {{1e-4, 1e-2, 1}, {0, Double.NaN, 1}}).write(file);
    NodeList cells = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile())
        .getElementsByTagName("rect");
    List<String> expected = List.of("#440154", "#21918c", "#fde725", "#808080", "#808080", "#fde725");
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), ((Element) cells.item(i)).getAttribute("fill"), "cell " + i);
    }
    assertTrue(Files.readString(file).contains("<title>a &lt; b</title>"));
  }

  @Test
  void numbersFitTheirNames() {
    assertThrows(IllegalArgumentException.class,
        () -> new HeatMap("", List.of("a"), List.of("0", "1"), new double[][] {{1}}));
    assertThrows(IllegalArgumentException.class, () -> new HeatMap("", List.of(), List.of(), new double[][] {}));
  }
}
