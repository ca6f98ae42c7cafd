package org.seqlang.samples.tagging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.data.Tokenizer;
import org.seqlang.model.Seed;
import org.seqlang.report.HtmlReport;
import org.seqlang.report.TensorBoard;
import org.seqlang.train.Progress;

/**
 * Trains the tagger with both heads, says how good each is on texts that it has not seen, and tags the sentences given as
 * arguments.
 */
public final class Main {

  private static final long SEED = 1;
  private static final int EPOCHS = 3;
  private static final int BATCH = 256;

  private Main() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(System.getProperty("folder", "."));
    Corpus corpus = Corpus.read();
    Features features = Features.of(corpus.training());
    long words = corpus.training().stream().mapToLong(Sentence::length).sum();
    System.out.printf("%,d sentences (%,d words) to train on, %,d to test by; %d tags%n",
        corpus.training().size(), words, corpus.test().size(), features.tags().size() - 2);
    System.out.printf("%-34s %.4f%n", "the most frequent tag of each word",
        new Baseline(corpus.training()).accuracy(corpus.test()));
    for (Head head : Head.values()) {
      long start = System.nanoTime();
      Tagger model = create(features);
      HtmlReport report = HtmlReport.to(folder.resolve(head + ".html")).title("Tagging: " + head)
          .predictions("What it makes of unseen sentences", List.of("sentence"), () -> corpus.test().subList(0, 5).stream()
              .map(sentence -> List.of(tagged(head, model, features, sentence.words()))).toList());
      TensorBoard events =
          TensorBoard.in(folder.resolve("tensorboard").resolve(head + "-" + System.currentTimeMillis() / 1000));
      head.train(model, features, corpus,
          new Head.Settings(EPOCHS, SEED, Progress.automatic(), List.of(report, events)));
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%n%-34s %.4f of the test texts' words; trained in %.0f s, %,.0f words a second%n", head,
          accuracy(head, model, features, corpus.test()), seconds, EPOCHS * words / seconds);
      corpus.test().subList(0, 2).forEach(sentence -> show(head, model, features, sentence.words()));
      for (String sentence : arguments) {
        show(head, model, features, Tokenizer.words().lowerCase(false).tokens(sentence));
      }
      System.out.println();
    }
  }

  static Tagger create(Features features) {
    var sizes = Tagger.sizes(features.words().size(), features.prefixes().size(), features.suffixes().size(),
        features.shapes().size(), features.tags().size());
    return Tagger.create(sizes, new Seed(SEED));
  }

  /** The share of words whose tag the model finds. */
  static double accuracy(Head head, Tagger model, Features features, List<Sentence> sentences) {
    long right = 0;
    long all = 0;
    for (int from = 0; from < sentences.size(); from += BATCH) {
      List<Sentence> batch = sentences.subList(from, Math.min(from + BATCH, sentences.size()));
      List<int[]> tags = head.tags(model, features, batch.stream().map(Sentence::words).toList());
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

  private static void show(Head head, Tagger model, Features features, List<String> words) {
    System.out.println(tagged(head, model, features, words));
  }

  /** {@code The/at jury/nn said/vbd …}. */
  private static String tagged(Head head, Tagger model, Features features, List<String> words) {
    List<String> names = features.tags().decode(head.tags(model, features, List.of(words)).get(0));
    List<String> tagged = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      tagged.add(words.get(i) + "/" + names.get(i));
    }
    return String.join(" ", tagged);
  }
}
