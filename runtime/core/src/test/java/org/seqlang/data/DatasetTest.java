package org.seqlang.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private static final Dataset<Integer> HUNDRED = Dataset.of(IntStream.range(0, 100).boxed().toList());

  @Test
  void splitsWithoutOverlap() {
    List<Dataset<Integer>> parts = HUNDRED.split(42, 0.8, 0.1, 0.1);
    assertEquals(List.of(80, 10, 10), parts.stream().map(Dataset::size).toList());
    assertEquals(HUNDRED.size(), new HashSet<>(parts.get(0).and(parts.get(1)).and(parts.get(2)).list()).size());
    assertEquals(parts.get(0).list(), HUNDRED.split(42, 0.8, 0.1, 0.1).get(0).list());
    assertNotEquals(parts.get(0).list(), HUNDRED.split(43, 0.8, 0.1, 0.1).get(0).list());
    assertEquals(50, HUNDRED.split(1, 0.5).get(0).size());
  }

  @Test
  void refusesWrongFractions() {
    assertThrows(IllegalArgumentException.class, () -> HUNDRED.split(1, 0.8, 0.3));
    assertThrows(IllegalArgumentException.class, () -> HUNDRED.split(1, -0.5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> HUNDRED.split(1, 0.001));
  }

  @Test
  void mapsAndFilters() {
    assertEquals(List.of("0", "50"), HUNDRED.filter(n -> n % 50 == 0).map(String::valueOf).list());
    assertEquals(List.of(3, 4), HUNDRED.slice(3, 5).list());
  }

  @Test
  void batchesHoldEveryExampleOnceAtSimilarLengths() {
    Random random = new Random(3);
    Dataset<int[]> texts = Dataset.of(IntStream.range(0, 5000).mapToObj(i -> new int[1 + random.nextInt(60)]).toList());
    Batches<int[]> batches = Batches.of(texts, text -> text.length, 32);
    for (List<List<int[]>> epoch : List.of(batches.shuffled(1), batches.ordered())) {
      assertEquals(batches.count(), epoch.size());
      assertEquals(5000, new HashSet<>(epoch.stream().flatMap(List::stream).toList()).size());
      long padded = epoch.stream().mapToLong(
          batch -> (long) batch.size() * batch.stream().mapToInt(text -> text.length).max().orElseThrow()).sum();
      long valid = texts.list().stream().mapToLong(text -> text.length).sum();
      assertTrue(padded < 1.05 * valid, "padding would be " + padded + " over " + valid);
    }
  }

  @Test
  void batchesAreShuffledByTheSeedAlone() {
    Batches<Integer> batches = Batches.of(HUNDRED, n -> n % 7, 8);
    assertEquals(batches.shuffled(5), batches.shuffled(5));
    assertNotEquals(batches.shuffled(5), batches.shuffled(6));
    List<Integer> sizes = new ArrayList<>(batches.shuffled(5).stream().map(List::size).distinct().toList());
    sizes.sort(null);
    assertEquals(List.of(4, 8), sizes);
  }

  @Test
  void nothingCannotBeBatched() {
    assertThrows(IllegalArgumentException.class, () -> Batches.of(Dataset.of(List.<Integer>of()), n -> 1, 8));
    assertThrows(IllegalArgumentException.class, () -> Batches.of(HUNDRED, n -> 1, 0));
  }
}
