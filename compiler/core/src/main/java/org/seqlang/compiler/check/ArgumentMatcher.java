package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;

/**
 * Fits arguments to what a callee takes: finds the free sizes, and the arguments that are sequences where one step is
 * wanted.
 */
final class ArgumentMatcher {

  /**
   * How they fit.
   *
   * @param asLengths free sizes, not lengths by their name, that are given lengths
   */
  record Match(Map<Symbol, Size> sizes, Typed.Mapping mapping, Set<String> asLengths) {}

  private final Callee callee;
  private final Reporter reporter;
  private final List<Typed> arguments;
  private final Map<Symbol, Size> sizes = new HashMap<>();
  private final Map<Symbol, Typed> deciding = new HashMap<>();
  private final Set<String> asLengths = new LinkedHashSet<>();
  private boolean failed;

  private ArgumentMatcher(Callee callee, List<Typed> arguments, Reporter reporter) {
    this.callee = callee;
    this.arguments = arguments;
    this.reporter = reporter;
  }

  /** Empty if an argument is erroneous or does not fit, which is reported. There are as many arguments as wanted. */
  static Optional<Match> match(Callee callee, List<Typed> arguments, Reporter reporter) {
    if (arguments.stream().anyMatch(Typed.Erroneous.class::isInstance)) {
      return Optional.empty();
    }
    return new ArgumentMatcher(callee, arguments, reporter).match();
  }

  private Optional<Match> match() {
    List<Boolean> varies = new ArrayList<>();
    Optional<Size> time = Optional.empty();
    Optional<Typed> timed = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      Typed argument = arguments.get(i);
      boolean elements = argument.type().element().getClass() == callee.formals().get(i).type().element().getClass();
      int extra = argument.type().rank() - callee.formals().get(i).type().rank();
      boolean isSequence = extra == 1 && argument.type().time().isPresent();
      if (!elements) {
        fail(ArgumentErrors.element(callee, i, callee.formals().get(i).type().substitute(callee.known()), argument));
      } else if (extra != 0 && !isSequence) {
        fail(ArgumentErrors.rank(callee, i, argument));
      } else if (isSequence && time.isPresent() && !time.equals(argument.type().time())) {
        fail(ArgumentErrors.twoLengths(callee, timed.orElseThrow(), argument));
      } else if (isSequence && time.isEmpty()) {
        time = argument.type().time();
        timed = Optional.of(argument);
      }
      varies.add(isSequence);
    }
    for (boolean simple : new boolean[] {true, false}) {
      for (int i = 0; i < arguments.size() && !failed; i++) {
        Type actual = arguments.get(i).type();
        fit(i, callee.formals().get(i).type(), varies.get(i) ? actual.withoutAxis(0) : actual, simple);
      }
    }
    return failed ? Optional.empty()
        : Optional.of(new Match(Map.copyOf(sizes), new Typed.Mapping(time, varies), Set.copyOf(asLengths)));
  }

  private void fail(Diagnostic diagnostic) {
    if (!failed) {
      reporter.report(diagnostic);
    }
    failed = true;
  }

  /** First all sizes that are a free symbol, then the others. */
  private void fit(int i, Type formal, Type actual, boolean simple) {
    Typed argument = arguments.get(i);
    if (formal.element() instanceof Element.Index f && actual.element() instanceof Element.Index a) {
      if (isFree(f.bound()) == simple && !failed) {
        fit(i, f.bound(), a.bound(), Optional.of(ArgumentErrors.bounds(
            callee, i, expected(formal), argument, f.bound().symbol().map(deciding::get))));
      }
    }
    for (int axis = 0; axis < formal.rank() && !failed; axis++) {
      if (isFree(formal.dim(axis)) == simple) {
        fit(i, formal.dim(axis), actual.dim(axis), Optional.empty());
      }
    }
  }

  private void fit(int i, Size formal, Size actual, Optional<Diagnostic> bounds) {
    Typed argument = arguments.get(i);
    Optional<Symbol> unknown = unknown(formal);
    if (unknown.isPresent()) {
      Optional<Size> solved = solve(formal, unknown.get(), actual);
      if (solved.isEmpty()) {
        fail(ArgumentErrors.unsolvable(callee, i, formal, actual, argument));
        return;
      }
      bind(i, unknown.get(), solved.get(), argument);
    } else if (!substitute(formal).equals(actual)) {
      Optional<Typed> other = formal.symbol().map(deciding::get);
      fail(bounds.orElseGet(() -> ArgumentErrors.argument(
          callee, i, expected(callee.formals().get(i).type()), substitute(formal), actual, argument, other)));
    }
  }

  private void bind(int i, Symbol symbol, Size size, Typed argument) {
    boolean length = symbol.kind() == Symbol.Kind.RAGGED;
    if (length && !size.isRagged()) {
      fail(ArgumentErrors.notALength(callee, i, symbol, size, argument));
    } else if (!length && size.isRagged()) {
      if (callee.part().isPresent()) {
        fail(ArgumentErrors.lengthForSize(callee, i, symbol, size, argument));
      }
      asLengths.add(symbol.name());
    }
    sizes.put(symbol, size);
    deciding.put(symbol, argument);
  }

  /** {@code 2*n} given {@code 4*hidden}: n is {@code 2*hidden}. */
  private Optional<Size> solve(Size formal, Symbol symbol, Size actual) {
    if (isFree(formal)) {
      return Optional.of(actual);
    }
    Size rest = substitute(formal.substitute(Map.of(symbol, Size.ZERO)));
    Size factor = formal.minus(formal.substitute(Map.of(symbol, Size.ZERO)));
    Optional<Long> times = factor.substitute(Map.of(symbol, Size.ONE)).constant();
    return times.filter(n -> n != 0 && factor.equals(Size.of(symbol).times(n)))
        .flatMap(n -> actual.minus(rest).dividedBy(n));
  }

  private boolean isFree(Size formal) {
    return formal.symbol().filter(callee.free()::contains).isPresent();
  }

  private Optional<Symbol> unknown(Size formal) {
    Set<Symbol> symbols = new HashSet<>();
    formal.terms().keySet().forEach(symbols::addAll);
    return symbols.stream().filter(s -> callee.free().contains(s) && !sizes.containsKey(s)).findFirst();
  }

  private Size substitute(Size formal) {
    Map<Symbol, Size> all = new HashMap<>(callee.known());
    all.putAll(sizes);
    return formal.substitute(all);
  }

  private Type expected(Type formal) {
    Map<Symbol, Size> all = new HashMap<>(callee.known());
    all.putAll(sizes);
    return formal.substitute(all);
  }
}
