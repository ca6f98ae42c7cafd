package org.seqlang.samples.tagging;

import java.util.ArrayList;
import java.util.List;
import org.seqlang.data.Dataset;
import org.seqlang.data.Tokenizer;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.optim.StepDecay;
import org.seqlang.train.Trainer;

/** Trains the tagger, says how good it is on texts that it has not seen, and tags the sentences given as arguments. */
public final class Main {

  private static final long SEED = 1;
  private static final int EPOCHS = 4;
  private static final int BATCH = 256;

  private Main() {}

  public static void main(String[] arguments) {
    Corpus corpus = Corpus.read();
    Features features = Features.of(corpus.training());
    long words = corpus.training().stream().mapToLong(Sentence::length).sum();
    System.out.printf("%,d sentences (%,d words) to train on, %,d to test by; %d tags%n",
        corpus.training().size(), words, corpus.test().size(), features.tags().size() - 2);

    long start = System.nanoTime();
    Tagger model = train(corpus, features, EPOCHS);
    double seconds = (System.nanoTime() - start) / 1e9;

    System.out.printf("%nTrained in %.0f s: %,.0f words a second%n", seconds, EPOCHS * words / seconds);
    System.out.printf("Accuracy on the test texts' words: %.4f%n", accuracy(model, features, corpus.test()));
    System.out.printf("  the most frequent tag of each word: %.4f%n%n",
        new Baseline(corpus.training()).accuracy(corpus.test()));
    for (Sentence sentence : corpus.test().subList(0, 3)) {
      show(model, features, sentence.words());
    }
    for (String sentence : arguments) {
      show(model, features, Tokenizer.words().lowerCase(false).tokens(sentence));
    }
  }

  static Tagger train(Corpus corpus, Features features, int epochs) {
    var sizes = Tagger.sizes(features.words().size(), features.prefixes().size(), features.suffixes().size(),
        features.shapes().size(), features.tags().size());
    Tagger model = Tagger.create(sizes, new Seed(SEED));
    Trainer.of(model.train())
        .optimizer(Adam.rate(4e-3)).clipNorm(1.0).batchSize(32).epochs(epochs).seed(SEED)
        .schedule(StepDecay.every(1, 0.5))
        .fit(examples(features, corpus.training()), examples(features, corpus.validation()));
    return model;
  }

  private static Dataset<Tagger.Train> examples(Features features, List<Sentence> sentences) {
    return Dataset.of(sentences.stream().map(features::example).toList());
  }

  /** The share of words whose tag the model finds. */
  static double accuracy(Tagger model, Features features, List<Sentence> sentences) {
    long right = 0;
    long all = 0;
    for (int from = 0; from < sentences.size(); from += BATCH) {
      List<Sentence> batch = sentences.subList(from, Math.min(from + BATCH, sentences.size()));
      List<int[]> tags = tags(model, features, batch);
      for (int i = 0; i < batch.size(); i++) {
        int[] expected = features.tags().encode(batch.get(i).tags());
        for (int step = 0; step < expected.length; step++) {
          right += expected[step] == tags.get(i)[step] ? 1 : 0;
        }
        all += expected.length;
      }
    }
    return right / (double) all;
  }

  private static List<int[]> tags(Tagger model, Features features, List<Sentence> batch) {
    List<int[]> words = new ArrayList<>();
    List<int[]> prefixes = new ArrayList<>();
    List<int[]> suffixes = new ArrayList<>();
    List<int[]> shapes = new ArrayList<>();
    for (Sentence sentence : batch) {
      words.add(features.words(sentence.words()));
      prefixes.add(features.prefixes(sentence.words()));
      suffixes.add(features.suffixes(sentence.words()));
      shapes.add(features.shapes(sentence.words()));
    }
    return model.tag(words, prefixes, suffixes, shapes);
  }

  private static void show(Tagger model, Features features, List<String> words) {
    int[] tags = model.tag(features.words(words), features.prefixes(words), features.suffixes(words), features.shapes(words));
    List<String> names = features.tags().decode(tags);
    List<String> tagged = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      tagged.add(words.get(i) + "/" + names.get(i));
    }
    System.out.println(String.join(" ", tagged));
  }
}
