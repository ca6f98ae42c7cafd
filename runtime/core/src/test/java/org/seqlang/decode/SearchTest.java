package org.seqlang.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

  private static final int SYMBOLS = 4;
  private static final int END = 0;
  private static final int LONGEST = 5;

  /** Scores that depend on the example and on the last two symbols; the state is the symbol before the previous one. */
  private static final class Chain implements StepModel {

    private final double[][][][] scores = new double[3][SYMBOLS][SYMBOLS][SYMBOLS];
    private int[] state = {1, 1, 1};
    private int calls;
    private int rows;

    Chain() {
      Random random = new Random(3);
      for (double[][][] example : scores) {
        for (double[][] before : example) {
          for (double[] previous : before) {
            for (int i = 0; i < SYMBOLS; i++) {
              previous[i] = random.nextGaussian() * 1.5;
            }
          }
        }
      }
    }

    @Override
    public int symbols() {
      return SYMBOLS;
    }

    @Override
    public float[] scores(int[] previous, int[] parents, int[] examples) {
      int[] before = StepModel.select(state, parents);
      float[] result = new float[previous.length * SYMBOLS];
      for (int row = 0; row < previous.length; row++) {
        for (int i = 0; i < SYMBOLS; i++) {
          result[row * SYMBOLS + i] = (float) scores[examples[row]][before[row]][previous[row]][i];
        }
      }
      state = previous.clone();
      calls++;
      rows += previous.length;
      return result;
    }

    /** All sequences of an example with their scores. */
    List<Hypothesis> all(int example, double normalization) {
      List<Hypothesis> all = new ArrayList<>();
      extend(example, 1, 2, List.of(), 0, normalization, all);
      all.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
      return all;
    }

    private void extend(
        int example, int before, int previous, List<Integer> symbols, double score, double power, List<Hypothesis> all) {
      double[] row = new double[SYMBOLS];
      float[] raw = new float[SYMBOLS];
      for (int i = 0; i < SYMBOLS; i++) {
        raw[i] = (float) scores[example][before][previous][i];
      }
      LogProbabilities.of(raw, 0, 1, row);
      for (int i = 0; i < SYMBOLS; i++) {
        List<Integer> longer = new ArrayList<>(symbols);
        if (i != END) {
          longer.add(i);
        }
        if (i == END || symbols.size() + 1 == LONGEST) {
          all.add(new Hypothesis(longer.stream().mapToInt(s -> s).toArray(),
              (score + row[i]) / Math.pow(symbols.size() + 1, power)));
        } else {
          extend(example, previous, i, longer, score + row[i], power, all);
        }
      }
    }
  }

  private static final int[] START = {2, 2, 2};

  private static List<List<Hypothesis>> run(Decoding how) {
    return new Search(new Chain(), START, END, LONGEST).run(how);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.7, 1})
  void aBeamThatHoldsAllFindsTheBest(double normalization) {
    List<List<Hypothesis>> found = run(Decoding.beam(256).lengthNormalization(normalization));
    for (int example = 0; example < START.length; example++) {
      List<Hypothesis> all = new Chain().all(example, normalization);
      for (int i = 0; i < 10; i++) {
        assertArrayEquals(all.get(i).symbols(), found.get(example).get(i).symbols());
        assertEquals(all.get(i).score(), found.get(example).get(i).score(), 1e-9);
      }
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    assertEquals(run(Decoding.greedy()), run(Decoding.beam(1)));
  }

  @Test
  void widerBeamsAreNotWorseHere() {
    for (int example = 0; example < START.length; example++) {
      double greedy = run(Decoding.greedy()).get(example).get(0).score();
      assertTrue(run(Decoding.beam(3)).get(example).get(0).score() >= greedy - 1e-12);
    }
  }

  @Test
  void coldSamplesAreGreedy() {
    List<List<Hypothesis>> cold = run(Decoding.sampling(1e-3, 7));
    List<List<Hypothesis>> greedy = run(Decoding.greedy());
    for (int example = 0; example < START.length; example++) {
      assertArrayEquals(greedy.get(example).get(0).symbols(), cold.get(example).get(0).symbols());
    }
  }

  @Test
  void samplesComeByTheirProbability() {
    int[] first = new int[SYMBOLS];
    int tries = 20000;
    for (int seed = 0; seed < tries; seed++) {
      int[] symbols = run(Decoding.sampling(1, seed)).get(1).get(0).symbols();
      first[symbols.length == 0 ? END : symbols[0]]++;
    }
    double[] row = new double[SYMBOLS];
    LogProbabilities.of(new Chain().scores(new int[] {2}, new int[] {0}, new int[] {1}), 0, 1, row);
    for (int i = 0; i < SYMBOLS; i++) {
      double p = Math.exp(row[i]);
      assertEquals(p, first[i] / (double) tries, 4 * Math.sqrt(p * (1 - p) / tries) + 1e-9, "symbol " + i);
    }
  }

  @Test
  void equalSeedsGiveEqualSequences() {
    assertEquals(run(Decoding.sampling(0.8, 5)), run(Decoding.sampling(0.8, 5)));
  }

  @Test
  void endedExamplesTakeNoPart() {
    Chain chain = new Chain();
    List<List<Hypothesis>> found = new Search(chain, START, END, LONGEST).run(Decoding.greedy());
    int steps = found.stream().mapToInt(all -> Math.min(LONGEST, all.get(0).symbols().length + 1)).sum();
    assertEquals(steps, chain.rows);
    assertTrue(chain.calls <= LONGEST);
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    assertThrows(IllegalArgumentException.class, () -> Decoding.sampling(0, 1));
    assertThrows(IllegalArgumentException.class, () -> Decoding.beam(0));
    assertThrows(IllegalArgumentException.class, () -> new Search(new Chain(), START, END, 0));
    StepModel broken = new StepModel() {
      @Override
      public int symbols() {
        return 2;
      }

      @Override
      public float[] scores(int[] previous, int[] parents, int[] examples) {
        return new float[] {Float.NaN, 0};
      }
    };
    assertThrows(IllegalStateException.class, () -> new Search(broken, new int[] {1}, 0, 3).run(Decoding.greedy()));
  }
}
