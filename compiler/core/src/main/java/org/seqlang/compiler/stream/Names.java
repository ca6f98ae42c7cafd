package org.seqlang.compiler.stream;

import java.util.HashSet;
import java.util.Set;

/** Names of what a step takes and gives, each used once, also where a dot becomes an underscore. */
final class Names {

  private final Set<String> taken = new HashSet<>();

  /** A name that is used as it is. */
  void take(String name) {
    taken.add(plain(name));
  }

  /** The name, or with a number behind it if it is taken: {@code sum}, {@code sum_2}. */
  String fresh(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(plain(name)); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private static String plain(String name) {
    return name.replace('.', '_');
  }
}
