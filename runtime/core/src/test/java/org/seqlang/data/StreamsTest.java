package org.seqlang.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsTest {

  private record Pair(int[] inputs, int[] targets) {
    @Override
    public String toString() {
      return text(inputs) + "→" + text(targets);
    }

    private static String text(int[] symbols) {
      StringBuilder text = new StringBuilder();
      Arrays.stream(symbols).forEach(symbol -> text.append((char) symbol));
      return text.toString();
    }
  }

  private static List<String> shown(Streams<?> streams) {
    return streams.batches().stream().map(batch -> batch.examples() + " " + batch.begins()).toList();
  }

  /** The example of the class's documentation. */
  @Test
  void aTextInTwoLanes() {
    Streams<Pair> streams = Streams.next("abcdefghijk".chars().toArray(), 2, 2, Pair::new);
    assertEquals(List.of("[ab→bc, fg→gh] [0, 1]", "[cd→de, hi→ij] []", "[e→f, j→k] []"), shown(streams));
    assertEquals(6, streams.size());
    assertEquals(3, streams.count());
    assertEquals("Streams[2 lanes, 6 chunks]", streams.toString());
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 1", "100, 7, 5", "101, 7, 5", "64, 8, 64", "1000, 32, 9", "33, 32, 9", "50, 1, 100"})
  void everySymbolIsPredictedExactlyOnce(int symbols, int lanes, int steps) {
    int[] text = IntStream.range(0, symbols).toArray();
    Streams<Pair> streams = Streams.next(text, lanes, steps, Pair::new);
    List<Integer> predicted = new ArrayList<>();
    List<List<Integer>> read = new ArrayList<>();
    for (Streams.Batch<Pair> batch : streams.batches()) {
      for (int lane = 0; lane < batch.examples().size(); lane++) {
        Pair pair = batch.examples().get(lane);
        assertTrue(pair.inputs.length >= 1 && pair.inputs.length <= steps);
        assertEquals(batch.begins().contains(lane), read.size() <= lane);
        if (read.size() <= lane) {
          read.add(new ArrayList<>());
        }
        for (int t = 0; t < pair.inputs.length; t++) {
          assertEquals(pair.inputs[t] + 1, pair.targets[t]);
          predicted.add(pair.targets[t]);
          read.get(lane).add(pair.inputs[t]);
        }
      }
    }
    predicted.sort(null);
    assertEquals(IntStream.range(1, symbols).boxed().toList(), predicted);
    assertEquals(lanes, read.size());
    for (List<Integer> lane : read) { // each lane goes through its part in order
      assertEquals(IntStream.range(lane.get(0), lane.get(0) + lane.size()).boxed().toList(), lane);
    }
  }

  @Test
  void sequencesStayWhole() {
    Streams<String> streams = Streams.of(new int[] {3, 5, 1, 2}, 2, 2, (sequence, from, to) -> sequence + ":" + from + "-" + to);
    assertEquals(List.of("[0:0-2, 1:0-2] [0, 1]", "[0:2-3, 1:2-4] []", "[2:0-1, 1:4-5] [0]", "[3:0-2] [0]"),
        shown(streams));
    assertEquals(7, streams.chunks().size());
  }

  @Test
  void moreLanesThanSequences() {
    Streams<Integer> streams = Streams.of(new int[] {1, 2}, 5, 1, (sequence, from, to) -> sequence);
    assertEquals(2, streams.lanes());
    assertEquals(List.of("[1, 0] [0, 1]", "[1] []"), shown(streams));
  }

  @Test
  void nonsenseIsRefused() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> Streams.next(new int[4], 4, 2, Pair::new)).getMessage();
    assertEquals("a sequence of 3 steps cannot be cut into 4 lanes: take a longer sequence or fewer lanes", message);
    assertThrows(IllegalArgumentException.class, () -> Streams.next(new int[4], 0, 2, Pair::new));
    assertThrows(IllegalArgumentException.class, () -> Streams.next(new int[4], 1, 0, Pair::new));
    assertThrows(IllegalArgumentException.class, () -> Streams.of(new int[] {}, 1, 1, (s, f, t) -> s));
    assertThrows(IllegalArgumentException.class, () -> Streams.of(new int[] {2, 0}, 1, 1, (s, f, t) -> s));
  }
}
