package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static Prepared prepare(String workload) {
    return new SeqContestant("java").prepare(Workload.parse(workload)).orElseThrow();
  }

  @Test
  void aStreamIsItsTextAndAPassIsOneStep() {
    Workload stream = Workload.parse("LSTM 8 2 10 stream");
    assertEquals("LSTM 8 2 10 stream", stream.toString());
    assertTrue(stream.stream());
    assertEquals(10, stream.calls());
    assertEquals(2, stream.rows());
    assertEquals(Workload.parse("LSTM 8 2 10").operations(), 10 * stream.operations());
    assertThrows(IllegalArgumentException.class, () -> Workload.parse("PEEPHOLE 8 2 10 stream"));
    assertThrows(IllegalArgumentException.class, () -> Workload.parse("LSTM 8 2 5..10 stream"));
  }

  @Test
  void aTextModelIsItsTextAndCountsItsProducts() {
    assertEquals("TEXT 8 2 10", Workload.parse("TEXT 8 2 10 10000").toString());
    Workload words = Workload.parse("WORDS 8 2 10 50");
    assertEquals("WORDS 8 2 10 50", words.toString());
    assertEquals(20 * (2.0 * 4 * 8 * 16) + 2 * 2 * 8 * 50, words.operations());
    assertEquals(3 * 20 * (2.0 * 4 * 8 * 16 + 2 * 8 * 50), words.training());
    assertTrue(words.tokens().stream().flatMapToInt(IntStream::of).allMatch(token -> token >= 1 && token < 50));
    assertThrows(IllegalArgumentException.class, () -> Workload.parse("WORDS 8 2 10 1"));
  }

  @Test
  void aStreamGivesAtItsEndWhatTheWholeSequenceGives() {
    for (String cell : List.of("RNN", "LSTM", "GRU")) {
      try (Prepared stream = prepare(cell + " 8 3 5 stream"); Prepared whole = prepare(cell + " 8 3 5")) {
        // Twice: behind the last step comes the first.
        IntStream.range(0, 10).forEach(call -> stream.forward());
        whole.forward();
        assertFalse(stream.trains());
        assertArrayEquals(whole.outputs(), stream.outputs(), 1e-6f);
      }
    }
  }

  @Test
  void aTextModelTrainsAndAnotherCallerGetsTheSame() {
    for (String model : List.of("TEXT 4 3 2..5 20", "WORDS 4 3 2..5 20")) {
      try (Prepared mine = prepare(model); Prepared other = mine.another().orElseThrow()) {
        mine.train();
        assertEquals(Workload.parse(model).weights().size(), mine.gradients().size());
        mine.forward();
        other.forward();
        assertEquals(3 * (model.startsWith("TEXT") ? Workload.CLASSES : 20), mine.outputs().length);
        assertArrayEquals(mine.outputs(), other.outputs());
      }
    }
  }
}
