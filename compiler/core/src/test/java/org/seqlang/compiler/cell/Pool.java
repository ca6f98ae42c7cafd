package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seqlang.compiler.ir.Size;

/** The values that there are where equations are written: whatever a later one needs is drawn from here, or becomes a parameter. */
final class Pool {

  private final Choices choices;
  private final boolean learns;
  private final List<Term> terms = new ArrayList<>();
  private final Set<Term> used = new HashSet<>();
  private final List<String> parameters = new ArrayList<>();

  /** @param learns whether there may be parameters */
  Pool(Choices choices, boolean learns) {
    this.choices = choices;
    this.learns = learns;
  }

  void add(Term term) {
    terms.add(term);
  }

  List<Term> all() {
    return terms;
  }

  /** Declarations of parameters. */
  List<String> parameters() {
    return parameters;
  }

  /** Something of these dimensions, or a number. */
  Term like(List<Size> dims) {
    return of(dims).orElseGet(() -> scalar(any()));
  }

  /** Something of exactly these dimensions. */
  Optional<Term> of(List<Size> dims) {
    List<Term> fitting = terms.stream().filter(t -> t.dims().equals(dims)).toList();
    if (!fitting.isEmpty() && !(learns && choices.oneIn(8))) {
      return Optional.of(used(fitting.get(fitting.size() - 1 - choices.below(fitting.size()))));
    }
    return learns ? Optional.of(parameter(dims)) : Optional.empty();
  }

  /** Something, rather what nothing uses yet. */
  Term any() {
    List<Term> unused = terms.stream().filter(t -> !used.contains(t)).toList();
    List<Term> from = unused.isEmpty() || choices.oneIn(3) ? terms : unused;
    return used(from.get(from.size() - 1 - choices.below(from.size())));
  }

  /** Something of these dimensions, with some of what nothing uses yet in it. */
  String mixed(List<Size> dims) {
    String text = like(dims).text();
    for (int i = 0; i < 4 && choices.mostly(4) && !used.containsAll(terms); i++) {
      text = "(" + text + " + 0.3 * " + scalar(any()).text() + ")";
    }
    return text;
  }

  /** The term, which counts as used from now on. */
  Term used(Term term) {
    used.add(term);
    return term;
  }

  Term parameter(List<Size> dims) {
    String name = "w" + parameters.size();
    parameters.add("param " + name + ": " + Term.type(dims) + " ~ uniform(0.5)");
    Term term = new Term(name, dims);
    terms.add(0, term);
    return term;
  }

  /** The term in a form that is one number. */
  Term scalar(Term term) {
    Term current = term;
    while (current.rank() > 0) {
      String function = choices.of(List.of("sum", "mean", "max"));
      current = new Term(function + "(" + current.text() + ")", current.dims().subList(0, current.rank() - 1));
    }
    return current;
  }

  /** Something that fits, if there is any. */
  Optional<Term> with(Predicate<Term> fits) {
    List<Term> fitting = terms.stream().filter(fits).toList();
    return fitting.isEmpty() ? Optional.empty() : Optional.of(used(choices.of(fitting)));
  }
}
