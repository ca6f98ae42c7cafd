package org.seqlang.compiler.emit.java;

import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.seqlang.compiler.check.CheckedFunction;

/** Names of the model as Java names: those that Java or the generated methods need for themselves get an underscore. */
final class JavaNames {

  /** What a record's component must not be called (JLS 8.10.1). */
  private static final Set<String> NO_COMPONENTS =
      Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /** Names that the generated methods give to things of their own. */
  private static final Set<String> TAKEN = Set.of("program", "seed", "examples", "tape", "result", "gradient", "batch",
      "example", "sizes", "parameters", "model", "checkpoint", "file", "values", "how", "first", "search", "parents");

  private JavaNames() {}

  /** A hyper-parameter. */
  static String hyper(String name) {
    return SourceVersion.isKeyword(name) || NO_COMPONENTS.contains(name) ? name + "_" : name;
  }

  /** An argument of a function, or a state of a part: {@code decoder.h}. */
  static String argument(String name) {
    String plain = name.replace('.', '_');
    boolean taken = TAKEN.contains(plain) || plain.matches("steps[A-Z].*") || plain.endsWith("Programs");
    return taken ? plain + "_" : hyper(plain);
  }

  /** A name for a local variable that no argument of the method has. */
  static String free(String wanted, List<CheckedFunction.Argument> arguments) {
    boolean taken = arguments.stream().anyMatch(a -> argument(a.name()).equals(wanted));
    return taken ? free(wanted + "_", arguments) : wanted;
  }
}
