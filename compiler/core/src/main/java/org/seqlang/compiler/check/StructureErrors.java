package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;

/** Errors about how a program is put together: codes SEQ042x to SEQ047x. */
final class StructureErrors {

  private StructureErrors() {}

  static Diagnostic containsItself(Name name) {
    return error("SEQ0420", "`" + name + "` contains itself", name.span(), "")
        .help("only the state of a cell, as in h[t-1], goes around");
  }

  static Diagnostic splitWithoutNames(Typed.Split split) {
    return error("SEQ0421", "a split has " + split.parts() + " values", split.span(), "")
        .help("give them names: a, b = split(x, 2)");
  }

  static Diagnostic wrongNumberOfNames(List<Name> names, Typed value, int parts, Span span) {
    String message = parts == 1 ? "one value for " + names.size() + " names"
        : parts + " values for " + names.size() + (names.size() == 1 ? " name" : " names");
    Span all = names.get(0).span().to(names.get(names.size() - 1).span());
    return error("SEQ0421", message, all, "").and(span, parts == 1 ? value.type().toString() : parts + " values");
  }

  static Diagnostic partAsValue(Name name) {
    return error("SEQ0422", "`" + name + "` is applied to values; it is none itself", name.span(), "")
        .help(name + "(…)");
  }

  static Diagnostic functionAsValue(Name name) {
    return error("SEQ0423", "`" + name + "` is a function, not a value", name.span(), "").help(name + "(…)");
  }

  static Diagnostic memberOfPart(Expression.Member member) {
    String part = member.target().span().text();
    return error("SEQ0422", "`" + part + "` has to be applied before it can be asked for `" + member.name() + "`",
        member.span(), "").help(part + "(…)." + member.name());
  }

  static Diagnostic valueCalled(Name name) {
    return error("SEQ0424", "`" + name + "` is a value, not a function", name.span(), "cannot be called");
  }

  static Diagnostic notCallable(Expression.Call call) {
    return error("SEQ0424", "only a name can be called", call.callee().span(), "")
        .help("make it a part of the model: name = " + call.callee().span().text().lines().findFirst().orElse(""));
  }

  static Diagnostic layerCalled(Name name, Declaration declaration, Expression.Call call) {
    if (declaration instanceof Declaration.Model) {
      return error("SEQ0425", "`" + name + "` is a model, not a function", name.span(), "");
    }
    return error("SEQ0425", "`" + name + "` has parameters, so it needs a name", name.span(),
        "cells and layers are parts of a model or a layer")
        .help("a line of its own: " + name.text().toLowerCase(Locale.ROOT) + " = " + call.span().text().lines().findFirst()
            .orElse(""));
  }

  static Diagnostic notALayer(Name name, Declaration declaration) {
    String kind = declaration instanceof Declaration.Model ? "model" : "function";
    return error("SEQ0426", "`" + name + "` is a " + kind + "; parts are cells and layers", name.span(), "");
  }

  static Diagnostic notADef(ModelMember.Function function, Expression.Call call) {
    String kind = function.kind() == ModelMember.Kind.ENTRY ? "an entry" : "an objective";
    return error("SEQ0427", "`" + function.name() + "` is " + kind + ", called from outside only", call.callee()
        .span(), "")
        .and(function.name().span(), "declared here").help("put what they share into a def");
  }

  static Diagnostic argumentCount(Expression.Call call, String name, String wanted) {
    int got = (int) call.arguments().stream().filter(a -> a.name().isEmpty()).count();
    return error("SEQ0428", "`" + name + "` takes " + wanted + ", not " + got, call.span(), "");
  }

  static Diagnostic namedArgument(Name name, Expression.Call call) {
    return error("SEQ0429", "`" + call.callee().span().text() + "` takes no `" + name + " =`", name.span(),
        "arguments go by position");
  }

  static Diagnostic overNotTaken(Name over, Expression.Call call) {
    return error("SEQ0430", "`" + call.callee().span().text() + "` does not go over a dimension", over.span(), "")
        .help("sum, mean, max, argmax, first and last do");
  }

  static Diagnostic argumentDefault(Name name, Span span) {
    return error("SEQ0431", "the argument `" + name + "` cannot have a default", span, "")
        .help("make it a hyper-parameter of the model; a def may have defaults");
  }

  static Diagnostic defaultNotConstant(Name name, Type type, Span span) {
    return error("SEQ0433", "the default of `" + name + "` is no constant of " + type, span, "")
        .help("a number for floats and ints, true or false for a bool");
  }

  static Diagnostic defaultOfUnknownSize(CheckedFunction.Argument argument, Symbol size) {
    return error("SEQ0434", "no other argument says what `" + size.name() + "` is where `" + argument.name()
        + "` is left out", argument.span(), argument.type().toString());
  }

  static Diagnostic argumentsMissing(Expression.Call call, String name, List<Name> missing) {
    String names = missing.stream().map(n -> "`" + n + "`").collect(Collectors.joining(" and "));
    return error("SEQ0428", "`" + name + "` needs " + names, call.span(), "")
        .and(missing.get(0).span(), "declared here");
  }

  static Diagnostic severalIndices(Expression.Index index) {
    return error("SEQ0432", "one index at a time", index.span(), "")
        .help("slice(x, from, size) takes columns; rows are x[i]");
  }

  static Diagnostic fixedWithoutDefault(Name name, HyperParameter.Kind kind) {
    return error("SEQ0440", "`" + name + "` shapes the program, so it needs a value when the file is compiled",
        name.span(), "").help(name + ": " + kind.word() + " = "
        + (kind == HyperParameter.Kind.BOOL ? "true" : kind == HyperParameter.Kind.FUNCTION ? "tanh" : "1"));
  }

  static Diagnostic hyperGivenTwice(HyperParameter hyper, Span span) {
    return error("SEQ0441", "`" + hyper.name() + "` is given twice", span, "");
  }

  static Diagnostic tooManyHypers(CheckedLayer layer, Span span, Expression.Call instance) {
    return error("SEQ0442", "`" + layer.name() + "` takes " + layer.hyperParameters().size() + " hyper-parameters",
        span, "one too many").help(signature(layer));
  }

  static Diagnostic hypersMissing(CheckedLayer layer, List<HyperParameter> missing, Expression.Call instance) {
    String names = missing.stream().map(h -> "`" + h.name() + "`").collect(Collectors.joining(" and "));
    return error("SEQ0443", "`" + layer.name() + "` needs " + names, instance.span(), "").help(signature(layer));
  }

  private static String signature(CheckedLayer layer) {
    return layer.hyperParameters().stream()
        .map(h -> h.name() + h.defaultValue().map(d -> " = " + d).orElse(""))
        .collect(Collectors.joining(", ", layer.name() + "(", ")"));
  }

  static Diagnostic modifierOfLayer(Name name, CheckedLayer layer) {
    return error("SEQ0444", "`" + name + "` is for cells, and `" + layer.name() + "` is a layer", name.span(), "");
  }

  static Diagnostic noLayers(Size size, Span span) {
    return error("SEQ0445", size + " layers", span, "there is at least one");
  }

  static Diagnostic directionNotKnown(Span span) {
    return error("SEQ0446", "the direction must be written down: true or false", span, "");
  }

  static Diagnostic reverseOfBoth(Span reverse, Span both) {
    return error("SEQ0447", "a bidirectional cell runs both ways already", reverse, "").and(both, "both ways");
  }

  static Diagnostic mergeNotKnown(Span span) {
    return error("SEQ0448", "two directions are merged by concat or by sum", span, "").help("merge = sum");
  }

  static Diagnostic mergeOfOne(Span span) {
    return error("SEQ0449", "there is one direction, so nothing to merge", span, "").help("bidirectional = true");
  }

  static Diagnostic noInitializer(Name name, Type type) {
    return error("SEQ0450", "how does `" + name + "` start?", name.span(),
        type + " has no initialiser, and zeros would never learn").help("~ xavier_uniform()");
  }

  static Diagnostic initializerArguments(Name name, List<Integer> range, int count, Span span) {
    String wanted = range.get(0).equals(range.get(1)) ? range.get(0) + "" : range.get(0) + " or " + range.get(1);
    return error("SEQ0451", "`" + name + "` takes " + wanted + (wanted.equals("1") ? " number" : " numbers") + ", not "
        + count, span, "");
  }

  static Diagnostic initializerNeedsMatrix(Name name, Type type) {
    return error("SEQ0452", "`" + name + "` is for matrices", name.span(), "this is " + type)
        .help("uniform(…), normal(…), zeros, ones");
  }

  static Diagnostic blocks(int count, Type type, Span span) {
    return error("SEQ0455", count + " constants for the rows of " + type, span,
        "the first dimension must be that many equal blocks");
  }

  static Diagnostic noInput(Name owner, boolean cell) {
    return error("SEQ0460", "`" + owner + "` reads nothing", owner.span(), "").help("in x: float[input]");
  }

  static Diagnostic noOut(Name owner, Context.Place place) {
    return error("SEQ0461", "`" + owner + "` gives nothing", owner.span(), "")
        .help(place == Context.Place.CELL ? "out h" : "out y = …");
  }

  static Diagnostic secondOut(CellMember.Out second, CellMember.Out first, Context.Place place) {
    return error("SEQ0462", "there is one `out`", second.span(), "again here").and(first.span(), "first here")
        .help(place == Context.Place.CELL
            ? "out " + first.name() + ", " + second.name() + ": the second can be asked for by name"
            : "concat(a, b) makes one value of two");
  }

  static Diagnostic besideInLayer(Name name, CellMember.Out out) {
    return error("SEQ0464", "a layer gives one value", name.span(), "").help("concat(" + out.name() + ", " + name + ")");
  }

  static Diagnostic besideState(Name name) {
    return error("SEQ0464", "`." + name + "` is the final state already", name.span(), "")
        .help("give it a name of its own: " + name + "s = " + name + ", and out …, " + name + "s");
  }
}
