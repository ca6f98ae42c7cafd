package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;

/** The block of a function: names for parts, then a value. */
final class BlockTranslation {

  private final Translation translation;
  private final BodyTranslation body;
  private final ExpressionTranslation expressions;
  private final EquationTranslation equations;

  BlockTranslation(Translation translation) {
    this.translation = translation;
    this.body = new BodyTranslation(translation, Place.BLOCK);
    this.expressions = new ExpressionTranslation(translation);
    this.equations = new EquationTranslation(translation, expressions);
  }

  /** The block, or nothing where it has no value. */
  Optional<Expression.Block> block(SeqParser.BodyContext node) {
    List<SeqParser.LineContext> lines = node.line();
    Optional<SeqParser.EquationContext> value = value(lines);
    List<Expression.Let> lets =
        body.lines(lines, line -> value.isPresent() && value.get() == line ? List.of() : let(line).stream().toList());
    if (value.isEmpty() && lines.stream().allMatch(BlockTranslation::isEquation)) {
      translation.problems().add(SyntaxCode.BLOCK_WITHOUT_VALUE
          .error("the block has no value", translation.span(node.RBRACE().getSymbol()),
              "expected an expression before it")
          .help("the last line of a block is its value: an expression without `=`"));
    }
    return value.map(v -> new Expression.Block(lets, expressions.expression(v.expression(0)), translation.span(node)));
  }

  private static Optional<SeqParser.EquationContext> value(List<SeqParser.LineContext> lines) {
    if (lines.isEmpty() || !isEquation(lines.get(lines.size() - 1))) {
      return Optional.empty();
    }
    SeqParser.EquationContext equation =
        (SeqParser.EquationContext) BodyTranslation.content(lines.get(lines.size() - 1));
    return equation.EQUALS() == null && equation.expression().size() == 1 ? Optional.of(equation) : Optional.empty();
  }

  private static boolean isEquation(SeqParser.LineContext line) {
    return BodyTranslation.isReadable(line) && BodyTranslation.content(line) instanceof SeqParser.EquationContext;
  }

  private Optional<Expression.Let> let(ParserRuleContext line) {
    if (!(line instanceof SeqParser.EquationContext equation)) {
      body.misplaced(line);
      return Optional.empty();
    }
    Optional<Expression> value = equations.value(equation);
    if (value.isEmpty()) {
      equations.missingEquals(equation, Place.BLOCK);
      return Optional.empty();
    }
    Optional<List<Name>> names = equations.names(equation, Place.BLOCK);
    return names.map(n -> new Expression.Let(n, value.get(), translation.span(line)));
  }
}
