package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqlang.decode.Decoding;
import org.seqlang.decode.Hypothesis;

/** Entries that generate, through the generated class; the next symbol's scores also come from an entry of their own. */
@SuppressWarnings("unchecked")
class GenerationTest {

  private static final String MODEL = """
      package generation
      import seq.nn.*

      model Speller(source: int, target: int, n: int = 6, bos: int = 1, eos: int = 2) {
        read    = Embedding(source, n)
        encoder = LSTM(n, n, layers = 2)
        write   = Embedding(target, n)
        decoder = LSTM(n, n, layers = 2)
        inner   = GRU(n, n)
        output  = Linear(2*n, target, bias = false)

        step next(previous: index<target>, memory: float[S, n], hint: float[n]) -> float[target] = {
          query = decoder(write(previous)) + inner(hint)
          output(6 * concat(query, softmax(memory @ query) @ memory))
        }

        entry translate(s: index<source>[S]) -> index<target>[?] = {
          encoded = encoder(read(s))
          run next(encoded.steps, encoded.last) from decoder(h = encoded.h, c = encoded.c), start bos, until eos, at most 8
        }

        entry broad(s: index<source>[S]) -> index<target>[?] = {
          encoded = encoder(read(s))
          run next(encoded.steps, encoded.last) from decoder(h = encoded.h, c = encoded.c), start bos, until eos, at most 8,
            beam 3 normalize 0.7
        }

        entry invent(s: index<source>[S], heat: float[]) -> index<target>[?] = {
          encoded = encoder(read(s))
          run next(encoded.steps, encoded.last) from decoder(h = encoded.h, c = encoded.c), start bos, until eos, at most 8,
            sample heat
        }
      }
      """;

  private final CompiledModel model = CompiledModel.create(MODEL, "generation.Speller", 9, 7);
  private final List<int[]> texts =
      List.of(new int[] {3, 1, 4}, new int[] {5}, new int[] {8, 2, 6, 5, 3}, new int[] {7, 7}, new int[] {0, 1, 2, 3});

  @Test
  void aBatchIsOneByOne() {
    List<int[]> together = (List<int[]>) model.call("translate", texts);
    List<List<Hypothesis>> best = (List<List<Hypothesis>>) model.call("translateBest", texts, Decoding.beam(4));
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals((int[]) model.call("translate", texts.get(i)), together.get(i));
      assertEquals(model.call("translateBest", texts.get(i), Decoding.beam(4)), best.get(i));
    }
  }

  @Test
  void whatIsWrittenIsWhatIsDone() {
    List<int[]> greedy = (List<int[]>) model.call("translate", texts);
    List<int[]> broad = (List<int[]>) model.call("broad", texts);
    var asGreedy = (List<List<Hypothesis>>) model.call("broadBest", texts, Decoding.greedy());
    var asBroad = (List<List<Hypothesis>>) model.call("translateBest", texts, Decoding.beam(3).lengthNormalization(0.7f));
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(greedy.get(i), asGreedy.get(i).get(0).symbols());
      assertArrayEquals(broad.get(i), asBroad.get(i).get(0).symbols());
    }
  }

  @Test
  void samplesFollowTheSeedAndTheTemperature() {
    int[] text = texts.get(2);
    assertArrayEquals((int[]) model.call("invent", text, 1f, 7L), (int[]) model.call("invent", text, 1f, 7L));
    assertArrayEquals((int[]) model.call("translate", text), (int[]) model.call("invent", text, 1e-4f, 7L));
    List<List<Integer>> different = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      different.add(Arrays.stream((int[]) model.call("invent", text, 2f, seed)).boxed().toList());
    }
    assertTrue(different.stream().distinct().count() > 5);
  }

  @Test
  void sequencesAreShortEnoughAndWithoutTheirEnd() {
    for (int[] symbols : (List<int[]>) model.call("translate", texts)) {
      assertTrue(symbols.length <= 8);
      assertTrue(Arrays.stream(symbols).noneMatch(s -> s == 2));
    }
  }

  @Test
  void aBatchHasOneTemperature() {
    assertThrows(RuntimeException.class,
        () -> model.call("invent", texts.subList(0, 2), new float[] {1, 2}, 1L));
  }
}
