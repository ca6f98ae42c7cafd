package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** Errors about what values are: codes SEQ040x and SEQ041x. */
final class TypeErrors {

  private TypeErrors() {}

  static Diagnostic element(String wanted, Typed operand) {
    Element element = operand.type().element();
    Diagnostic diagnostic = SizeErrors.andOrigin(error("SEQ0401", "expected " + wanted + ", not " + element,
        operand.span(), operand.type().toString()), operand);
    return help(diagnostic, wanted.equals("float"), element);
  }

  static Diagnostic help(Diagnostic diagnostic, boolean wantsFloat, Element got) {
    if (wantsFloat && got instanceof Element.Index) {
      return diagnostic.help("an index says which one: look it up in an Embedding, or make it a number with float(…)");
    }
    return wantsFloat ? diagnostic.help("float(…) makes it a number") : diagnostic;
  }

  static Diagnostic alreadyFloat(Typed operand) {
    return error("SEQ0402", "this is a float already", operand.span(), operand.type().toString());
  }

  static Diagnostic comparison(Typed left, Typed right) {
    return SizeErrors.andOrigin(SizeErrors.andOrigin(error("SEQ0403", "cannot compare "
        + left.type().element() + " with " + right.type().element(), right.span(), right.type().toString())
        .and(left.span(), left.type().toString()), left), right);
  }

  static Diagnostic branches(Typed whenTrue, Typed whenFalse) {
    return error("SEQ0404", "both branches have to be alike", whenFalse.span(), whenFalse.type().toString())
        .and(whenTrue.span(), whenTrue.type().toString());
  }

  static Diagnostic notACondition(Span span) {
    return error("SEQ0405", "this is not known when the file is compiled", span,
        "a condition is made of bool hyper-parameters, true, false, not, and, or")
        .help("values are chosen by where(condition, a, b)");
  }

  static Diagnostic notAReal(Span span) {
    return error("SEQ0406", "this number is not known when a model is created", span, "")
        .help("numbers, hyper-parameters, + - * / and sqrt");
  }

  static Diagnostic notAFunctionValue(Span span) {
    return error("SEQ0407", "expected the name of a function", span, "")
        .help("tanh, sigmoid, relu, or another built-in function of one number");
  }

  static Diagnostic wrongHyperKind(HyperParameter.Kind kind, Span span) {
    String wanted = switch (kind) {
      case SIZE -> "a whole number";
      case REAL -> "a number";
      case BOOL -> "true or false";
      case FUNCTION -> "the name of a function";
    };
    return error("SEQ0408", "expected " + wanted, span, "");
  }

  static Diagnostic hyperAsValue(Name name, HyperParameter hyper) {
    boolean bool = hyper.kind() == HyperParameter.Kind.BOOL;
    return error("SEQ0409", "`" + name + "` has no value at run time", name.span(),
        bool ? "it decides when the file is compiled" : "it is a function")
        .and(hyper.span(), "declared here").help(bool ? "if " + name + " then … else …" : name + "(…)");
  }

  static Diagnostic notASequence(String what, Typed operand) {
    return SizeErrors.andOrigin(error("SEQ0410", "`" + what + "` needs a sequence", operand.span(),
        "this is " + operand.type()), operand);
  }

  static Diagnostic notATable(Typed table) {
    return SizeErrors.andOrigin(error("SEQ0411", "only the rows of a table can be looked up", table.span(),
        "this is " + table.type()), table).help("slice(x, from, size) takes columns; .first and .last take steps");
  }

  static Diagnostic notFloats(TypeSyntax syntax) {
    return error("SEQ0412", "parameters are floats, states floats or indices", syntax.element().span(), "");
  }

  static Diagnostic objective(Name name, Typed value, Optional<TypeSyntax> result) {
    Diagnostic diagnostic = SizeErrors.andOrigin(error("SEQ0413", "the objective `" + name
        + "` has to be one number for an example", result.map(TypeSyntax::span).orElse(value.span()),
        "this is " + value.type()), value);
    boolean sequence = value.type().rank() == 1 && value.type().time().isPresent() && value.type().isFloat();
    return sequence ? diagnostic.help("mean(… over " + value.type().dim(0) + ")") : diagnostic;
  }

  static Diagnostic trainedNotKnown(Span span) {
    return error("SEQ0456", "whether it is trained must be written down: true or false", span, "");
  }

  static Diagnostic notKept(Typed state) {
    return error("SEQ0470", "`running` keeps a parameter that is not trained", state.span(), "")
        .help("param running_mean: float[size] ~ zeros(trained = false)");
  }

  static Diagnostic noBatch(String function, Span span) {
    return error("SEQ0471", "`" + function + "` sees the whole batch, so it cannot stand in a step", span, "")
        .help("in a layer that reads a whole sequence: in xs: float[T, size]");
  }

  static Diagnostic rate(Span span) {
    return error("SEQ0414", "a dropout rate is at least 0 and below 1", span, "");
  }
}
