package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes of tiles are what {@link TileSource} writes; {@code -Dseqlang.rewrite=true} writes them again. */
class TilesTest {

  @ParameterizedTest
  @CsvSource({"WideTiles, 3", "NarrowTiles, 2"})
  void areAsWritten(String type, int vectors) throws IOException {
    Path file = Path.of("src/main/java/org/seqlang/kernel", type + ".java");
    String expected = TileSource.of(type, vectors);
    if (Boolean.getBoolean("seqlang.rewrite")) {
      Files.writeString(file, expected);
    }
    assertEquals(expected, Files.readString(file));
  }
}
