package org.seqlang.samples.sentiment;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.data.Dataset;
import org.seqlang.data.Vocabulary;

/** Repeats training and test with several seeds, each with its own split: how much of an accuracy is luck? */
public final class Evaluate {

  private Evaluate() {}

  /** @param arguments the number of seeds; 5 if it is not given */
  public static void main(String[] arguments) {
    int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    List<Double> model = new ArrayList<>();
    List<Double> words = new ArrayList<>();
    List<Double> majority = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      List<Dataset<Review>> parts = Main.split(seed);
      Vocabulary vocabulary = Main.vocabulary(parts.get(0));
      model.add(Main.accuracy(Main.train(vocabulary, parts.get(0), parts.get(1), seed), vocabulary, parts.get(2)));
      words.add(BagOfWords.train(vocabulary, parts.get(0), seed).accuracy(parts.get(2)));
      majority.add(Main.majority(parts.get(2)));
      System.out.printf("seed %d: model %.3f, words without their order %.3f%n", seed, last(model), last(words));
    }
    System.out.printf("%nTest accuracy over %d seeds, each with its own split (mean +- standard deviation)%n", seeds);
    print("model", model);
    print("words without their order", words);
    print("always the more frequent class", majority);
  }

  private static double last(List<Double> values) {
    return values.get(values.size() - 1);
  }

  private static void print(String name, List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    System.out.printf("  %-32s %.3f +- %.3f%n", name, mean, Math.sqrt(squares / Math.max(1, values.size() - 1)));
  }
}
