package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqlang.compiler.ir.Size;

/** Writes equations that type-check and mean nothing: each over what there is before it. */
final class StepSource {

  private static final List<String> FUNCTIONS = List.of("tanh", "sigmoid", "sin", "relu", "softplus", "cos", "erf", "abs",
      "square", "-", "exp(tanh", "log(1 + square", "sqrt(1 + square", "sign", "stop_gradient");

  private final Choices choices;
  private final Pool pool;
  /** Indices with the size that they are below. */
  private final List<Term> indices = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private final List<FunctionSource> functions;
  private final List<Size> sizes;
  private final boolean learns;
  private int names;

  /**
   * @param functions what may be called
   * @param sizes those to make parameters with
   * @param learns whether there may be parameters, dropout and parts
   */
  StepSource(Choices choices, List<FunctionSource> functions, List<Size> sizes, boolean learns) {
    this.choices = choices;
    this.pool = new Pool(choices, learns);
    this.functions = functions;
    this.sizes = sizes;
    this.learns = learns;
  }

  Pool pool() {
    return pool;
  }

  void addIndex(Term index) {
    indices.add(index);
  }

  List<String> lines() {
    return lines;
  }

  List<String> declarations() {
    List<String> all = new ArrayList<>(pool.parameters());
    all.addAll(parts);
    return all;
  }

  /** Adds equations while the choices say so. */
  void grow(int mostly) {
    while (choices.mostly(mostly) && lines.size() < 24) {
      node().ifPresent(this::define);
    }
  }

  private void define(Term term) {
    if (Term.count(term.dims()) <= 24 && term.rank() <= 2) {
      if (term.text().length() < 50 && choices.oneIn(4)) {
        pool.add(term);
        return;
      }
      String name = "v" + names++;
      lines.add(name + " = " + term.text());
      pool.add(new Term(name, term.dims()));
    }
  }

  private Optional<Term> node() {
    List<Supplier<Optional<Term>>> kinds = new ArrayList<>(List.of(
        () -> Optional.of(unary(pool.any())), () -> Optional.of(binary(pool.any())), this::product, this::joined, this::part, this::reduced,
        () -> Optional.of(chosen(pool.any())), this::normalised, this::spread, this::reshaped, this::lookUp, this::call));
    if (learns) {
      kinds.add(this::dropped);
      kinds.add(this::product);
      kinds.add(this::layer);
    }
    return choices.of(kinds).get();
  }

  private Term unary(Term x) {
    String function = choices.of(FUNCTIONS);
    if (function.equals("-")) {
      return new Term("(-" + x.text() + ")", x.dims());
    }
    return new Term(function + "(" + x.text() + ")" + (function.contains("(") ? ")" : ""), x.dims());
  }

  private Term binary(Term x) {
    Term y = pool.like(x.dims());
    String form = choices.of(List.of("(X + Y)", "(X * Y)", "(X - Y)", "maximum(X, Y)", "minimum(X, Y)",
        "(X / (1 + abs(Y)))", "(0.5 * X + 0.25 * Y)", "(X - 2 * Y)", "(abs(X) + 0.5)^(1 + 0.5 * tanh(Y))"));
    return new Term(form.replace("X", x.text()).replace("Y", y.text()), x.dims());
  }

  private Term chosen(Term x) {
    Term y = pool.like(x.dims());
    String form = choices.of(List.of("where(X > Y, X, Y)", "where(X < 0.1, Y, X)", "where(X >= 0 and Y < 0.5, X, 0.5)",
        "where(not (X == Y) or X <= 0, X * Y, Y)", "(X * float(Y > X))", "where(X != Y, X, Y)"));
    return new Term(form.replace("X", x.text()).replace("Y", y.text()), x.dims());
  }

  /** The other operand spreads over this one, or this one over the other. */
  private Optional<Term> spread() {
    Term x = pool.any();
    List<Term> smaller = pool.all().stream().filter(y -> y.rank() < x.rank()
        && x.dims().subList(x.rank() - y.rank(), x.rank()).equals(y.dims())).toList();
    if (smaller.isEmpty()) {
      return Optional.empty();
    }
    Term y = pool.used(choices.of(smaller));
    String form = choices.of(List.of("(X * Y)", "(Y - X)", "(X / (1 + square(Y)))", "maximum(Y, X)", "where(X > Y, X, Y)"));
    return Optional.of(new Term(form.replace("X", x.text()).replace("Y", y.text()), x.dims()));
  }

  private Optional<Term> product() {
    Term x = pool.any();
    if (x.rank() == 0) {
      return Optional.empty();
    }
    Size size = choices.of(sizes);
    Size first = x.dims().get(0);
    return switch (choices.below(7)) {
      case 0 -> x.rank() == 2 ? Optional.empty() : pool.of(List.of(size, x.last())).map(w -> times(w, x, List.of(size)));
      case 1 -> pool.of(List.of(x.last(), size)).map(w -> append(x, size, times(x, w, List.of()).text()));
      case 2 -> pool.of(List.of(x.last())).map(v -> times(x, v, x.dims().subList(0, x.rank() - 1)));
      case 3 -> pool.of(List.of(first)).map(v -> times(v, x, x.dims().subList(1, x.rank())));
      case 4 -> Optional.of(outer(x));
      case 5 -> pool.with(t -> t.rank() == 2 && t.last().equals(first)).map(t -> times(t, x,
          x.rank() == 1 ? List.of(t.dims().get(0)) : List.of(t.dims().get(0), x.last())));
      default -> x.rank() == 1 ? Optional.empty()
          : pool.of(List.of(x.last(), size)).map(w -> times(x, w, List.of(first, size)));
    };
  }

  private static Term times(Term left, Term right, List<Size> dims) {
    return new Term("(" + left.text() + " @ " + right.text() + ")", dims);
  }

  private static Term append(Term x, Size size, String text) {
    List<Size> dims = new ArrayList<>(x.dims().subList(0, x.rank() - 1));
    dims.add(size);
    return new Term(text, dims);
  }

  private Term outer(Term x) {
    Term y = pool.with(t -> t.rank() == 1).orElse(x);
    if (x.rank() != 1 || y.rank() != 1) {
      return unary(x);
    }
    return new Term("(reshape(" + x.text() + ", " + x.last() + ", 1) @ reshape(" + y.text() + ", 1, " + y.last() + "))",
        List.of(x.last(), y.last()));
  }

  private Optional<Term> joined() {
    Term x = pool.any();
    Optional<Term> y = pool.with(t -> t.rank() == x.rank() && t.rank() > 0
        && t.dims().subList(0, t.rank() - 1).equals(x.dims().subList(0, x.rank() - 1)));
    if (y.isEmpty()) {
      return Optional.empty();
    }
    if (x.dims().equals(y.get().dims()) && x.rank() == 1 && choices.oneIn(3)) {
      return Optional.of(new Term("stack(" + x.text() + ", " + y.get().text() + ")", List.of(Size.of(2), x.last())));
    }
    return Optional.of(append(x, x.last().plus(y.get().last()), "concat(" + x.text() + ", " + y.get().text() + ")"));
  }

  /** Half of it, one way or another. */
  private Optional<Term> part() {
    Term x = pool.any();
    Optional<Size> half = x.rank() == 0 ? Optional.empty() : x.last().dividedBy(2);
    if (half.isEmpty()) {
      return Optional.empty();
    }
    if (choices.below(2) == 0) {
      String second = "v" + names++;
      String first = "v" + names++;
      lines.add(first + ", " + second + " = split(" + x.text() + ", 2)");
      pool.add(append(x, half.get(), second));
      pool.add(append(x, half.get(), first));
      return Optional.empty();
    }
    String from = choices.below(2) == 0 ? half.get().toString() : "0";
    return Optional.of(append(x, half.get(), "slice(" + x.text() + ", " + from + ", " + half.get() + ")"));
  }

  private Optional<Term> reduced() {
    Term x = pool.any();
    return x.rank() == 0 ? Optional.empty() : Optional.of(new Term(
        choices.of(List.of("sum", "mean", "max")) + "(" + x.text() + ")", x.dims().subList(0, x.rank() - 1)));
  }

  private Optional<Term> reshaped() {
    Term x = pool.any();
    if (x.rank() == 2) {
      Size all = x.dims().get(0).times(x.dims().get(1));
      return Optional.of(new Term("reshape(" + x.text() + ", " + all + ")", List.of(all)));
    }
    return x.rank() == 0 ? Optional.empty() : x.last().dividedBy(2).map(half ->
        choices.below(2) == 0 ? new Term("reshape(" + x.text() + ", 2, " + half + ")", List.of(Size.of(2), half))
            : new Term("reshape(" + x.text() + ", " + half + ", 2)", List.of(half, Size.of(2))));
  }

  private Optional<Term> normalised() {
    Term x = pool.any();
    if (x.rank() == 0) {
      return Optional.empty();
    }
    String form = choices.of(List.of("softmax(X)", "log_softmax(X)", "(X / sqrt(mean(square(X)) + 0.1))", "(X / size(N))"));
    return x.rank() == 1 || form.startsWith("softmax")
        ? Optional.of(new Term(form.replace("X", x.text()).replace("N", x.last().toString()), x.dims())).filter(t -> x.rank() == 1)
        : Optional.empty();
  }

  private Optional<Term> lookUp() {
    Term x = pool.any();
    if (x.rank() == 0) {
      return Optional.empty();
    }
    List<Term> fitting = indices.stream().filter(i -> i.dims().get(0).equals(x.last())).toList();
    String index = !fitting.isEmpty() && choices.below(2) == 0 ? choices.of(fitting).text()
        : x.rank() == 1 ? "argmax(" + x.text() + ")" : "";
    if (choices.below(3) == 0 && !index.isEmpty() && x.rank() == 1) {
      return Optional.of(new Term("pick(" + x.text() + ", " + index + ")", List.of()));
    }
    if (choices.below(4) == 0 && !index.isEmpty()) {
      return Optional.of(new Term("(" + x.text() + " * float(" + index + "))", x.dims())).filter(t -> x.rank() == 1);
    }
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Size width = choices.of(sizes);
    boolean padded = choices.below(3) == 1;
    return pool.of(List.of(x.last(), width)).map(table -> new Term(padded
        ? "rows(" + table.text() + ", " + index + ", padding = 0)" : table.text() + "[" + index + "]", List.of(width)));
  }

  private Optional<Term> dropped() {
    Term x = pool.any();
    return Optional.of(new Term((choices.below(2) == 0 ? "dropout(" : "variational_dropout(") + x.text() + ", 0.3)", x.dims()));
  }

  private Optional<Term> call() {
    return functions.isEmpty() ? Optional.empty() : choices.of(functions).called(choices, sizes, pool::of);
  }

  private Optional<Term> layer() {
    Term x = pool.any();
    if (x.rank() != 1) {
      return Optional.empty();
    }
    String name = "p" + parts.size();
    Size size = choices.of(sizes);
    if (choices.below(3) == 0) {
      parts.add(name + " = LayerNorm(" + x.last() + ", 0.1)");
      return Optional.of(new Term(name + "(" + x.text() + ")", x.dims()));
    }
    boolean own = choices.below(2) == 0;
    parts.add(name + (own ? " = Inner(" : " = Linear(") + x.last() + ", " + size + ")");
    return Optional.of(new Term(name + "(" + x.text() + ")", List.of(size)));
  }
}
