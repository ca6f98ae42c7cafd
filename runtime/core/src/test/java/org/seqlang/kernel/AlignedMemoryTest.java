package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedMemoryTest {

  @Test
  void piecesAreApartAndBeginALine() {
    List<AlignedMemory.Piece> pieces = new ArrayList<>();
    int[] counts = {1, 17, 64, 300_000, 1 << 20, (1 << 20) - 12, 5, 3_000_000, 700_000, 0, 600_000, 9};
    for (int i = 0; i < counts.length; i++) {
      AlignedMemory.Piece piece = AlignedMemory.allocate(counts[i]);
      assertEquals(12, piece.offset() % 16);
      assertTrue(piece.offset() + counts[i] <= piece.array().length);
      Arrays.fill(piece.array(), piece.offset(), piece.offset() + counts[i], i + 1);
      pieces.add(piece);
    }
    for (int i = 0; i < counts.length; i++) {
      for (int at = 0; at < counts[i]; at++) {
        assertEquals(i + 1, pieces.get(i).array()[pieces.get(i).offset() + at]);
      }
    }
  }
}
