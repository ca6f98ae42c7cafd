package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;

/** The lines of a model. */
final class ModelTranslation {

  private final Translation translation;
  private final BodyTranslation body;
  private final DeclarationTranslation declarations;
  private final ExpressionTranslation expressions;
  private final TypeTranslation types;
  private final EquationTranslation equations;

  ModelTranslation(Translation translation) {
    this.translation = translation;
    this.body = new BodyTranslation(translation, Place.MODEL);
    this.declarations = new DeclarationTranslation(translation);
    this.expressions = new ExpressionTranslation(translation);
    this.types = new TypeTranslation(translation, expressions);
    this.equations = new EquationTranslation(translation, expressions);
  }

  List<ModelMember> members(List<SeqParser.LineContext> lines) {
    return body.lines(lines, this::member);
  }

  private List<? extends ModelMember> member(ParserRuleContext line) {
    if (line instanceof SeqParser.FunctionContext function) {
      return declarations.member(function).stream().toList();
    }
    if (line instanceof SeqParser.ParamContext param) {
      return param(param);
    }
    if (line instanceof SeqParser.EquationContext equation) {
      return part(equation).stream().toList();
    }
    body.misplaced(line);
    return List.of();
  }

  private List<ModelMember.Param> param(SeqParser.ParamContext node) {
    if (node.WHEN() != null) {
      translation.problems().add(SyntaxCode.BAD_LINE_TAIL
          .error("no `when` in a model", translation.span(node.WHEN().getSymbol()),
              "the parameters of a model are always there"));
    }
    var type = types.type(node.type());
    Optional<Expression> initializer =
        node.TILDE() == null ? Optional.empty() : expressions.optional(node.expression(0));
    return translation.names(node.names()).stream()
        .map(name -> new ModelMember.Param(
            translation.documentation(node), name, type, initializer, translation.span(node)))
        .toList();
  }

  private Optional<ModelMember.Part> part(SeqParser.EquationContext node) {
    Optional<Expression> value = equations.value(node);
    if (value.isEmpty()) {
      equations.missingEquals(node, Place.MODEL);
      return Optional.empty();
    }
    Optional<List<Name>> names = equations.names(node, Place.MODEL);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Optional<Expression.Call> instance = EquationTranslation.instance(value.get());
    if (names.get().size() != 1 || instance.isEmpty()) {
      translation.problems().add(SyntaxCode.NOT_A_PART
          .error("the line is no part of the model", value.get().span(),
              "a part is `name = Cell(…)`, with an upper-case letter")
          .help("what is computed stands in a `def`, an `objective` or an `entry`"));
      return Optional.empty();
    }
    return Optional.of(new ModelMember.Part(
        translation.documentation(node), names.get().get(0), instance.get(), translation.span(node)));
  }
}
