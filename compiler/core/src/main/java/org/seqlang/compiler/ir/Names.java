package org.seqlang.compiler.ir;

import java.util.Set;

/** Finds names that are not taken. */
public final class Names {

  private Names() {}

  /** The wanted name, or with a number behind it where it is taken; the name is taken from then on. */
  public static String fresh(Set<String> taken, String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
