package org.seqlang.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.SourceFiles;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;

/**
 * One run of the goal: compiles what lies in the source directory, unless a manifest says that this has been done, and
 * brings the output directory up to date. If there are errors, no file changes.
 */
final class Generation {

  private final Setup setup;
  private final Function<SeqCompiler.Request, SeqCompiler.Result> compiler;
  private final OutputDirectory output;

  /**
   * @param base the project's directory, from which messages cite files
   * @param manifest where the manifest is kept
   * @param fingerprint digest of the compiler's own code
   */
  record Setup(
      Path base, Path sources, Path output, Path manifest, Library library, String fingerprint,
      SeqCompiler.Options options) {

    private String digest() {
      return Digests.of(fingerprint + "\n" + options + "\n" + output);
    }
  }

  /** What a run did. */
  enum Kind { NOTHING_TO_COMPILE, UP_TO_DATE, GENERATED, FAILED }

  /**
   * @param sources number of {@code .seq} files
   * @param written files that are new or changed
   * @param removed files whose source is gone
   */
  record Outcome(Kind kind, int sources, List<String> written, List<String> removed, List<Diagnostic> diagnostics) {
    Outcome {
      written = List.copyOf(written);
      removed = List.copyOf(removed);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  Generation(Setup setup, Function<SeqCompiler.Request, SeqCompiler.Result> compiler) {
    this.setup = setup;
    this.compiler = compiler;
    this.output = new OutputDirectory(setup.output());
  }

  /** Throws {@link org.seqlang.compiler.FileProblem} if a file cannot be read or written. */
  Outcome run() {
    List<Source> sources = readSources();
    Optional<Manifest> before = OutputDirectory.read(setup.manifest()).flatMap(Manifest::parse);
    if (before.isPresent() && isUpToDate(before.get(), sources)) {
      return new Outcome(Kind.UP_TO_DATE, sources.size(), List.of(), List.of(), List.of());
    }
    RecordingLibrary library = new RecordingLibrary(setup.library());
    SeqCompiler.Result result = sources.isEmpty()
        ? new SeqCompiler.Result(List.of(), List.of())
        : compiler.apply(new SeqCompiler.Request(sources, library, setup.options()));
    if (stops(result)) {
      return new Outcome(Kind.FAILED, sources.size(), List.of(), List.of(), result.diagnostics());
    }
    SortedMap<String, String> files = new TreeMap<>();
    result.files().forEach(file -> files.put(file.path(), Digests.of(file.content())));
    // Warnings are to be seen in every build, so what has warnings is never up to date.
    String digest = result.diagnostics().isEmpty() ? setup.digest() : "warnings";
    return update(result, before, new Manifest(digest, digests(sources), library.digests(), files));
  }

  private List<Source> readSources() {
    if (!Files.isDirectory(setup.sources())) {
      return List.of();
    }
    return SourceFiles.below(setup.sources()).stream().map(f -> SourceFiles.read(f, setup.base())).toList();
  }

  private boolean isUpToDate(Manifest before, List<Source> sources) {
    return before.setup().equals(setup.digest())
        && before.sources().equals(digests(sources))
        && before.packages().entrySet().stream()
            .allMatch(p -> Digests.of(setup.library().sourcesOf(p.getKey())).equals(p.getValue()))
        && before.files().entrySet().stream().allMatch(f -> output.holds(f.getKey(), f.getValue()));
  }

  private boolean stops(SeqCompiler.Result result) {
    return result.hasErrors() || setup.options().failOnWarning() && !result.diagnostics().isEmpty();
  }

  private Outcome update(SeqCompiler.Result result, Optional<Manifest> before, Manifest now) {
    List<String> written = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (SeqCompiler.GeneratedFile file : result.files()) {
      if (output.write(file.path(), file.content())) {
        written.add(file.path());
      }
    }
    before.ifPresent(old -> old.files().keySet().stream()
        .filter(path -> !now.files().containsKey(path) && output.remove(path)).forEach(removed::add));
    SourceFiles.write(setup.manifest(), now.text());
    Kind kind = now.sources().isEmpty() ? Kind.NOTHING_TO_COMPILE : Kind.GENERATED;
    return new Outcome(kind, now.sources().size(), written, removed, result.diagnostics());
  }

  private static SortedMap<String, String> digests(List<Source> sources) {
    SortedMap<String, String> digests = new TreeMap<>();
    sources.forEach(source -> digests.put(source.name(), Digests.of(source.text())));
    return digests;
  }
}
