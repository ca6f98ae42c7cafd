package org.seqlang.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.seqlang.data.AtomicFile;
import org.seqlang.train.Epoch;
import org.seqlang.train.History;
import org.seqlang.train.Monitor;

/**
 * Writes one page about a run: charts of loss, metrics, learning rate and gradient norm over the steps, tables of
 * settings, parameters and epochs, predictions of one's choice, and pictures. The page is a single file that needs no
 * network. It is replaced as a whole after each epoch, and in long epochs every {@value #SECONDS} seconds; a browser
 * that shows it while the run goes on loads it again by itself.
 *
 * <p>Each method gives a report with one setting changed. Failures to write end the run with an
 * {@link UncheckedIOException}.
 */
public final class HtmlReport implements Monitor {

  private static final int SECONDS = 15;

  private final Path page;
  private final Contents contents;
  private final List<HeatMap> later = new ArrayList<>();
  private Optional<Recording> recording = Optional.empty();
  private long written;

  /** What the user wants in the page. */
  record Contents(String title, Map<String, String> settings, List<Predictions> predictions, List<HeatMap> pictures) {}

  /** Predictions that are asked for anew whenever an epoch is over. */
  record Predictions(String title, List<String> columns, Supplier<List<List<String>>> rows) {}

  private HtmlReport(Path page, Contents contents) {
    this.page = page;
    this.contents = contents;
  }

  /** A report in this file; its folder is made where missing. */
  public static HtmlReport to(Path page) {
    return new HtmlReport(page, new Contents("Training", Map.of(), List.of(), List.of()));
  }

  /** What stands above the page and in the browser's title; {@code Training} unless told otherwise. */
  public HtmlReport title(String title) {
    return new HtmlReport(page, new Contents(title, contents.settings, contents.predictions, contents.pictures));
  }

  /** A row in the table of settings: a size, the optimiser, the data. */
  public HtmlReport setting(String name, Object value) {
    Map<String, String> settings = new LinkedHashMap<>(contents.settings);
    settings.put(name, String.valueOf(value));
    return new HtmlReport(page, new Contents(contents.title, settings, contents.predictions, contents.pictures));
  }

  /**
   * A table of predictions, asked for after each epoch and at the end, in the thread that trains.
   *
   * @param columns the head of the table
   * @param rows as many texts each as there are columns
   */
  public HtmlReport predictions(String title, List<String> columns, Supplier<List<List<String>>> rows) {
    Predictions table = new Predictions(title, List.copyOf(columns), rows);
    return new HtmlReport(page, new Contents(contents.title, contents.settings, and(contents.predictions, table),
        contents.pictures));
  }

  /** A picture below the charts. */
  public HtmlReport picture(HeatMap picture) {
    return new HtmlReport(page, new Contents(contents.title, contents.settings, contents.predictions,
        and(contents.pictures, picture)));
  }

  /** Adds a picture during a run or after it, and writes the page again. */
  public void show(HeatMap picture) {
    later.add(picture);
    recording.ifPresent(this::write);
  }

  @Override
  public void started(Start start) {
    later.clear();
    recording = Optional.of(new Recording(start));
    recording.ifPresent(this::write);
  }

  @Override
  public void stepDone(Step step) {
    recording.ifPresent(run -> {
      run.step(step);
      if (System.nanoTime() - written > SECONDS * 1_000_000_000L) {
        write(run);
      }
    });
  }

  @Override
  public void epochDone(Epoch epoch) {
    recording.ifPresent(run -> {
      run.epoch(epoch);
      write(run);
    });
  }

  @Override
  public void finished(History history) {
    recording.ifPresent(run -> run.finished(history));
  }

  @Override
  public void closed() {
    recording.ifPresent(run -> {
      run.closed();
      write(run);
    });
  }

  private void write(Recording run) {
    List<HeatMap> pictures = Stream.concat(contents.pictures.stream(), later.stream()).toList();
    String html = new Page(contents, pictures, run).html();
    try {
      Path folder = page.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of " + page + " cannot be made (" + e + "): choose another", e);
    }
    AtomicFile.write(page, channel -> {
      ByteBuffer bytes = ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    });
    written = System.nanoTime();
  }

  private static <T> List<T> and(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
