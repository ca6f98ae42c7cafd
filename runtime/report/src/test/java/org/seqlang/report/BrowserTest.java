package org.seqlang.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the page in headless Chromium. Without one (looked for in the variable CHROMIUM and on the path) the test is
 * skipped, and says so. The pictures stay in {@code target/screenshots} to be looked at.
 */
class BrowserTest {

  private static final Optional<Path> CHROMIUM = chromium();
  private static final int TRAINING = 0x2563eb;
  private static final int VALIDATION = 0xd9480f;
  private static final int SINGLE = 0x0f766e;

  @TempDir
  private Path folder;
  private Path page;

  @BeforeEach
  void aPage() {
    assumeTrue(CHROMIUM.isPresent(), () -> {
      String skipped = "SKIPPED: no Chromium found, the report's page was not opened in a browser"
          + " (Debian: apt-get install chromium; or set CHROMIUM)";
      System.err.println(skipped);
      return skipped;
    });
    page = folder.resolve("page.html");
    double[][] norms = new double[3][30];
    for (int row = 0; row < 3; row++) {
      for (int back = 0; back < 30; back++) {
        norms[row][back] = Math.pow(0.6 + 0.15 * row, back);
      }
    }
    HtmlReport report = HtmlReport.to(page).title("Sentiment of <reviews>")
        .setting("optimizer", "Adam(rate=2e-3)").setting("hidden", 64)
        .predictions("Predictions", List.of("text", "label", "predicted"), () -> List.of(
            List.of("great acting , poor story", "positive", "0.71 positive"),
            List.of("I love this phone & its <screen>", "positive", "0.98 positive")))
        .picture(new HeatMap("Gradient norm by steps back in time", List.of("RNN h", "GRU h", "LSTM c"),
            IntStream.range(0, 30).mapToObj(Integer::toString).toList(), norms));
    Runs.tell(report, 12);
  }

  @Test
  void chartsAreDrawnWithoutAnError() throws Exception {
    Path dom = folder.resolve("dom.html");
    String log = browse(dom, "--dump-dom", "--window-size=1300,1400");
    String text = Files.readString(dom);

    assertFalse(log.contains("CONSOLE"), log);
    for (String chart : List.of("loss", "metric-accuracy", "rate", "norm")) {
      int at = text.indexOf("data-chart=\"" + chart + "\"");
      assertTrue(at > 0, "the chart " + chart + " is missing");
      int end = text.indexOf("</section>", at);
      assertTrue(text.substring(at, end).contains("<canvas"), "the chart " + chart + " has no canvas");
      assertTrue(text.substring(at, end).contains("u-legend"), "the chart " + chart + " has no legend");
    }
    assertEquals(1, text.split("training, mean of the epoch</", -1).length - 1, "the legend's text");
  }

  @Test
  void linesAreSeen() throws Exception {
    BufferedImage wide = screenshot("light", 1300, 1900);
    assertTrue(count(wide, TRAINING) > 500, () -> count(wide, TRAINING) + " pixels of training");
    assertTrue(count(wide, VALIDATION) > 500, () -> count(wide, VALIDATION) + " pixels of validation");
    assertTrue(count(wide, SINGLE) > 300, () -> count(wide, SINGLE) + " pixels of the learning rate");

    BufferedImage narrow = screenshot("narrow", 500, 2600);
    assertTrue(count(narrow, TRAINING) > 300, () -> count(narrow, TRAINING) + " pixels of training");
  }

  @Test
  void darkIsDark() throws Exception {
    BufferedImage dark = screenshot("dark", 1300, 1900, "--blink-settings=preferredColorScheme=0");
    int corner = dark.getRGB(3, 3) & 0xff;
    assumeTrue(corner < 0x80, "this Chromium cannot be told to be dark");
    assertTrue(count(dark, 0x6ea0ff) > 500, () -> count(dark, 0x6ea0ff) + " pixels of training");
  }

  private BufferedImage screenshot(String name, int width, int height, String... more) throws Exception {
    Path picture = Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png").toAbsolutePath();
    List<String> options = new ArrayList<>(List.of("--screenshot=" + picture, "--window-size=" + width + "," + height,
        "--hide-scrollbars"));
    options.addAll(List.of(more));
    String log = browse(folder.resolve("out"), options.toArray(String[]::new));
    assertTrue(Files.exists(picture), log);
    return ImageIO.read(picture.toFile());
  }

  /** Opens the page; gives what the browser said on its error stream. */
  private String browse(Path output, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(CHROMIUM.orElseThrow().toString(), "--headless", "--no-sandbox",
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
        "--disable-component-update", "--disable-dev-shm-usage", "--enable-logging=stderr", "--log-level=0",
        "--virtual-time-budget=2000", "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    File errors = folder.resolve("errors").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors).start();
    boolean done = process.waitFor(2, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String log = Files.readString(errors.toPath());
    assertTrue(done && process.exitValue() == 0, log);
    return log;
  }

  private static long count(BufferedImage image, int colour) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
      }
    }
    return count;
  }

  private static Optional<Path> chromium() {
    Stream<Path> named = Optional.ofNullable(System.getenv("CHROMIUM")).map(Path::of).stream();
    Stream<Path> onPath = Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(Path.of(folder)::resolve));
    return Stream.concat(named, onPath).filter(Files::isExecutable).findFirst();
  }
}
