package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Expression;

/** The lines of a cell or a layer. */
final class CellTranslation {

  private final Translation translation;
  private final Place place;
  private final BodyTranslation body;
  private final ExpressionTranslation expressions;
  private final TypeTranslation types;
  private final EquationTranslation equations;

  CellTranslation(Translation translation, Place place) {
    this.translation = translation;
    this.place = place;
    this.body = new BodyTranslation(translation, place);
    this.expressions = new ExpressionTranslation(translation);
    this.types = new TypeTranslation(translation, expressions);
    this.equations = new EquationTranslation(translation, expressions);
  }

  List<CellMember> members(List<SeqParser.LineContext> lines) {
    return body.lines(lines, line -> member(line).stream().toList());
  }

  private Optional<CellMember> member(ParserRuleContext line) {
    String documentation = translation.documentation(line);
    Span span = translation.span(line);
    if (line instanceof SeqParser.ParamContext param) {
      Optional<Expression> initializer = param.TILDE() == null
          ? Optional.empty() : expressions.optional(param.expression(0));
      Optional<Expression> when = param.WHEN() == null
          ? Optional.empty() : expressions.optional(param.expression(param.expression().size() - 1));
      return Optional.of(new CellMember.Param(
          documentation, translation.names(param.names()), types.type(param.type()), initializer, when, span));
    }
    if (line instanceof SeqParser.InputContext input) {
      return Optional.of(
          new CellMember.In(documentation, translation.names(input.names()), types.type(input.type()),
              expressions.optional(input.expression()), span));
    }
    if (line instanceof SeqParser.StateContext state && place == Place.CELL) {
      return Optional.of(new CellMember.State(documentation, translation.names(state.names()), types.type(state.type()),
          expressions.optional(state.expression()), span));
    }
    if (line instanceof SeqParser.OutputContext output) {
      return Optional.of(new CellMember.Out(
          translation.name(output.name(0)), expressions.optional(output.expression()),
          output.name().stream().skip(1).map(translation::name).toList(), span));
    }
    if (line instanceof SeqParser.EquationContext equation) {
      return equation(equation, documentation, span);
    }
    body.misplaced(line);
    return Optional.empty();
  }

  private Optional<CellMember> equation(SeqParser.EquationContext node, String documentation, Span span) {
    Optional<Expression> value = equations.value(node);
    if (value.isEmpty()) {
      equations.missingEquals(node, place);
      return Optional.empty();
    }
    Optional<List<CellMember.Target>> targets = equations.targets(node);
    Optional<Expression.Call> instance = EquationTranslation.instance(value.get());
    if (targets.isPresent() && instance.isPresent()
        && targets.get().size() == 1 && !targets.get().get(0).atStep()) {
      return Optional.of(new CellMember.Part(documentation, targets.get().get(0).name(), instance.get(), span));
    }
    return targets.map(t -> new CellMember.Equation(t, value.get(), span));
  }
}
