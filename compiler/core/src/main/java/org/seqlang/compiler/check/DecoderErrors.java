package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Suggestions;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.Clause;
import org.seqlang.syntax.Expression.ClauseKind;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** Errors about decoders: codes SEQ054x and SEQ055x. */
final class DecoderErrors {

  private DecoderErrors() {}

  static Diagnostic unknownStep(Name name, Optional<ModelMember.Function> member, Set<String> steps) {
    Diagnostic diagnostic = error("SEQ0540", "the model has no step `" + name + "`", name.span(), "");
    if (member.isPresent()) {
      return diagnostic.and(member.get().name().span(), "no `step`");
    }
    return Suggestions.closest(name.text(), steps).map(s -> diagnostic.help("did you mean `" + s + "`?"))
        .orElseGet(() -> steps.isEmpty() ? diagnostic.help("step " + name + "(previous: index<n>) -> float[n] = …")
            : diagnostic.help("there is " + String.join(", ", steps)));
  }

  static Diagnostic stepCalled(ModelMember.Function step, Expression.Call call) {
    return error("SEQ0541", "`" + step.name() + "` is a step of a decoder: it is run, not called",
        call.callee().span(), "").and(step.name().span(), "declared here")
        .help("run " + step.name() + " from … over T, start …, feed teacher(…)");
  }

  static Diagnostic misplacedRun(Expression.Run run, Context.Place place) {
    String where = place == Context.Place.STEP ? "a step is itself run" : "cells and layers have no steps to run";
    return error("SEQ0542", "`run` does not stand here", run.step().span(), where)
        .help("it belongs into a `def`, an `objective` or an `entry` of the model");
  }

  static Diagnostic clauseTwice(Clause second, Clause first) {
    return error("SEQ0543", "`" + first.kind().words() + "` is given twice", second.span(), "again here")
        .and(first.span(), "first here");
  }

  /** What is missing among the clauses, or does not go together. */
  static Optional<Diagnostic> clauses(Expression.Run run, Map<ClauseKind, Clause> clauses) {
    boolean generates = clauses.containsKey(ClauseKind.UNTIL);
    if (!clauses.containsKey(ClauseKind.START)) {
      return Optional.of(missing(run, "`run` needs `start`", "what is the first step fed?", "start bos"));
    }
    if (!generates && !clauses.containsKey(ClauseKind.OVER)) {
      return Optional.of(missing(run, "`run` needs `over` or `until`", "for how many steps?",
          "over T, the length of a sequence\nuntil eos, at most 100, in an entry that generates"));
    }
    if (generates && !clauses.containsKey(ClauseKind.AT_MOST)) {
      return Optional.of(missing(run, "`until` needs `at most`", "the end may never come", "at most 100"));
    }
    List<List<ClauseKind>> apart = List.of(List.of(ClauseKind.OVER, ClauseKind.UNTIL),
        List.of(ClauseKind.FEED, ClauseKind.UNTIL), List.of(ClauseKind.BEAM, ClauseKind.SAMPLE));
    for (List<ClauseKind> two : apart) {
      if (two.stream().allMatch(clauses::containsKey)) {
        Clause second = clauses.get(two.get(1));
        String message = "`" + two.get(0).words() + "` does not go with `" + two.get(1).words() + "`";
        return Optional.of(error("SEQ0545", message, clauses.get(two.get(0)).span(), "").and(second.span(), "because of this"));
      }
    }
    Map<ClauseKind, ClauseKind> needs = Map.of(ClauseKind.NORMALIZE, ClauseKind.BEAM, ClauseKind.BEAM, ClauseKind.UNTIL,
        ClauseKind.SAMPLE, ClauseKind.UNTIL, ClauseKind.AT_MOST, ClauseKind.UNTIL);
    return clauses.values().stream()
        .filter(c -> needs.containsKey(c.kind()) && !clauses.containsKey(needs.get(c.kind()))).findFirst()
        .map(c -> error("SEQ0545", "`" + c.kind().words() + "` goes with `" + needs.get(c.kind()).words() + "` only",
            c.span(), ""));
  }

  private static Diagnostic missing(Expression.Run run, String message, String remark, String help) {
    return error("SEQ0544", message, run.step().span(), remark).help(help);
  }

  static Diagnostic noTeacher(Clause feed) {
    return error("SEQ0546", "a step is fed by a teacher", feed.value().span(), "")
        .help("feed teacher(t): the elements of t\nfeed teacher(t, 0.5): half of them, else what the step gave");
  }

  static Diagnostic wrongType(String what, CheckedFunction step, Type wanted, Typed value) {
    return SizeErrors.andOrigin(error("SEQ0547", what + ", not " + wanted, value.span(), "this is " + value.type())
        .and(step.arguments().get(0).span(), "what `" + step.name() + "` is fed"), value);
  }

  static Diagnostic cannotFeedBack(Expression.Run run, CheckedFunction step) {
    return error("SEQ0548", "`" + step.name() + "` gives " + step.result() + ", which it cannot be fed",
        run.step().span(), "a step is fed what the one before gave").and(step.arguments().get(0).span(),
        "is fed " + step.arguments().get(0).type())
        .help("scores float[n] choose an index<n>; anything else goes back as it is"
            + "\nfeed teacher(t) feeds the elements of t only");
  }

  static Diagnostic generatesNoIndices(Expression.Run run, CheckedFunction step) {
    String message = "`until` generates indices: `" + step.name() + "` is to be fed index<n> and to give float[n]";
    return error("SEQ0548", message, run.step().span(), "gives " + step.result())
        .and(step.arguments().get(0).span(), "is fed " + step.arguments().get(0).type());
  }

  static Diagnostic backwardsCell(Part part, Expression.Call call) {
    return error("SEQ0549", "`" + part.name() + "` reads from the last step to the first: it cannot go step by step",
        call.callee().span(), "the steps behind are not known yet")
        .and(part.instance().span(), part.modifiers().bidirectional() ? "bidirectional" : "reverse");
  }

  static Diagnostic cellTwice(Typed.CellStep first, Typed.CellStep second) {
    return error("SEQ0550", "`" + first.part().name() + "` is applied twice in one step", second.span(), "again here")
        .and(first.span(), "first here").help("a cell goes on by one step: make two parts, or one with `layers = 2`");
  }

  static Diagnostic stateInStep(Name state, Part part, Context.Place place) {
    if (place == Context.Place.CELL) {
      return error("SEQ0551", "the states of `" + part.name() + "` are kept by the cell around it", state.span(), "")
          .and(part.layer().span(), "they begin as `" + part.layer().name() + "` says");
    }
    return error("SEQ0551", "the states of `" + part.name() + "` are kept by the run of the step", state.span(), "")
        .help("run … from " + part.name() + "(" + state + " = …)");
  }

  static Diagnostic noStates(Typed value, List<Typed.CellStep> cells) {
    Diagnostic diagnostic = error("SEQ0552", "this has no states to begin with", value.span(), "is " + value.type());
    if (value instanceof Typed.Outcome outcome) {
      return diagnostic.help("from " + outcome.run().span().text() + ", without `." + outcome.member() + "`");
    }
    return cells.isEmpty() ? diagnostic : diagnostic.help("from encoder(x), what a cell gave\nfrom "
        + cells.get(0).part().name() + "(" + cells.get(0).part().layer().states().get(0).name() + " = …)");
  }

  static Diagnostic whichCell(Typed value, CheckedFunction step, List<Typed.CellStep> cells) {
    if (cells.isEmpty()) {
      return error("SEQ0552", "`" + step.name() + "` has no cell, so no states", value.span(), "")
          .and(step.span(), "declared here").help("leave out `from`");
    }
    return error("SEQ0552", "whose states are these?", value.span(), "`" + step.name() + "` has "
        + cells.size() + " cells").and(step.span(), "declared here").help(cells.stream().map(c -> c.part().name() + "("
        + c.part().layer().states().get(0).name() + " = …)").collect(Collectors.joining(" and ", "from ", "")));
  }

  static Diagnostic otherStates(
      Typed value, Optional<Part> source, Part cell, String state, Type wanted, Optional<Type> given) {
    Diagnostic diagnostic = error("SEQ0553", given.isEmpty() ? "there is no final `" + state + "` to begin with"
        : "the final `" + state + "` is " + given.get() + ", the first `" + state + "` of `" + cell.name() + "` is "
        + wanted, value.span(), "").and(cell.instance().span(), "`" + cell.name() + "` is made here");
    boolean both = source.filter(s -> s.modifiers().bidirectional()).isPresent();
    if (source.isPresent() && source.get().instance() != cell.instance()) {
      diagnostic = diagnostic.and(source.get().instance().span(), both ? "bidirectional: a row for each direction"
          : "`" + source.get().name() + "` is made here");
    }
    return both || given.isEmpty() ? diagnostic.help("give the states one by one: from " + cell.name() + "(" + state
        + " = …)") : diagnostic;
  }

  static Diagnostic notOfStep(Name name, CheckedFunction step, List<Typed.CellStep> cells) {
    Diagnostic diagnostic = error("SEQ0552", "`" + name + "` is no cell of the step `" + step.name() + "`", name.span(),
        "").and(step.span(), "declared here");
    return cells.isEmpty() ? diagnostic : diagnostic.help(cells.stream().map(c -> "`" + c.part().name() + "`")
        .collect(Collectors.joining(", ", "its cells are ", "")));
  }

  static Diagnostic generatesInside(Typed generate) {
    return error("SEQ0554", "`until` stands in an entry, as all of its value", generate.span(), "")
        .help("entry f(…) -> index<n>[?] = run … until …\nin an objective, run over a length: over T");
  }

  static Diagnostic generatesNothing(TypeSyntax type, Typed value) {
    return error("SEQ0554", "a result of unknown length is generated", value.span(), "this is " + value.type())
        .and(type.span(), "`[?]`: as many as are generated").help("run … start …, until …, at most …");
  }

  static Diagnostic openType(TypeSyntax type) {
    return error("SEQ0554", "`[?]` is the length of what an entry generates", type.span(), "")
        .help("the length of a sequence has a name: " + type.span().text().replace('?', 'T'));
  }

  static Diagnostic nothingFed(Name step) {
    return error("SEQ0555", "the step `" + step + "` is fed nothing", step.span(), "")
        .help("its first argument is what the step before gave: " + step + "(previous: index<n>)");
  }

  static Diagnostic noSuchIndex(Clause clause, Size index, Size bound) {
    return error("SEQ0556", index + " is not below " + bound, clause.value().span(),
        "`" + clause.kind().words() + "` takes an index from 0 to " + bound.minus(Size.ONE));
  }

  static Diagnostic noCount(Clause clause, Size size) {
    return error("SEQ0556", "`" + clause.kind().words() + " " + size + "`", clause.value().span(),
        "a number of " + (clause.kind() == ClauseKind.BEAM ? "beginnings" : "steps") + ", at least 1");
  }

  static Diagnostic noNumber(Clause clause, Typed value) {
    return error("SEQ0556", "`" + clause.kind().words() + "` takes one number, from 0 up", value.span(),
        "this is " + (value instanceof Typed.Number number ? number.value() : value.type()));
  }

  static Diagnostic noRatio(Typed ratio) {
    return error("SEQ0556", "the ratio of a teacher is one number from 0 to 1", ratio.span(),
        "this is " + (ratio instanceof Typed.Number number ? number.value() : ratio.type()));
  }

  static Diagnostic otherLength(Typed.Decoding decoding, Size time, Clause over) {
    Typed argument = decoding.arguments().get(decoding.mapping().varies().indexOf(true));
    return SizeErrors.andOrigin(error(SizeErrors.DIFFER, SizeErrors.differ(argument.type().dim(0), time),
        argument.span(), "changes with the step: " + argument.type()).and(over.span(), "runs over this"), argument);
  }

  static Diagnostic sequenceWhileGenerating(Typed.Decoding decoding) {
    Typed argument = decoding.arguments().get(decoding.mapping().varies().indexOf(true));
    return error("SEQ0557", "nothing changes with the step while it is not known how many there are", argument.span(),
        "this is " + argument.type());
  }

  static Diagnostic realArgument(Declaration.Argument argument) {
    return error("SEQ0558", "`real` arguments are for objectives", argument.type().span(), "")
        .help(argument.name() + ": float");
  }
}
