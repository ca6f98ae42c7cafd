package org.seqlang.compiler;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A stop on the way from text to Java at which the program can be looked at, in the order of the way. */
public enum Stage {
  /** The syntax tree. */
  AST,
  /** Names resolved, every expression with its type. */
  TYPED,
  /** One graph a function, over one example. */
  GRAPH,
  /** The graph together with the derivatives of what is trained. */
  GRADIENTS,
  /** The graph behind all passes. */
  OPTIMIZED,
  /** The graphs of an entry that runs element by element, or why it does not. */
  STREAM,
  /** Launches over planned buffers. */
  SCHEDULE,
  /** The generated classes. */
  JAVA,
  /** The generated kernels. */
  OPENCL;

  /** The stage's name on a command line: {@code typed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The stage of a name, in any case; empty if there is none. */
  public static Optional<Stage> of(String text) {
    return Arrays.stream(values()).filter(stage -> stage.text().equalsIgnoreCase(text)).findFirst();
  }

  /** All names, for a message: {@code ast, typed, …, opencl}. */
  public static String choices() {
    return Arrays.stream(values()).map(Stage::text).collect(Collectors.joining(", "));
  }
}
