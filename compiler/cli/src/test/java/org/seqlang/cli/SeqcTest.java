package org.seqlang.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.compiler.Stage;

/** The command line, run in this virtual machine: what it prints where, and the exit code. */
class SeqcTest {

  private static final String SCORER = """
      package org.acme
      import seq.nn.*

      model Scorer(input: int, classes: int = 3) {
        output = Linear(input, classes)

        objective train(x: float[input], label: index<classes>) = cross_entropy(output(x), label)

        entry predict(x: float[input]) -> float[classes] = softmax(output(x))
      }
      """;

  private record Run(int code, String out, String err) {}

  @TempDir
  private Path folder;

  @Test
  void checksGoodFiles() throws IOException {
    assertEquals(new Run(0, "", ""), seqc("check", scorer().toString()));
    assertEquals(new Run(0, "", ""), seqc("check", folder.toString()));
  }

  @Test
  void reportsEveryErrorAndCountsThem() throws IOException {
    Path file = write("Scorer.seq", SCORER.replace("Linear", "Linnear").replace("softmax", "softmaxx"));

    Run run = seqc("check", file.toString());
    assertEquals(1, run.code());
    assertContains(run.err(), "error[SEQ", "--> " + file.toString().replace('\\', '/') + ":5:12\n", "= help: did you mean `Linear`?\n",
        ":9:54\n", "2 errors, 0 warnings\n");
    assertFalse(run.err().contains("\u001b"), "colours go to terminals only");
  }

  @Test
  void compilesIntoPackageFolders() throws IOException {
    Path output = folder.resolve("out");

    assertEquals(new Run(0, "", ""), seqc("compile", "-d", output.toString(), scorer().toString()));
    assertTrue(Files.readString(output.resolve("org/acme/Scorer.java")).contains("class Scorer"));
  }

  @Test
  void compilesNothingIfThereAreErrors() throws IOException {
    Path output = folder.resolve("out");
    scorer();
    write("Wrong.seq", SCORER.replace("Scorer", "Wrong").replace("Linear", "Linnear"));

    assertEquals(1, seqc("compile", "-d", output.toString(), folder.toString()).code());
    assertFalse(Files.exists(output));
  }

  @Test
  void emitsEveryStage() throws IOException {
    String file = scorer().toString();
    for (Stage stage : Stage.values()) {
      Run run = seqc("emit", "--stage=" + stage.text(), file);
      assertEquals(0, run.code(), run.err());
      assertFalse(run.out().isBlank(), stage.text());
    }
    assertContains(seqc("emit", "--stage=GRAPH", "--model=Scorer", "--function=predict", file).out(), "graph predict ");
  }

  @Test
  void saysWhatThereIsToShow() throws IOException {
    Run run = seqc("emit", "--stage=graph", "--model=Ranker", "--function=predict", scorer().toString());
    assertEquals(2, run.code());
    assertContains(run.err(), "there is no function predict of model Ranker");

    Run stage = seqc("emit", "--stage=assembly", scorer().toString());
    assertEquals(2, stage.code());
    assertContains(stage.err(), "no stage 'assembly'", "ast, typed, graph, gradients, optimized, stream, schedule, java");
  }

  @Test
  void looksImportsUpOnTheClassPath() throws IOException {
    write("library/org/cells/Twice.seq", "package org.cells\n\ndef twice(x: float[n]) -> float[n] = x + x\n");
    Path file = write("Scorer.seq", SCORER.replace("import seq.nn.*", "import seq.nn.*\nimport org.cells.twice")
        .replace("softmax(output(x))", "softmax(twice(output(x)))"));

    assertEquals(1, seqc("check", file.toString()).code());
    assertEquals(new Run(0, "", ""), seqc("check", "-cp", folder.resolve("library").toString(), file.toString()));
  }

  @Test
  void namesFilesThatAreNotThere() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertUsage("there is no file or directory " + folder.resolve("none.seq"), "check", folder.resolve("none.seq"));
    assertUsage("no .seq files in the directory " + folder.resolve("empty"), "check", folder.resolve("empty"));
    assertUsage("is not a .seq file", "check", write("Notes.txt", ""));
    assertUsage("which --classpath names", "check", scorer(), "--classpath", folder.resolve("no.jar"));
  }

  @Test
  void namesFilesThatCannotBeReadOrWritten() throws IOException {
    Path way = write("way", "a file");
    assertUsage("cannot write " + way.resolve("org/acme/Scorer.java"), "compile", "-d", way, scorer());

    Path latin = Files.write(folder.resolve("Latin.seq"), new byte[] {(byte) 0xFC});
    assertUsage("cannot read " + latin + ": it is not UTF-8 text", "check", latin);
  }

  @Test
  void explainsItself() {
    assertContains(seqc("--help").out(), "Usage: seqc", "compile", "check", "emit", "Exit codes:");
    assertContains(seqc("emit", "--help").out(), "--stage", "--model", "--function", "--classpath");
    assertTrue(seqc("--version").out().matches("seqc \\d+\\.\\d+.*\\R"));
    assertUsage("say what to do: compile, check, emit or devices");
    assertUsage("Did you mean", "chek");
  }

  @Test
  void showsWhereProgramsCanRun() {
    String out = seqc("devices").out();
    assertTrue(out.matches("(?s)[* ] java       the JVM [^,]+, \\d+ processors\\R.*"), out);
    assertTrue(out.lines().skip(1).allMatch(line -> line.matches("[* ] opencl:\\d+ +.+|- opencl: .+")), out);
  }

  @Test
  void paintsForATerminal() {
    String plain = """
        error[SEQ0201]: there is no Linnear
         --> A.seq:5:12
          |
        5 |   output = Linnear(input, classes)
          |            ^^^^^^^
          = help: Linear
        """;

    assertEquals(plain, new Painter(false).paint(plain));
    String painted = new Painter(true).paint(plain);
    assertEquals(plain, painted.replaceAll("\u001b\\[[0-9;]*m", ""));
    assertContains(painted, "\u001b[1;31merror[SEQ0201]\u001b[0m: there", "\u001b[1;31m^^^^^^^\u001b[0m\n");
  }

  private void assertUsage(String message, Object... arguments) {
    Run run = seqc(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    assertEquals(2, run.code(), run.err());
    assertContains(run.err(), message);
    assertFalse(run.err().contains("\tat "), run.err());
  }

  private static void assertContains(String text, String... parts) {
    assertAll(Arrays.stream(parts).map(part -> () ->
        assertTrue(text.contains(part), () -> String.format(Locale.ROOT, "'%s' is missing in:%n%s", part, text))));
  }

  private static Run seqc(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Seqc.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Run(code, out.toString(), err.toString());
  }

  private Path scorer() throws IOException {
    return write("Scorer.seq", SCORER);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
