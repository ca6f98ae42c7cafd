package org.seqlang.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seqlang.diagnostic.Source;

/**
 * The {@code .seq} resources of a class loader; see {@link Library#ofResources}. A class loader cannot list a folder, but
 * it tells in which directories and jars the folder lies, and those can be listed.
 */
record ResourceLibrary(ClassLoader loader) implements Library {

  @Override
  public List<Source> sourcesOf(String packageName) {
    if (packageName.isEmpty()) {
      return List.of();
    }
    String folder = packageName.replace('.', '/') + "/";
    Map<String, Source> found = new TreeMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(folder))) {
        sourcesAt(url, folder).forEach(source -> found.putIfAbsent(source.name(), source));
      }
    } catch (IOException | URISyntaxException e) {
      throw new UncheckedIOException("cannot read the resources in " + folder, new IOException(e));
    }
    return List.copyOf(found.values());
  }

  private static Collection<Source> sourcesAt(URL url, String folder) throws IOException, URISyntaxException {
    if (url.getProtocol().equals("file")) {
      Path element = Path.of(url.toURI());
      for (int depth = Path.of(folder).getNameCount(); depth > 0; depth--) {
        element = element.getParent();
      }
      return ClassPathLibrary.sourcesIn(element, folder);
    }
    if (url.openConnection() instanceof JarURLConnection jar) {
      URI archive = jar.getJarFileURL().toURI();
      return ClassPathLibrary.sourcesIn(Path.of(archive), folder);
    }
    return List.of();
  }
}
