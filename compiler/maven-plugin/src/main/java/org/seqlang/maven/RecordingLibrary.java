package org.seqlang.maven;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seqlang.compiler.Library;
import org.seqlang.diagnostic.Source;

/** A library that remembers which packages it was asked for: a generation depends on these and no others. */
final class RecordingLibrary implements Library {

  private final Library library;
  private final SortedMap<String, String> digests = new TreeMap<>();

  RecordingLibrary(Library library) {
    this.library = library;
  }

  @Override
  public List<Source> sourcesOf(String packageName) {
    List<Source> sources = library.sourcesOf(packageName);
    digests.put(packageName, Digests.of(sources));
    return sources;
  }

  @Override
  public Set<String> packages() {
    return library.packages();
  }

  /** Digest of each package asked for; of one that is not there too, for it may come. */
  SortedMap<String, String> digests() {
    return new TreeMap<>(digests);
  }
}
