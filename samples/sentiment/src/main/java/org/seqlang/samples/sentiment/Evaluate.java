package org.seqlang.samples.sentiment;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.data.Dataset;

/** Repeats training and test with several seeds, each with its own split: how much of an accuracy is luck? */
public final class Evaluate {

  private Evaluate() {}

  /** @param arguments the number of seeds; 5 if it is not given */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    Words vectors = Words.all();
    List<Double> frozen = new ArrayList<>();
    List<Double> tuned = new ArrayList<>();
    List<Double> words = new ArrayList<>();
    List<Double> majority = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      List<Dataset<Review>> parts = Main.split(seed);
      Dataset<Review> test = parts.get(2);
      frozen.add(Main.accuracy(Main.train(vectors, parts.get(0), parts.get(1), seed, false), vectors, test));
      tuned.add(Main.accuracy(Main.train(vectors, parts.get(0), parts.get(1), seed, true), vectors, test));
      words.add(BagOfWords.train(parts.get(0), seed).accuracy(test));
      majority.add(Main.majority(test));
      System.out.printf("seed %d: vectors frozen %.3f, trained on %.3f, words without their order %.3f%n", seed,
          last(frozen), last(tuned), last(words));
    }
    System.out.printf("%nTest accuracy over %d seeds, each with its own split (mean +- standard deviation)%n", seeds);
    print("model, GloVe's vectors frozen", frozen);
    print("model, GloVe's vectors trained on", tuned);
    print("words without their order", words);
    print("always the more frequent class", majority);
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static void print(String name, List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    System.out.printf("  %-34s %.3f +- %.3f%n", name, mean, Math.sqrt(squares / Math.max(1, values.size() - 1)));
  }
}
