package org.seqlang.compiler.check;

import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;

/** {@code grad(score, x)}: how much one number changes with each element of a value. */
final class GradientChecker {

  private final Context context;

  GradientChecker(Context context) {
    this.context = context;
  }

  Typed check(Typed of, Typed by, Expression.Call call) {
    Span span = call.span();
    if (context.place() != Context.Place.FUNCTION && context.place() != Context.Place.OBJECTIVE) {
      return context.reporter().erroneous(inStep(call), span);
    }
    if (!of.type().equals(Type.floats())) {
      return context.reporter().erroneous(notOneNumber(of), span);
    }
    if (!(by instanceof Typed.Variable variable) || !by.type().isFloat()) {
      return context.reporter().erroneous(notANamedValue(by), span);
    }
    return new Typed.Gradient(of, variable, by.type(), span);
  }

  private static Diagnostic inStep(Expression.Call call) {
    return Diagnostic.error("SEQ0480", "`grad` stands in functions only, over whole sequences", call.callee().span(), "")
        .help("move it to the def, objective or entry that applies this");
  }

  private static Diagnostic notOneNumber(Typed of) {
    Diagnostic diagnostic = SizeErrors.andOrigin(Diagnostic.error("SEQ0481", "only one number has a gradient here", of.span(),
        "this is " + of.type()), of);
    return of.type().isFloat() ? diagnostic.help("sum(…), or pick(…, label), makes one of several") : diagnostic;
  }

  private static Diagnostic notANamedValue(Typed by) {
    Diagnostic diagnostic = Diagnostic.error("SEQ0482", "`grad` needs the name of a float value", by.span(), "this is " + by.type());
    return by instanceof Typed.Variable
        ? diagnostic.help("an index has no gradient; what was looked up for it has: { xs = embedding(text); grad(score(xs), xs) }")
        : diagnostic.help("name it first, and compute the number from that name: { v = …; grad(f(v), v) }");
  }
}
