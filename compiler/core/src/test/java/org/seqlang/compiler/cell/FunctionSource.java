package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/**
 * A function with free sizes {@code n} and {@code m}, which can be called with any.
 *
 * @param arguments dimensions over {@code n} and {@code m}
 * @param result dimensions over the same
 */
record FunctionSource(String name, String text, List<List<Size>> arguments, List<Size> result) {

  private static final Size N = Size.hyper("n");
  private static final Size M = Size.hyper("m");

  /** Draws a function that may call the ones before it. */
  static FunctionSource draw(Choices choices, int number, List<FunctionSource> before) {
    StepSource body = new StepSource(choices, before, List.of(N, M), false);
    List<List<Size>> arguments = new ArrayList<>(List.of(List.of(N)));
    while (choices.mostly(2) && arguments.size() < 4) {
      arguments.add(choices.of(List.of(List.of(N), List.of(M), List.of(), List.of(M, N))));
    }
    for (int i = 0; i < arguments.size(); i++) {
      body.pool().add(new Term("x" + i, arguments.get(i)));
    }
    body.grow(4);
    Term result = body.pool().any();
    String head = "def f" + number + "(" + arguments(arguments) + ") -> " + Term.type(result.dims()) + " = {\n";
    String lines = body.lines().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    return new FunctionSource("f" + number, head + lines + "  " + body.pool().mixed(result.dims()) + "\n}\n", arguments, result.dims());
  }

  private static String arguments(List<List<Size>> arguments) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      all.add("x" + i + ": " + Term.type(arguments.get(i)));
    }
    return String.join(", ", all);
  }

  /** A call with arguments of some sizes. */
  Optional<Term> called(Choices choices, List<Size> sizes, Function<List<Size>, Optional<Term>> of) {
    Map<Symbol, Size> solved = Map.of(Symbol.hyper("n"), choices.of(sizes), Symbol.hyper("m"), choices.of(sizes));
    List<String> texts = new ArrayList<>();
    for (List<Size> dims : arguments) {
      Optional<Term> argument = of.apply(dims.stream().map(d -> d.substitute(solved)).toList());
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      texts.add(argument.get().text());
    }
    if (!arguments.stream().flatMap(List::stream).toList().contains(M) && result.toString().contains("m")) {
      return Optional.empty();
    }
    return Optional.of(new Term(name + "(" + String.join(", ", texts) + ")",
        result.stream().map(d -> d.substitute(solved)).toList()));
  }
}
