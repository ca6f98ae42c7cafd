package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * A size: a polynomial with whole coefficients over {@linkplain Symbol symbols}, in normal form, so that equal sizes are
 * equal objects ({@code 2*(h+1)} equals {@code 2*h + 2}).
 *
 * @param terms monomial (its symbols in order, repeated for powers) to coefficient; no coefficient is zero
 */
public record Size(Map<List<Symbol>, Long> terms) {

  public static final Size ZERO = of(0);
  public static final Size ONE = of(1);

  public Size {
    SortedMap<List<Symbol>, Long> sorted = new TreeMap<>(Size::compareMonomials);
    terms.forEach((monomial, coefficient) -> {
      if (coefficient != 0) {
        sorted.put(List.copyOf(monomial), coefficient);
      }
    });
    terms = Collections.unmodifiableSortedMap(sorted);
  }

  public static Size of(long value) {
    return new Size(Map.of(List.of(), value));
  }

  public static Size of(Symbol symbol) {
    return new Size(Map.of(List.of(symbol), 1L));
  }

  public static Size hyper(String name) {
    return of(Symbol.hyper(name));
  }

  public static Size ragged(String name) {
    return of(Symbol.ragged(name));
  }

  public Size plus(Size other) {
    Map<List<Symbol>, Long> sum = new TreeMap<>(Size::compareMonomials);
    sum.putAll(terms);
    other.terms.forEach((monomial, coefficient) -> sum.merge(monomial, coefficient, Long::sum));
    return new Size(sum);
  }

  public Size minus(Size other) {
    return plus(other.times(of(-1)));
  }

  public Size times(Size other) {
    Map<List<Symbol>, Long> product = new TreeMap<>(Size::compareMonomials);
    terms.forEach((m, a) -> other.terms.forEach((n, b) -> {
      List<Symbol> both = new ArrayList<>(m);
      both.addAll(n);
      Collections.sort(both);
      product.merge(both, a * b, Long::sum);
    }));
    return new Size(product);
  }

  public Size times(long factor) {
    return times(of(factor));
  }

  /** This size in {@code parts} equal parts, where every coefficient divides. */
  public Optional<Size> dividedBy(long parts) {
    if (parts == 0 || terms.values().stream().anyMatch(c -> c % parts != 0)) {
      return Optional.empty();
    }
    Map<List<Symbol>, Long> quotient = new TreeMap<>(Size::compareMonomials);
    terms.forEach((monomial, c) -> quotient.put(monomial, c / parts));
    return Optional.of(new Size(quotient));
  }

  /** The value, where no symbol is in it. */
  public Optional<Long> constant() {
    if (terms.isEmpty()) {
      return Optional.of(0L);
    }
    return terms.size() == 1 && terms.containsKey(List.<Symbol>of()) ? Optional.of(terms.get(List.<Symbol>of())) : Optional.empty();
  }

  /** The symbol, where the size is just that. */
  public Optional<Symbol> symbol() {
    if (terms.size() == 1) {
      List<Symbol> monomial = terms.keySet().iterator().next();
      if (monomial.size() == 1 && terms.get(monomial) == 1) {
        return Optional.of(monomial.get(0));
      }
    }
    return Optional.empty();
  }

  /** Whether it is the length of a sequence. */
  public boolean isRagged() {
    return terms.keySet().stream().flatMap(List::stream).anyMatch(s -> s.kind() == Symbol.Kind.RAGGED);
  }

  /** Its value under an assignment of the symbols. */
  public long evaluate(ToLongFunction<Symbol> values) {
    long sum = 0;
    for (Map.Entry<List<Symbol>, Long> term : terms.entrySet()) {
      long product = term.getValue();
      for (Symbol symbol : term.getKey()) {
        product *= values.applyAsLong(symbol);
      }
      sum += product;
    }
    return sum;
  }

  /** This size with other sizes in place of its symbols; symbols that are not in the map stay. */
  public Size substitute(Map<Symbol, Size> values) {
    Size sum = ZERO;
    for (Map.Entry<List<Symbol>, Long> term : terms.entrySet()) {
      Size product = of(term.getValue());
      for (Symbol symbol : term.getKey()) {
        product = product.times(values.getOrDefault(symbol, of(symbol)));
      }
      sum = sum.plus(product);
    }
    return sum;
  }

  /** As a user writes it: {@code 4*hidden + 1}. */
  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    return terms.entrySet().stream().map(Size::print).collect(Collectors.joining(" + ")).replace("+ -", "- ");
  }

  private static String print(Map.Entry<List<Symbol>, Long> term) {
    String symbols = term.getKey().stream().map(Symbol::name).collect(Collectors.joining("*"));
    long c = term.getValue();
    if (symbols.isEmpty()) {
      return Long.toString(c);
    }
    return c == 1 ? symbols : c == -1 ? "-" + symbols : c + "*" + symbols;
  }

  /** Higher degree first, then by name; the constant comes last. */
  private static int compareMonomials(List<Symbol> a, List<Symbol> b) {
    if (a.size() != b.size()) {
      return Integer.compare(b.size(), a.size());
    }
    for (int i = 0; i < a.size(); i++) {
      int c = a.get(i).compareTo(b.get(i));
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }
}
