package org.seqlang.compiler.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Expression.Clause;
import org.seqlang.syntax.Expression.ClauseKind;
import org.seqlang.syntax.ModelMember;

/** {@code run next from encoder(x) over T, start bos, feed teacher(t)}: a decoder's step, again and again. */
final class RunChecker {

  /** The length of what is generated, which nobody knows before. */
  static final Size GENERATED = Size.ragged("?");

  private final ExpressionChecker expressions;
  private final Context context;
  private final RunClauses values;

  RunChecker(ExpressionChecker expressions) {
    this.expressions = expressions;
    this.context = expressions.context();
    this.values = new RunClauses(expressions);
  }

  Typed check(Expression.Run run) {
    Typed.Erroneous failed = new Typed.Erroneous(run.span());
    if (context.place() != Context.Place.FUNCTION && context.place() != Context.Place.OBJECTIVE) {
      return context.reporter().erroneous(DecoderErrors.misplacedRun(run, context.place()), run.span());
    }
    Optional<ModelMember.Function> member = context.functions().find(run.step().text());
    if (member.isEmpty() || member.get().kind() != ModelMember.Kind.STEP) {
      return context.reporter().erroneous(
          DecoderErrors.unknownStep(run.step(), member, context.functions().steps()), run.span());
    }
    context.usage().use(member.get().name().span());
    Optional<CheckedFunction> step = context.functions().check(member.get());
    Optional<Map<ClauseKind, Clause>> clauses = clauses(run);
    if (step.isEmpty() || clauses.isEmpty()) {
      return failed;
    }
    Expression.Call call =
        new Expression.Call(new Expression.Reference(run.step(), run.step().span()), run.arguments(), run.span());
    var formals = member.get().arguments().subList(1, member.get().arguments().size());
    Optional<GivenArguments> given = GivenArguments.of(run.step(), formals, call, expressions);
    if (given.isEmpty()) {
      return failed;
    }
    Callee whole = Callee.of(step.get(), run.step().span());
    Callee callee = new Callee(whole.name(), whole.at(), whole.formals().subList(1, whole.formals().size()),
        whole.known(), whole.free(), whole.part());
    return ArgumentMatcher.match(callee, given.get().present(), context.reporter())
        .map(match -> run(run, step.get(), given.get().present(), match, clauses.get())).orElse(failed);
  }

  /** The clauses by kind; empty if one is there twice, is missing or does not go with another. */
  private Optional<Map<ClauseKind, Clause>> clauses(Expression.Run run) {
    Map<ClauseKind, Clause> clauses = new EnumMap<>(ClauseKind.class);
    for (Clause clause : run.clauses()) {
      Clause before = clauses.putIfAbsent(clause.kind(), clause);
      if (before != null) {
        context.report(DecoderErrors.clauseTwice(clause, before));
        return Optional.empty();
      }
    }
    Optional<Diagnostic> wrong = DecoderErrors.clauses(run, clauses);
    wrong.ifPresent(context::report);
    return wrong.isPresent() ? Optional.empty() : Optional.of(clauses);
  }

  private Typed run(
      Expression.Run run, CheckedFunction step, List<Typed> arguments, ArgumentMatcher.Match match,
      Map<ClauseKind, Clause> clauses) {
    Type fed = step.arguments().get(0).type().substitute(match.sizes());
    Optional<Typed> start = values.start(step, fed, clauses.get(ClauseKind.START));
    Optional<RunStates.Initial> initial =
        new RunStates(expressions).check(step, match, optional(clauses.get(ClauseKind.FROM)));
    if (start.isEmpty() || initial.isEmpty()) {
      return new Typed.Erroneous(run.span());
    }
    Typed.Decoding decoding = new Typed.Decoding(
        step, arguments, match.sizes(), match.mapping(), initial.get().source(), initial.get().states(), start.get());
    return clauses.containsKey(ClauseKind.UNTIL)
        ? generate(run, decoding, fed, clauses) : decode(run, decoding, fed, clauses);
  }

  private Typed decode(Expression.Run run, Typed.Decoding decoding, Type fed, Map<ClauseKind, Clause> clauses) {
    Typed.Erroneous failed = new Typed.Erroneous(run.span());
    Optional<Size> time = values.time(clauses.get(ClauseKind.OVER));
    if (time.isEmpty()) {
      return failed;
    }
    if (decoding.mapping().time().filter(t -> !t.equals(time.get())).isPresent()) {
      return context.reporter().erroneous(
          DecoderErrors.otherLength(decoding, time.get(), clauses.get(ClauseKind.OVER)), run.span());
    }
    Optional<Typed.Feed> feed = Optional.empty();
    if (clauses.containsKey(ClauseKind.FEED)) {
      feed = values.feed(decoding.step(), fed.over(time.get()), clauses.get(ClauseKind.FEED));
      if (feed.isEmpty()) {
        return failed;
      }
    }
    boolean forced = feed.filter(f -> f.ratio() instanceof Typed.Number ratio && ratio.value() == 1).isPresent();
    if (!forced && !Decoders.feedsBack(decoding.step())) {
      return context.reporter().erroneous(DecoderErrors.cannotFeedBack(run, decoding.step()), run.span());
    }
    Type one = decoding.step().result().substitute(decoding.sizes());
    if (one.time().isPresent()) {
      return context.reporter().erroneous(
          ArgumentErrors.sequenceOfSequences(run.step().text(), one, time.get(), run.span()), run.span());
    }
    return new Typed.Decode(decoding, time.get(), feed, one.over(time.get()), run.span());
  }

  private Typed generate(Expression.Run run, Typed.Decoding decoding, Type fed, Map<ClauseKind, Clause> clauses) {
    Typed.Erroneous failed = new Typed.Erroneous(run.span());
    if (!(fed.element() instanceof Element.Index) || !fed.dims().isEmpty() || !Decoders.feedsBack(decoding.step())
        || !decoding.step().result().isFloat()) {
      return context.reporter().erroneous(DecoderErrors.generatesNoIndices(run, decoding.step()), run.span());
    }
    if (decoding.mapping().time().isPresent()) {
      return context.reporter().erroneous(DecoderErrors.sequenceWhileGenerating(decoding), run.span());
    }
    Optional<Size> until = values.index(fed, clauses.get(ClauseKind.UNTIL));
    Optional<Size> atMost = values.count(clauses.get(ClauseKind.AT_MOST));
    Optional<Optional<Size>> beam = optional(clauses.get(ClauseKind.BEAM)).isEmpty() ? Optional.of(Optional.empty())
        : values.count(clauses.get(ClauseKind.BEAM)).map(Optional::of);
    Optional<Clause> normalize = optional(clauses.get(ClauseKind.NORMALIZE));
    Optional<Clause> sample = optional(clauses.get(ClauseKind.SAMPLE));
    Optional<Typed> power = normalize.flatMap(values::number);
    Optional<Typed> temperature = sample.flatMap(values::number);
    boolean complete = until.isPresent() && atMost.isPresent() && beam.isPresent()
        && power.isPresent() == normalize.isPresent() && temperature.isPresent() == sample.isPresent();
    return !complete ? failed : new Typed.Generate(decoding, until.get(), atMost.get(), beam.get(), power, temperature,
        fed.over(GENERATED), run.span());
  }

  private static Optional<Clause> optional(@Nullable Clause clause) {
    return Optional.ofNullable(clause);
  }
}
