package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;

/** Errors about arguments that do not fit: codes SEQ033x, and SEQ0301 where two sizes differ. */
final class ArgumentErrors {

  private ArgumentErrors() {}

  /** At the callee for a part, whose sizes were chosen where it was made; at the argument for a function. */
  private static Diagnostic at(Callee callee, int i, String code, String message, String expects, Typed argument) {
    if (callee.part().isPresent()) {
      return error(code, message, callee.at(), "expects " + expects + "\ngot " + argument.type());
    }
    return error(code, message, argument.span(), "got " + argument.type())
        .and(callee.formals().get(i).declared(), "`" + callee.name() + "` takes " + expects);
  }

  /**
   * @param wanted the size that is expected
   * @param other the argument that decided what is expected, where one did
   */
  static Diagnostic argument(
      Callee callee, int i, Type expected, Size wanted, Size actual, Typed argument, Optional<Typed> other) {
    Diagnostic diagnostic =
        at(callee, i, SizeErrors.DIFFER, SizeErrors.differ(actual, wanted), expected.toString(), argument);
    if (other.isPresent() && !other.get().equals(argument)) {
      diagnostic = diagnostic.and(other.get().span(), "because this is " + other.get().type());
    }
    Diagnostic explained = diagnostic;
    Optional<InstanceFix> fix =
        callee.part().flatMap(part -> InstanceFix.of(part, callee.formals().get(i).type(), expected, argument.type()));
    if (fix.isPresent()) {
      explained = explained.and(fix.get().at(), fix.get().why());
    } else if (callee.part().isPresent()) {
      explained = explained.and(callee.part().get().instance().span(), "`" + callee.name() + "` is made here");
    }
    Diagnostic all = SizeErrors.andOrigin(explained, argument);
    return fix.filter(f -> f.text().isPresent()).map(f -> all.help(f.text().get())).orElse(all);
  }

  /** @param other the argument that decided what is expected, where one did */
  static Diagnostic bounds(Callee callee, int i, Type expected, Typed argument, Optional<Typed> other) {
    Diagnostic diagnostic = at(callee, i, "SEQ0330",
        "indices of different things: " + argument.type().element() + " and " + expected.element(), expected.toString(),
        argument);
    Diagnostic because = other.filter(o -> !o.equals(argument))
        .map(o -> diagnostic.and(o.span(), "because this is " + o.type())).orElse(diagnostic);
    Diagnostic explained = callee.part()
        .map(part -> because.and(part.instance().span(), "`" + callee.name() + "` is made here")).orElse(because);
    return SizeErrors.andOrigin(explained, argument);
  }

  static Diagnostic rank(Callee callee, int i, Typed argument) {
    Callee.Formal formal = callee.formals().get(i);
    Type expected = formal.type().substitute(callee.known());
    Diagnostic diagnostic = at(callee, i, "SEQ0331",
        "`" + callee.name() + "` takes " + expected + ", or a sequence of them, not " + argument.type(),
        expected.toString(), argument);
    return SizeErrors.andOrigin(callee.part().isPresent()
        ? diagnostic.and(argument.span(), "this is " + argument.type()) : diagnostic, argument);
  }

  static Diagnostic twoLengths(Callee callee, Typed first, Typed second) {
    String message = SizeErrors.differ(second.type().dim(0), first.type().dim(0));
    Diagnostic diagnostic = error(SizeErrors.DIFFER, message, second.span(),
        "`" + callee.name() + "` is applied to each step: " + second.type()).and(first.span(), first.type().toString());
    return SizeErrors.andOrigin(SizeErrors.andOrigin(diagnostic, first), second);
  }

  static Diagnostic unsolvable(Callee callee, int i, Size formal, Size actual, Typed argument) {
    return SizeErrors.andOrigin(at(callee, i, "SEQ0332", actual + " is not of the form " + formal,
        callee.formals().get(i).type().toString(), argument), argument);
  }

  static Diagnostic notALength(Callee callee, int i, Symbol symbol, Size size, Typed argument) {
    return SizeErrors.andOrigin(at(callee, i, "SEQ0333",
        "`" + callee.name() + "` takes a sequence here: " + symbol.name() + " is a length, " + size + " is not",
        callee.formals().get(i).type().toString(), argument), argument);
  }

  static Diagnostic lengthForSize(Callee callee, int i, Symbol symbol, Size size, Typed argument) {
    return SizeErrors.andOrigin(at(callee, i, "SEQ0334",
        "`" + callee.name() + "` takes no sequence here: " + size + " is a length, " + symbol.name() + " is not",
        callee.formals().get(i).type().toString(), argument), argument);
  }

  static Diagnostic notForSequences(Callee callee, List<Typed> arguments) {
    Typed sequence = arguments.stream().filter(a -> a.type().time().isPresent()).findFirst().orElse(arguments.get(0));
    return SizeErrors.andOrigin(error("SEQ0334", "`" + callee.name() + "` cannot work along a sequence", callee.at(),
        "")
        .and(sequence.span(), sequence.type().toString()), sequence);
  }

  static Diagnostic sequenceOfSequences(String callee, Type one, Size time, Span span) {
    return error("SEQ0335", "`" + callee + "` gives a sequence, " + one + ", for each of " + time + " steps", span,
        "a value has one length");
  }

  static Diagnostic element(Callee callee, int i, Type expected, Typed argument) {
    Diagnostic diagnostic = at(callee, i, "SEQ0401", "`" + callee.name() + "` takes " + expected + ", not "
        + argument.type().element(), expected.toString(), argument);
    return TypeErrors.help(SizeErrors.andOrigin(diagnostic, argument), expected.isFloat(), argument.type().element());
  }
}
