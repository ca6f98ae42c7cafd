package org.seqlang.compiler.check;

import static org.seqlang.diagnostic.Diagnostic.error;

import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** Errors about steps and states: codes SEQ05xx. */
final class RecurrenceErrors {

  private RecurrenceErrors() {}

  /** @param path names, each of which needs the next, the last of which needs the first */
  static Diagnostic cycle(List<String> path, Map<String, Equations.Equation> equations) {
    String first = path.get(0);
    String shown = String.join(" -> ", path) + " -> " + first;
    String message = path.size() == 1 ? "`" + first + "` needs itself within one step"
        : "a cycle within one step: " + shown;
    Diagnostic diagnostic = error("SEQ0501", message, at(equations.get(first), first),
        "needs " + (path.size() == 1 ? "`" + first + "` itself" : "`" + path.get(1) + "`"));
    for (int i = 1; i < path.size(); i++) {
      diagnostic = diagnostic.and(at(equations.get(path.get(i)), path.get(i)),
          "needs `" + path.get((i + 1) % path.size()) + "`");
    }
    String state = equations.values().stream().flatMap(e -> e.targets().stream())
        .filter(t -> t.atStep() && path.contains(t.name().text())).map(t -> t.name().text()).findFirst().orElse("h");
    return diagnostic.help("only the step before closes a cycle: " + state + "[t-1]");
  }

  private static Span at(Equations.Equation equation, String name) {
    return equation.targets().stream().filter(t -> t.name().text().equals(name)).findFirst()
        .orElse(equation.targets().get(0)).span();
  }

  static Diagnostic lag(Expression.Index index, Name name, Size lag) {
    Span span = index.indices().get(0).span();
    long steps = lag.constant().orElse(1L);
    if (lag.isRagged()) {
      return error("SEQ0502", "a length is no number of steps back", span, "");
    } else if (steps > 0) {
      return error("SEQ0502", steps + " steps back: at most " + Instance.MOST_STEPS_BACK + " are kept", span, "");
    }
    return steps < 0 ? error("SEQ0502", "a later step is not known yet", span, "")
        : error("SEQ0502", "this is the step itself", span, "").help(name + "[t]");
  }

  /** @param steps what the lag is in this part */
  static Diagnostic lagOfPart(Typed.Delayed delayed, long steps, Span instance) {
    String what = steps > 0 ? "at most " + Instance.MOST_STEPS_BACK + " are kept" : "a lag is 1 or more";
    return error("SEQ0502", "`" + delayed.name() + "` of " + steps + " steps back: " + what, instance,
        delayed.lag() + " is " + steps + " here").and(delayed.span(), "read here");
  }

  /** @param what {@code state} or {@code input} */
  static Diagnostic initializerAsValue(Name name, String what) {
    return error("SEQ0201", "`" + name + "` is an initialiser, not a value", name.span(),
        "before the first step " + (what.equals("state") ? "a state" : "an input") + " has a number or a parameter's value")
        .help("= 1, or a parameter that is learned: param first: float[…] ~ " + name);
  }

  static Diagnostic stateWithoutEquation(Name name) {
    return error("SEQ0503", "the state `" + name + "` has no equation", name.span(), "").help(name + "[t] = …");
  }

  static Diagnostic assignedTwice(Name name, Span before) {
    return error("SEQ0504", "`" + name + "` has two equations", name.span(), "again here").and(before, "first here");
  }

  static Diagnostic notAState(CellMember.Target target, boolean declared, Context.Place place) {
    Name name = target.name();
    if (place != Context.Place.CELL) {
      return error("SEQ0505", "a layer has no steps", target.span(), "").help(name + " = …");
    }
    return error("SEQ0505", "`" + name + "` is no state", target.span(),
        declared ? "it cannot have an equation" : "only states have a value of each step that is kept")
        .help(declared ? "give the equation another name" : "state " + name + ": float[…] = 0\nor, where no earlier step is wanted: " + name + " = …");
  }

  static Diagnostic stateWithoutStep(CellMember.Target target) {
    return error("SEQ0506", "which step of the state `" + target.name() + "`?", target.span(), "")
        .help(target.name() + "[t] = …");
  }

  static Diagnostic stepAsValue(Name name) {
    return error("SEQ0507", "the step `t` is no number", name.span(), "it stands in brackets only: x[t], h[t-1]");
  }

  static Diagnostic stepOutsideCell(Expression.Index index, Context.Place place) {
    String why = place == Context.Place.LAYER ? "a layer is applied to each step"
        : place == Context.Place.INITIAL ? "this is the value before the first step"
        : "functions speak of whole sequences";
    return error("SEQ0508", "there is no step `t` here", index.indices().get(0).span(), why);
  }

  static Diagnostic stepOfExpression(Expression.Index index) {
    return error("SEQ0509", "only a name has steps", index.target().span(), "")
        .help("give it an equation of its own");
  }

  static Diagnostic noStepsIn(Name name, Span span) {
    return error("SEQ0510", "`" + name + "` is the same at every step", span, "").help(name.text());
  }

  static Diagnostic notKept(Scope.Entry entry, Expression.Index index) {
    String type = entry.type().map(Type::toString).orElse("float[…]");
    if (entry.kind() == Typed.Variable.Kind.INPUT) {
      return error("SEQ0511", "`" + index.span().text() + "` has no value at the first step", index.span(),
          "`" + entry.name() + "` has none before it").and(entry.declared(), "nothing is said here about earlier steps")
          .help("in " + entry.name() + ": " + type + " = 0");
    }
    return error("SEQ0511", "of `" + entry.name() + "` no earlier step is kept", index.span(),
        "only states and inputs are kept").and(entry.declared(), "no state")
        .help("state " + entry.name() + ": " + type + " = 0\n" + entry.name() + "[t] = …");
  }

  static Diagnostic stepOfMemory(Scope.Entry entry, Expression.Index index) {
    return error("SEQ0510", "`" + entry.name() + "` is the same at every step", index.span(), "")
        .and(entry.declared(), "a whole sequence").help(entry.name() + ", or " + entry.name() + ".last");
  }

  static Diagnostic noFirstStep(CellMember.In input, boolean cell) {
    return error("SEQ0518", "there is no step before the first", input.before().orElseThrow().span(),
        cell ? "a whole sequence is the same at every step" : "a layer has no steps");
  }

  static Diagnostic cellWithoutState(Name name) {
    return error("SEQ0512", "the cell `" + name + "` has no state", name.span(), "")
        .help("without a recurrence it is a layer");
  }

  static Diagnostic sequenceFirst(CellMember.In input) {
    return error("SEQ0513", "what a cell reads first changes with the step", input.type().span(),
        "a whole sequence is the same at every step").help("in x: float[input], and whole sequences behind it");
  }

  static Diagnostic notStacked(Name name, Part part) {
    Typed value = part.layer().beside().stream().filter(b -> b.name().equals(name.text())).findFirst().orElseThrow().value();
    return error("SEQ0519", "`" + name + "` is not kept for every step", name.span(),
        "at each step it is " + value.type() + ", a sequence itself").and(value.span(), "given here")
        .help("give what is wanted of it: its maximum, an index, a sum");
  }

  static Diagnostic needsSequence(Part part, Typed argument, Span callee) {
    Type step = part.layer().inputs().get(0).type().substitute(part.sizes());
    return SizeErrors.andOrigin(error("SEQ0514", "the cell `" + part.name() + "` runs over a sequence", callee,
        "expects " + step.over(Size.ragged("T")) + "\ngot " + argument.type()), argument);
  }

  static Diagnostic initialState(Name name, Part part, Type wanted, Typed value) {
    return SizeErrors.andOrigin(error("SEQ0515", "the initial `" + name + "` of `" + part.name() + "` is " + wanted,
        value.span(), "this is " + value.type()).and(part.instance().span(), "a row for each layer and direction"),
            value);
  }

  static Diagnostic carryOutsideObjective(Expression.Carry carry) {
    Name cell = ((Expression.Reference) carry.run().callee()).name();
    return error("SEQ0530", "`carry` stands in an objective", carry.span(),
        "only training goes through one sequence chunk by chunk")
        .help("`" + cell + "(…)`, and the states to start from as arguments: `" + cell + "(…, h = h0)`"
            + "\nor run the cell in the objective and hand on what it gives");
  }

  static Diagnostic carryOfOther(Name name, Span declared) {
    return error("SEQ0531", "`" + name + "` is no cell of the model: there is no state to carry", name.span(), "")
        .and(declared, "declared here").help("`" + name + "(…)`, without `carry`");
  }

  static Diagnostic carryOfUnknown(Name name) {
    return error("SEQ0531", "`" + name + "` is no cell of the model: there is no state to carry", name.span(),
        "`carry` stands before a part that is a cell");
  }

  static Diagnostic carryBackwards(Part part, Name name) {
    return error("SEQ0532", "`" + name + "` reads from the last step to the first: it cannot go on where a chunk ends",
        name.span(), "").and(part.instance().span(), part.modifiers().bidirectional() ? "bidirectional" : "reverse")
        .help("carry a cell that runs forwards only");
  }

  static Diagnostic cannotStack(Expression.Call instance, CheckedLayer layer, Type out) {
    return error("SEQ0516", "`" + layer.name() + "` gives " + out + ": layers and directions need a vector",
        instance.span(), "");
  }

  static Diagnostic inputNotFree(Expression.Call instance, CheckedLayer layer, Type in) {
    return error("SEQ0517", "`" + layer.name() + "` cannot be stacked", instance.span(), "")
        .and(layer.inputs().get(0).span(), "upper layers read what lower ones give, but this is " + in)
        .help("in " + layer.inputs().get(0).name() + ": float[input], with a hyper-parameter `input`");
  }

  static Diagnostic growing(Expression.Call instance, CheckedLayer layer, Type in, Type out, boolean merges) {
    return error("SEQ0520", "layers of `" + layer.name() + "` would not have one size", instance.span(),
        "it reads " + in + " and gives " + out + (merges ? " in each direction" : "") + ": each layer reads more than the one below")
        .help(merges ? "merge = sum" : "a part for each layer");
  }
}
