package org.seqlang.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Beam search. At each step, the beginnings of an example compete with all their continuations; the best {@code width} are kept, and
 * those of them that end leave the beam for the list of finished sequences. An example is done when no beginning in its beam can still
 * become better than the worst of {@code width} finished ones. Ties go to the earlier beginning, then to the smaller symbol.
 */
final class BeamSearch {

  private final Search search;
  private final Decoding.Beam beam;
  private final List<List<Hypothesis>> finished = new ArrayList<>();

  BeamSearch(Search search, Decoding.Beam beam) {
    this.search = search;
    this.beam = beam;
  }

  /** A beginning: symbols so far, the sum of their log-probabilities, and its row in the last step. */
  private record Beginning(int example, int row, int[] symbols, double score) {

    int last(int[] start) {
      return symbols.length == 0 ? start[example] : symbols[symbols.length - 1];
    }

    Beginning with(int newRow) {
      return new Beginning(example, newRow, symbols, score);
    }

    int[] and(int symbol) {
      int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
      longer[symbols.length] = symbol;
      return longer;
    }
  }

  private record Candidate(Beginning from, int symbol, double score) {}

  List<List<Hypothesis>> run() {
    int examples = search.start().length;
    List<Beginning> beginnings = new ArrayList<>();
    for (int example = 0; example < examples; example++) {
      finished.add(new ArrayList<>());
      beginnings.add(new Beginning(example, example, new int[0], 0));
    }
    for (int step = 0; step < search.atMost() && !beginnings.isEmpty(); step++) {
      beginnings = step(beginnings, step + 1 == search.atMost());
    }
    Comparator<Hypothesis> best = Comparator.comparingDouble(Hypothesis::score).reversed();
    return finished.stream().map(all -> all.stream().sorted(best).limit(beam.width()).toList()).toList();
  }

  private List<Beginning> step(List<Beginning> beginnings, boolean isLast) {
    int[] start = search.start();
    float[] scores = search.model().scores(
        beginnings.stream().mapToInt(b -> b.last(start)).toArray(),
        beginnings.stream().mapToInt(Beginning::row).toArray(),
        beginnings.stream().mapToInt(Beginning::example).toArray());
    List<Beginning> next = new ArrayList<>();
    int from = 0;
    while (from < beginnings.size()) {
      int example = beginnings.get(from).example();
      int to = from;
      List<Candidate> candidates = new ArrayList<>();
      while (to < beginnings.size() && beginnings.get(to).example() == example) {
        candidates.addAll(continuations(beginnings.get(to).with(to), scores));
        to++;
      }
      next.addAll(keep(candidates, isLast));
      from = to;
    }
    return next;
  }

  /** The best {@code width} continuations of a beginning, the best first: no other can be among the best of its example. */
  private List<Candidate> continuations(Beginning beginning, float[] scores) {
    double[] row = new double[search.model().symbols()];
    LogProbabilities.of(scores, beginning.row(), 1, row);
    return IntStream.range(0, row.length).boxed()
        .sorted(Comparator.comparingDouble((Integer symbol) -> -row[symbol]))
        .limit(beam.width())
        .filter(symbol -> row[symbol] > Double.NEGATIVE_INFINITY)
        .map(symbol -> new Candidate(beginning, symbol, beginning.score() + row[symbol])).toList();
  }

  private List<Beginning> keep(List<Candidate> candidates, boolean isLast) {
    List<Beginning> next = new ArrayList<>();
    candidates.stream().sorted(Comparator.comparingDouble(Candidate::score).reversed()).limit(beam.width()).forEach(c -> {
      int[] symbols = c.from().symbols();
      if (c.symbol() == search.until()) {
        finish(c.from().example(), symbols, c.score(), symbols.length + 1);
      } else if (isLast) {
        finish(c.from().example(), c.from().and(c.symbol()), c.score(), symbols.length + 1);
      } else {
        next.add(new Beginning(c.from().example(), c.from().row(), c.from().and(c.symbol()), c.score()));
      }
    });
    return next.isEmpty() || isDone(next) ? List.of() : next;
  }

  private void finish(int example, int[] symbols, double score, int length) {
    finished.get(example).add(new Hypothesis(symbols, score / Math.pow(length, beam.normalization())));
  }

  /** Scores only fall; the best that a beginning can become is its score at the greatest length. */
  private boolean isDone(List<Beginning> beginnings) {
    List<Hypothesis> all = finished.get(beginnings.get(0).example());
    if (all.size() < beam.width()) {
      return false;
    }
    double worst = all.stream().mapToDouble(Hypothesis::score).sorted().skip(all.size() - beam.width()).findFirst().orElseThrow();
    double longest = Math.pow(search.atMost(), beam.normalization());
    return beginnings.stream().allMatch(b -> b.score() / longest <= worst);
  }
}
