package org.seqlang.tests.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Runs Maven in processes of its own, with a local repository in {@code target} that holds this build's artefacts. */
final class Maven {

  /** What a run came to. */
  record Run(int code, String output) {}

  private static final Path ROOT = Path.of(property("root")).normalize();
  private static final Path WORK = Path.of(property("work"));
  private static final String VERSION = property("version");

  /** The artefacts that a project needs, and the modules that make them. */
  private static final Map<String, String> MODULES = Map.of(
      "seq-grammar", "grammar", "seq-runtime", "runtime/core", "seq-compiler", "compiler/core",
      "seq-maven-plugin", "compiler/maven-plugin");

  private final Path settings;

  private Maven(Path settings) {
    this.settings = settings;
  }

  /** Fills the repository. */
  static Maven prepare() {
    install("seq-parent", ROOT);
    MODULES.forEach((artifact, module) -> {
      install(artifact, ROOT.resolve(module));
      String jar = artifact + "-" + VERSION + ".jar";
      copy(ROOT.resolve(module).resolve("target").resolve(jar), place(artifact).resolve(jar));
    });
    return new Maven(write(WORK.resolve("settings.xml"), settings()));
  }

  /** All comes from the local repository of this build. It does not keep all checksums, so they are not asked for. */
  private static String settings() {
    URI outer = Path.of(property("repository")).toUri();
    String central = """
        <id>central</id><url>%s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>""".formatted(outer);
    return """
        <settings>
          <localRepository>%s</localRepository>
          <mirrors><mirror><id>outer</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>
          <profiles>
            <profile>
              <id>quiet</id>
              <repositories><repository>%s</repository></repositories>
              <pluginRepositories><pluginRepository>%3$s</pluginRepository></pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles><activeProfile>quiet</activeProfile></activeProfiles>
        </settings>
        """.formatted(WORK.resolve("repository"), outer, central);
  }

  /** A fresh copy of a project of {@code src/test/projects}. */
  static Path project(String name) {
    Path from = ROOT.resolve("tests/plugin/src/test/projects").resolve(name);
    Path to = WORK.resolve("projects").resolve(name);
    try {
      if (Files.exists(to)) {
        try (Stream<Path> old = Files.walk(to)) {
          for (Path file : old.sorted((a, b) -> b.compareTo(a)).toList()) {
            Files.delete(file);
          }
        }
      }
      try (Stream<Path> files = Files.walk(from)) {
        files.filter(Files::isRegularFile).forEach(file -> copy(file, to.resolve(from.relativize(file))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  /** Runs Maven in a project's directory, with the Java that runs the tests. */
  Run run(Path project, String... goals) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> command = new ArrayList<>();
    command.add(Path.of(property("maven.home"), "bin", windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-s", settings.toString()));
    command.addAll(List.of(goals));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CONFIG"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Maven ran", e);
    }
  }

  private static void install(String artifact, Path module) {
    copy(module.resolve("pom.xml"), place(artifact).resolve(artifact + "-" + VERSION + ".pom"));
  }

  private static Path place(String artifact) {
    return WORK.resolve("repository/org/seqlang").resolve(artifact).resolve(VERSION);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("run this test with mvn verify, which sets the system property " + name);
    }
    return value;
  }
}
