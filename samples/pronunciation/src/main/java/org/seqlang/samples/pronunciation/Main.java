package org.seqlang.samples.pronunciation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.seqlang.data.Dataset;
import org.seqlang.decode.Decoding;
import org.seqlang.decode.Hypothesis;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.optim.MilestoneDecay;
import org.seqlang.report.HtmlReport;
import org.seqlang.report.TensorBoard;
import org.seqlang.train.Monitor;
import org.seqlang.train.Progress;
import org.seqlang.train.Trainer;

/** Trains the speaker, says how good it is on words that it has not seen, and says the words given as arguments. */
public final class Main {

  private static final long SEED = 1;
  private static final int BATCH = 512;
  private static final Decoding BEAM = Decoding.beam(4).lengthNormalization(1);

  private Main() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(System.getProperty("folder", "."));
    int epochs = Integer.getInteger("epochs", 9);
    Dictionary dictionary = Dictionary.read();
    System.out.printf("%,d words to train on, %,d to test by%n", dictionary.training().size(), dictionary.test().size());
    long start = System.nanoTime();
    Speaker model = create(dictionary);
    HtmlReport report = HtmlReport.to(folder.resolve("pronunciation.html")).title("Pronunciation")
        .predictions("What it makes of unseen words", List.of("word", "said", "right"), () -> rows(model, dictionary, 10));
    TensorBoard events = TensorBoard.in(folder.resolve("tensorboard").resolve("run-" + System.currentTimeMillis() / 1000));
    train(model, dictionary, epochs, Progress.automatic(), List.of(report, events));
    System.out.printf(Locale.ROOT, "%nTrained in %.0f s%n%n", (System.nanoTime() - start) / 1e9);

    System.out.printf("%-8s %14s %11s%n", "", "phoneme errors", "word errors");
    show("greedy", errors(model, dictionary.test(), Decoding.greedy()));
    show("beam 4", errors(model, dictionary.test(), BEAM));
    System.out.println();
    for (Word word : dictionary.test().subList(0, 8)) {
      List<Hypothesis> greedy = model.sayBest(Dictionary.encode(word.spelling()), Decoding.greedy());
      System.out.printf("%-16s greedy %-32s beam %-32s right %s%n", word.spelling(), dictionary.text(greedy.get(0).symbols()),
          dictionary.text(model.say(Dictionary.encode(word.spelling()))), dictionary.text(word.pronunciations().get(0)));
    }
    for (String word : arguments) {
      System.out.printf("%-16s %s%n", word, dictionary.text(model.say(Dictionary.encode(word.toLowerCase(Locale.ROOT)))));
    }
  }

  private static void show(String name, Errors errors) {
    System.out.printf(Locale.ROOT, "%-8s %13.2f%% %10.2f%%%n", name, 100 * errors.phonemes(), 100 * errors.words());
  }

  private static List<List<String>> rows(Speaker model, Dictionary dictionary, int words) {
    return dictionary.test().subList(0, words).stream().map(word -> List.of(word.spelling(),
        dictionary.text(model.say(Dictionary.encode(word.spelling()))), dictionary.text(word.pronunciations().get(0)))).toList();
  }

  static Speaker create(Dictionary dictionary) {
    return Speaker.create(Speaker.sizes(Dictionary.letters(), dictionary.symbols().size()), new Seed(SEED));
  }

  /** The rate is halved behind each epoch from the fifth on. */
  static void train(Speaker model, Dictionary dictionary, int epochs, Monitor progress, List<Monitor> listeners) {
    Trainer<Speaker.Train> trainer = Trainer.of(model.train())
        .optimizer(Adam.rate(2e-3)).clipNorm(1.0).batchSize(128).epochs(epochs).seed(SEED).progress(progress)
        .schedule(MilestoneDecay.at(0.5, 5, 6, 7, 8));
    for (Monitor listener : listeners) {
      trainer = trainer.monitor(listener);
    }
    trainer.fit(Dataset.of(Dictionary.examples(dictionary.training())), Dataset.of(Dictionary.examples(dictionary.validation())));
  }

  static Errors errors(Speaker model, List<Word> words, Decoding how) {
    List<int[]> said = new ArrayList<>();
    for (int from = 0; from < words.size(); from += BATCH) {
      List<int[]> batch = words.subList(from, Math.min(from + BATCH, words.size())).stream()
          .map(word -> Dictionary.encode(word.spelling())).toList();
      model.sayBest(batch, how).forEach(all -> said.add(all.get(0).symbols()));
    }
    return Errors.of(words, said);
  }
}
