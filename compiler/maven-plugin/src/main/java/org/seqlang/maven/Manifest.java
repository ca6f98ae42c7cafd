package org.seqlang.maven;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one generation was made from and what it made. A later one with the same inputs has nothing to do as long as the
 * files are still what they were.
 *
 * <pre>
 * seq-manifest 1
 * setup 5f0c…
 * source 91ab… src/main/seq/Sentiment.seq
 * package 77de… seq.nn
 * file 03c4… org/acme/Sentiment.java
 * </pre>
 *
 * @param setup digest of the compiler and of its options
 * @param sources digest of each source, by name
 * @param packages digest of the library sources of each imported package, by package
 * @param files digest of each generated file, by path from the output directory
 */
record Manifest(
    String setup, SortedMap<String, String> sources, SortedMap<String, String> packages, SortedMap<String, String> files) {

  private static final String HEADER = "seq-manifest 1";

  Manifest {
    sources = new TreeMap<>(sources);
    packages = new TreeMap<>(packages);
    files = new TreeMap<>(files);
  }

  /** Reads the text form; empty where it is not one, such as that of another version of the plugin. */
  static Optional<Manifest> parse(String text) {
    String setup = "";
    Map<String, SortedMap<String, String>> kinds =
        Map.of("source", new TreeMap<>(), "package", new TreeMap<>(), "file", new TreeMap<>());
    String[] lines = text.split("\n");
    if (!lines[0].equals(HEADER)) {
      return Optional.empty();
    }
    for (int i = 1; i < lines.length; i++) {
      String[] words = lines[i].split(" ", 3);
      if (words.length == 2 && words[0].equals("setup")) {
        setup = words[1];
      } else if (words.length == 3 && kinds.containsKey(words[0])) {
        kinds.get(words[0]).put(words[2], words[1]);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new Manifest(setup, kinds.get("source"), kinds.get("package"), kinds.get("file")));
  }

  /** The text form. */
  String text() {
    StringBuilder text = new StringBuilder(HEADER).append("\nsetup ").append(setup).append('\n');
    sources.forEach((name, digest) -> text.append("source ").append(digest).append(' ').append(name).append('\n'));
    packages.forEach((name, digest) -> text.append("package ").append(digest).append(' ').append(name).append('\n'));
    files.forEach((name, digest) -> text.append("file ").append(digest).append(' ').append(name).append('\n'));
    return text.toString();
  }
}
