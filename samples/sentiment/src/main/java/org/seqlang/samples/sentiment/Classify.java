package org.seqlang.samples.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.seqlang.checkpoint.Checkpoint;
import org.seqlang.checkpoint.CheckpointException;
import org.seqlang.data.Vocabulary;

/** Loads a saved classifier and classifies the sentences that it is given: as arguments, or a line each as one types. */
public final class Classify {

  private final SentimentClassifier model;
  private final Vocabulary vocabulary;

  private Classify(Path file) {
    this.model = SentimentClassifier.load(file);
    this.vocabulary = Checkpoint.read(file).vocabulary()
        .orElseThrow(() -> new CheckpointException(file + " was saved without its vocabulary: train again"));
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(System.getProperty("model", "sentiment.safetensors"));
    try {
      new Classify(file).run(arguments);
    } catch (CheckpointException e) {
      System.err.println(e.getMessage() + "\nTrain first, or name the file with -Dmodel=FILE");
      System.exit(1);
    }
  }

  private void run(String[] arguments) throws IOException {
    for (String sentence : arguments) {
      show(sentence);
    }
    if (arguments.length == 0) {
      System.out.println("Type a sentence and press Enter; an empty line ends.");
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      for (String line = in.readLine(); line != null && !line.isBlank(); line = in.readLine()) {
        show(line);
      }
    }
  }

  private void show(String sentence) {
    float[] probabilities = model.predict(vocabulary.encode(Words.plain(sentence)));
    boolean positive = probabilities[1] > probabilities[0];
    System.out.printf("%s %.2f  %s%n", positive ? "positive" : "negative", probabilities[positive ? 1 : 0], sentence);
  }
}
