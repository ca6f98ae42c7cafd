package org.seqlang.samples.charmodel;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.seqlang.data.Streams;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.report.HtmlReport;
import org.seqlang.report.TensorBoard;
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
    var model = CharacterModel.create(CharacterModel.sizes(book.symbols()), new Seed(SEED));
    long start = System.nanoTime();
    Writer writer = new Writer(model, book);
    Path page = file.resolveSibling("charmodel.html");
    HtmlReport report = HtmlReport.to(page).title("Character model: Moby-Dick")
        .setting("lanes", LANES).setting("steps of a chunk", STEPS)
        .predictions("What it writes", List.of("temperature", "text"), () -> written(writer, 100));
    TensorBoard events = TensorBoard.in(
        file.resolveSibling("tensorboard").resolve("run-" + System.currentTimeMillis() / 1000));
    History history = trainer(model, epochs).monitor(report).monitor(events)
        .fit(streams(book.training()), streams(book.heldOut()));
    System.out.printf(Locale.ROOT, "%nBits per character, on %,d characters and on %,d held out:%n",
        book.training().length, book.heldOut().length);
    for (Epoch epoch : history.epochs()) {
      System.out.printf(Locale.ROOT, "  epoch %d   training %.3f   held out %.3f   %.0f s%n", epoch.number(),
          bits(epoch.trainingLoss()), bits(epoch.validationLoss().orElseThrow()), epoch.seconds());
    }
    System.out.printf(Locale.ROOT, "Trained in %.0f s%n", (System.nanoTime() - start) * 1e-9);
    model.save(file);
    System.out.println("Saved to " + file + "; the curves are in " + page);
    written(writer, 400).forEach(row -> System.out.printf("%nTemperature %s:%n%s%n", row.get(0), row.get(1)));
    print(new Keyboard(model, book), "Call me Ishmael");
  }

  /** What a keyboard would offer behind each character of a text. */
  private static void print(Keyboard keyboard, String text) {
    System.out.printf("%nTyped, and what the keyboard offers next:%n");
    for (char character : text.toCharArray()) {
      System.out.printf("  %c  %s%n", character, keyboard.type(character).replace('\n', '|'));
    }
  }

  /** Rows of a temperature and a text. */
  private static List<List<String>> written(Writer writer, int characters) {
    return Stream.of(0.5, 0.8, 1.0).map(temperature ->
        List.of(temperature.toString(), writer.write("The whale ", characters, temperature, SEED))).toList();
  }

  /** Goes through the text in parallel lanes, chunk by chunk, with an update after each. */
  static Trainer<CharacterModel.Train> trainer(CharacterModel model, int epochs) {
    return Trainer.of(model.train()).optimizer(Adam.rate(4e-3)).clipNorm(1.0).epochs(epochs).seed(SEED);
  }

  static Streams<CharacterModel.Train> streams(int[] symbols) {
    return Streams.next(symbols, LANES, STEPS, CharacterModel.Train::new);
  }

  /** From nats, per character. */
  static double bits(double nats) {
    return nats / Math.log(2);
  }
}
