package org.seqlang.samples.charmodel;

import java.nio.file.Path;
import java.util.Locale;
import org.seqlang.data.Streams;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.train.Epoch;
import org.seqlang.train.History;
import org.seqlang.train.Trainer;

/** Trains the model on a book, says how well it foresees the part that it has not read, and lets it write. */
public final class Main {

  private static final long SEED = 1;
  private static final int LANES = 32;
  private static final int STEPS = 64;

  private Main() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "charmodel.safetensors");
    int epochs = Integer.getInteger("epochs", 6);
    Book book = Book.mobyDick();
    var model = CharacterModel.create(CharacterModel.sizes(book.alphabet().length()), new Seed(SEED));
    long start = System.nanoTime();
    History history = train(model, book.training(), book.heldOut(), epochs);
    System.out.printf(Locale.ROOT, "%nBits per character, on %,d characters and on %,d held out:%n",
        book.training().length, book.heldOut().length);
    for (Epoch epoch : history.epochs()) {
      System.out.printf(Locale.ROOT, "  epoch %d   training %.3f   held out %.3f   %.0f s%n", epoch.number(),
          bits(epoch.trainingLoss()), bits(epoch.validationLoss().orElseThrow()), epoch.seconds());
    }
    System.out.printf(Locale.ROOT, "Trained in %.0f s%n", (System.nanoTime() - start) * 1e-9);
    model.save(file);
    System.out.println("Saved to " + file);
    Writer writer = new Writer(model, book);
    for (double temperature : new double[] {0.5, 0.8, 1.0}) {
      System.out.printf(Locale.ROOT, "%nTemperature %.1f:%n%s%n", temperature,
          writer.write("The whale ", 400, temperature, SEED));
    }
  }

  /** Goes through the text in parallel lanes, chunk by chunk, with an update after each. */
  static History train(CharacterModel model, int[] training, int[] heldOut, int epochs) {
    return Trainer.of(model.train())
        .optimizer(Adam.rate(4e-3)).clipNorm(1.0).epochs(epochs).seed(SEED)
        .fit(streams(training), streams(heldOut));
  }

  static Streams<CharacterModel.Train> streams(int[] symbols) {
    return Streams.next(symbols, LANES, STEPS, CharacterModel.Train::new);
  }

  /** From nats, per character. */
  static double bits(double nats) {
    return nats / Math.log(2);
  }
}
