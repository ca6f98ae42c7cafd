package org.seqlang.compiler;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    elementsWith(folder).forEach(element -> element.sourcesIn(folder).forEach(found::putIfAbsent));
    return List.copyOf(found.values());
  }

  @Override
  public Set<String> packages() {
    Set<String> names = new TreeSet<>();
    // Directories answer to the empty name, jars only to something that they contain.
    elementsWith("").forEach(element -> names.addAll(element.packages()));
    elementsWith("META-INF/").forEach(element -> names.addAll(element.packages()));
    return names;
  }

  private List<ClassPathElement> elementsWith(String folder) {
    List<ClassPathElement> elements = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(folder))) {
        if (url.getProtocol().equals("file")) {
          elements.add(new ClassPathElement(root(Path.of(url.toURI()), folder)));
        } else if (url.openConnection() instanceof JarURLConnection jar) {
          elements.add(new ClassPathElement(Path.of(jar.getJarFileURL().toURI())));
        }
      }
    } catch (IOException e) {
      throw new FileProblem("cannot list the resources in", Path.of(folder), e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class loader's address is not valid: " + e.getMessage(), e);
    }
    return elements;
  }

  private static Path root(Path directory, String folder) {
    Path root = directory;
    for (long depth = folder.chars().filter(c -> c == '/').count(); depth > 0; depth--) {
      root = root.getParent();
    }
    return root;
  }
}
