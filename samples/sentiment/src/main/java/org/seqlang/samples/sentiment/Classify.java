package org.seqlang.samples.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seqlang.data.Vocabulary;

/** Loads a saved classifier and classifies the sentences that it is given: as arguments, or a line each as one types. */
public final class Classify {

  private final SentimentClassifier model;
  private final Vocabulary vocabulary;

  private Classify(Path file) {
    this.model = SentimentClassifier.load(file);
    this.vocabulary = Vocabulary.load(Main.vocabularyOf(file));
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(System.getProperty("model", "sentiment.safetensors"));
    if (!Files.exists(file)) {
      System.err.println("There is no " + file + ": train first, or name the file with -Dmodel=FILE");
      System.exit(1);
    }
    Classify classify = new Classify(file);
    for (String sentence : arguments) {
      classify.show(sentence);
    }
    if (arguments.length == 0) {
      System.out.println("Type a sentence and press Enter; an empty line ends.");
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
        classify.show(line);
      }
    }
  }

  private void show(String sentence) {
    float[] probabilities = model.predict(vocabulary.encode(sentence));
    boolean positive = probabilities[1] > probabilities[0];
    System.out.printf("%s %.2f  %s%n", positive ? "positive" : "negative", probabilities[positive ? 1 : 0], sentence);
  }
}
