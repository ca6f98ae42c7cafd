package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.diagnostic.Suggestions;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** Errors about sizes and dimensions: codes SEQ03xx. Those about arguments are in {@link ArgumentErrors}. */
final class SizeErrors {

  static final String DIFFER = "SEQ0301";

  private SizeErrors() {}

  /** With the place where the value's dimensions come from, unless that is in sight: in the value, or in its line. */
  static Diagnostic andOrigin(Diagnostic diagnostic, Typed value) {
    return SizeOrigin.of(value).filter(label -> !inSight(value.span(), label.span()))
        .filter(label -> diagnostic.secondary().stream().noneMatch(other -> other.span().equals(label.span())))
        .map(label -> diagnostic.and(label.span(), label.text())).orElse(diagnostic);
  }

  private static boolean inSight(Span value, Span origin) {
    boolean within = value.start() <= origin.start() && origin.end() <= value.end();
    return value.source().equals(origin.source()) && (within || value.line() == origin.line());
  }

  /** {@code sizes differ: 2*hidden and hidden}, or {@code lengths differ}. */
  static String differ(Size a, Size b) {
    return (a.isRagged() && b.isRagged() ? "lengths differ: " : "sizes differ: ") + a + " and " + b;
  }

  /** Both sides of an operator. */
  static Diagnostic operands(Typed left, Typed right) {
    List<Size> a = left.type().dims();
    List<Size> b = right.type().dims();
    String message = left.type() + " and " + right.type() + " do not go together";
    String help = "";
    if (a.size() == b.size()) {
      for (int i = a.size() - 1; i >= 0; i--) {
        message = a.get(i).equals(b.get(i)) ? message : differ(a.get(i), b.get(i));
      }
    } else if (!a.isEmpty() && !b.isEmpty() && a.get(0).equals(b.get(0))) {
      boolean longer = a.size() > b.size();
      List<Size> whole = longer ? a : b;
      List<Size> end = whole.subList(whole.size() - Math.min(a.size(), b.size()), whole.size());
      help = Type.floats(end) + " would go with " + (longer ? left : right).type()
          + ": values are repeated along dimensions in front of their own, not behind";
    }
    Diagnostic both = error(DIFFER, message, right.span(), right.type().toString())
        .and(left.span(), left.type().toString());
    Diagnostic explained = andOrigin(andOrigin(both, left), right);
    return help.isEmpty() ? explained : explained.help(help);
  }

  static Diagnostic product(Typed left, Typed right, Span operator) {
    Size columns = left.type().dim(left.type().rank() - 1);
    Size rows = right.type().dim(right.type().time().isPresent() ? right.type().rank() - 1 : 0);
    Diagnostic both = error("SEQ0302", "matrix product over two sizes: " + columns + " and " + rows, operator, "")
        .and(left.span(), left.type().toString()).and(right.span(), right.type().toString());
    Diagnostic told = andOrigin(andOrigin(both, left), right);
    boolean otherWay = left.type().rank() == 2 && left.type().time().isEmpty() && left.type().dim(0).equals(rows);
    return otherWay && isShort(left) && isShort(right)
        ? told.help(right.span().text() + " @ " + left.span().text() + " would go") : told;
  }

  /** Whether an operand can be written on the other side as it is. */
  private static boolean isShort(Typed operand) {
    return operand.span().text().matches("[\\w\\[\\].-]+|\\w+\\[t ?- ?\\w+]");
  }

  static Diagnostic productOf(Typed side, Span operator) {
    return andOrigin(error("SEQ0303", "`@` multiplies vectors and matrices, not " + side.type(), operator, "")
        .and(side.span(), side.type().toString()), side).help(side.type().rank() == 0 ? "use * for numbers"
            : "reshape it");
  }

  static Diagnostic notASize(Span span) {
    return error("SEQ0304", "this is no size", span, "")
        .help("sizes are whole numbers, hyper-parameters, and +, -, * and exact / of them");
  }

  static Diagnostic notASizeHyper(Name name, HyperParameter hyper) {
    return error("SEQ0304", "`" + name + "` is no size", name.span(), "")
        .and(hyper.span(), "it is a " + hyper.kind().word());
  }

  static Diagnostic notWhole(String text, Span span) {
    return error("SEQ0304", text + " is no size", span, "sizes are whole numbers");
  }

  static Diagnostic notDivisible(Size whole, Size divisor, Span span) {
    return error("SEQ0305", whole + " is not always a multiple of " + divisor, span, "")
        .help("make the smaller size the hyper-parameter");
  }

  static Diagnostic notPositive(Size size, Span span) {
    return error("SEQ0306", "a dimension of size " + size, span, "sizes are 1 or more");
  }

  static Diagnostic lengthNotFirst(Size size, Span span) {
    return error("SEQ0307", "the length " + size + " has to be the first dimension", span, "")
        .help("as in float[" + size + ", n]");
  }

  static Diagnostic lengthInArithmetic(Size size, Span span) {
    return error("SEQ0308", "a length stands alone, not in " + size, span, "lengths belong to each example");
  }

  static Diagnostic raggedBound(Size size, Span span) {
    return error("SEQ0308", "the length " + size + " cannot bound an index", span,
        "it differs from example to example");
  }

  static Diagnostic noDimension(String function, Typed operand) {
    return andOrigin(error("SEQ0309", "`" + function + "` works on columns, and there are none", operand.span(),
        operand.type().toString()), operand);
  }

  static Diagnostic splitCount(Span span) {
    return error("SEQ0310", "the number of parts must be written down", span, "not known when the file is compiled")
        .help("as in split(x, 4)");
  }

  static Diagnostic split(Typed operand, Size whole, long parts, Expression.Call call) {
    return andOrigin(error("SEQ0311", whole + " cannot be split into " + parts + " equal parts", call.span(), "")
        .and(operand.span(), operand.type().toString()), operand);
  }

  static Diagnostic slice(Typed operand, Size from, Size size, Size whole, Expression.Call call) {
    return andOrigin(error("SEQ0312", "a slice of " + size + " from " + from + " is not within " + whole + " columns",
        call.span(), "")
        .and(operand.span(), operand.type().toString()), operand);
  }

  static Diagnostic reshape(Typed operand, Type type, Expression.Call call) {
    return andOrigin(error("SEQ0313", "other numbers of elements: " + operand.type().columns() + " and "
        + type.columns(),
        call.span(), "would be " + type).and(operand.span(), operand.type().toString()), operand);
  }

  static Diagnostic cannotJoin(Builtin builtin, Typed operand) {
    String why = builtin == Builtin.STACK ? "`stack` makes rows of single steps, not of sequences"
        : "`concat` joins columns, and here are none";
    return andOrigin(error("SEQ0314", why, operand.span(), operand.type().toString()), operand);
  }

  static Diagnostic joined(Builtin builtin, Typed first, Typed other) {
    String what = builtin == Builtin.STACK ? "dimensions" : "dimensions in front of the last";
    return andOrigin(andOrigin(error("SEQ0314", "`" + builtin.text() + "` needs equal " + what, other.span(),
        other.type().toString()).and(first.span(), first.type().toString()), first), other);
  }

  static Diagnostic overUnknown(Name over, Typed operand, List<String> known) {
    Diagnostic diagnostic = andOrigin(error("SEQ0315", "no dimension `" + over + "` to go over", over.span(), "")
        .and(operand.span(), operand.type().toString()), operand);
    return Suggestions.closest(over.text(), known).or(() -> known.stream().findFirst())
        .map(name -> diagnostic.help("over " + name)).orElse(diagnostic);
  }

  static Diagnostic overAmbiguous(Name over, Typed operand) {
    return error("SEQ0315", "two dimensions are " + over, over.span(), "").and(operand.span(), operand.type()
        .toString());
  }

  static Diagnostic edgeNotOfTime(Name over, Typed operand) {
    return error("SEQ0315", "first and last go over a length, not over " + over, over.span(), "")
        .and(operand.span(), operand.type().toString());
  }

  static Diagnostic raggedArgmax(Size length, Typed operand, Expression.Call call) {
    return andOrigin(error("SEQ0316", "`argmax` cannot go over the length " + length, call.span(),
        "an index needs a bound that all examples share"), operand);
  }

  static Diagnostic rows(Typed table, Typed row) {
    Diagnostic both = error("SEQ0317",
        "the index is not one of this table: " + row.type().element() + ", but " + table.type().dim(0) + " rows",
        row.span(), row.type().toString()).and(table.span(), table.type().toString());
    return andOrigin(andOrigin(both, table), row);
  }

  static Diagnostic pick(Typed operand, Typed index, Size last, Type rest) {
    Type wanted = rest.withElement(Element.index(last));
    return andOrigin(andOrigin(error("SEQ0318", "`pick` needs an " + wanted + " here", index.span(),
        index.type().toString()).and(operand.span(), operand.type().toString()), operand), index);
  }

  static Diagnostic lengthInBatch(String function, Typed operand) {
    return andOrigin(error("SEQ0472", "`" + function + "` takes no sequence", operand.span(),
        "this is " + operand.type()).help("sum(x over T) first"), operand);
  }

  static Diagnostic rateNotScalar(Typed rate) {
    return error("SEQ0319", "a rate is one number", rate.span(), rate.type().toString());
  }

  /** @param what a state or an input */
  static Diagnostic initialValue(Span declared, String what, Type type, Typed value) {
    return andOrigin(error("SEQ0320", "the initial value does not fill the " + what, value.span(), value.type()
        .toString())
        .and(declared, "the " + what + " is " + type), value);
  }

  static Diagnostic stateEquation(CellMember.Target target, Type type, Typed value, Span declared) {
    return andOrigin(error(DIFFER, "the state `" + target.name() + "` is " + type + ", and its equation gives " + value.type(),
        value.span(), "gives " + value.type()).and(declared, "`" + target.name() + "` is " + type), value)
        .help("a state has the same shape at every step");
  }

  static Diagnostic result(Name function, TypeSyntax written, Type declared, Typed value) {
    String message = firstDifference(declared, value.type())
        .orElse("`" + function + "` gives " + value.type() + ", not " + declared);
    return andOrigin(error(DIFFER, message, value.span(), "gives " + value.type())
        .and(written.span(), "`" + function + "` is declared to give " + declared), value);
  }

  /** A message, where two types differ in nothing but a size. */
  static Optional<String> firstDifference(Type wanted, Type got) {
    if (wanted.rank() != got.rank() || !wanted.element().equals(got.element())) {
      return Optional.empty();
    }
    for (int i = 0; i < wanted.rank(); i++) {
      if (!wanted.dim(i).equals(got.dim(i))) {
        return Optional.of(differ(got.dim(i), wanted.dim(i)));
      }
    }
    return Optional.empty();
  }
}
