package org.seqlang.tests.plugin;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seqlang.tests.plugin.Maven.Run;

class MavenPluginTest {

  private static final String GENERATED = "target/generated-sources/seq/org/acme/";

  private static Maven maven;

  @BeforeAll
  static void prepare() {
    maven = Maven.prepare();
  }

  @Test
  void aProjectBuildsAndBuildsAgainOnlyWhatChanged() throws IOException {
    Path project = Maven.project("simple");
    Path scorer = project.resolve(GENERATED + "Scorer.java");
    Path ranker = project.resolve(GENERATED + "Ranker.java");

    Run first = maven.run(project, "compile");
    assertSays(first, 0, "Compiled 2 .seq files to target/generated-sources/seq: wrote ");
    assertTrue(Files.exists(project.resolve("target/classes/org/acme/Use.class")), first.output());
    FileTime written = Files.getLastModifiedTime(scorer);

    assertSays(maven.run(project, "compile"), 0,
        "Nothing to generate for 2 .seq files: neither sources nor what they need have changed");
    assertEquals(written, Files.getLastModifiedTime(scorer));

    Files.delete(project.resolve("src/main/seq/more/Ranker.seq"));
    assertTrue(Files.exists(ranker));
    assertSays(maven.run(project, "compile"), 0, "wrote 0 Java files, removed ");
    assertFalse(Files.exists(ranker));
    assertEquals(written, Files.getLastModifiedTime(scorer));
  }

  @Test
  void everyErrorIsShownWithItsPlaceAndNothingIsWritten() {
    Path project = Maven.project("broken");
    Path source = project.resolve("src/main/seq/Broken.seq");

    Run run = maven.run(project, "compile");
    assertSays(run, 1,
        "[ERROR] " + source + ":[5,12] SEQ",
        "  output = Linnear(input, classes)\n",
        "           ^^^^^^^",
        "= help: did you mean `Linear`?",
        "[ERROR] " + source + ":[7,62] SEQ",
        "the .seq models do not compile: 2 errors (shown above), first: " + source + ":[5,12]");
    assertFalse(run.output().contains("\tat "), run.output());
    assertFalse(run.output().contains("MojoExecutionException"), run.output());
    assertFalse(Files.exists(project.resolve("target/generated-sources/seq/org")));
  }

  @Test
  void cellsAreImportedFromADependencysJar() {
    Path project = Maven.project("family");

    assertSays(maven.run(project, "package"), 0, "Compiled 1 .seq file to target/generated-sources/seq");
    assertTrue(Files.exists(project.resolve("model").resolve(GENERATED + "Reader.java")));
  }

  @Test
  void theGoalCanBeSkippedAndExplainsItself() {
    Path project = Maven.project("broken");

    assertSays(maven.run(project, "generate-sources", "-Dseq.skip"), 0, "Skipped, as seq.skip says");
    assertSays(maven.run(project, "org.seqlang:seq-maven-plugin:help", "-Ddetail", "-Dgoal=generate"), 0,
        "sourceDirectory", "seq.outputDirectory", "seq.failOnWarning");
  }

  private static void assertSays(Run run, int code, String... parts) {
    assertEquals(code, run.code(), run.output());
    assertAll(Arrays.stream(parts).map(part -> () ->
        assertTrue(run.output().contains(part), "'" + part + "' is missing in:\n" + run.output())));
  }
}
