package org.seqlang.grammar;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Declaration.Argument;
import org.seqlang.syntax.Declaration.HyperParameter;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;

/** Cells, layers, models and functions. One whose head has no name is left out. */
final class DeclarationTranslation {

  private final Translation translation;
  private final ExpressionTranslation expressions;
  private final TypeTranslation types;

  DeclarationTranslation(Translation translation) {
    this.translation = translation;
    this.expressions = new ExpressionTranslation(translation);
    this.types = new TypeTranslation(translation, expressions);
  }

  Optional<Declaration> declaration(SeqParser.DeclarationContext node) {
    Optional<Name> name = name(node.declaredName());
    name.ifPresent(n -> requireCase(n, true, "a " + node.kind.getText()));
    String documentation = translation.documentation(node);
    List<HyperParameter> hyper = node.hyperParameters().hyperParameter().stream()
        .filter(Translation::complete).map(this::hyperParameter).toList();
    Span span = translation.span(node);
    List<SeqParser.LineContext> lines = node.body().line();
    return switch (node.kind.getType()) {
      case SeqParser.CELL -> {
        var members = new CellTranslation(translation, Place.CELL).members(lines);
        yield name.map(n -> new Declaration.Cell(documentation, n, hyper, members, span));
      }
      case SeqParser.LAYER -> {
        var members = new CellTranslation(translation, Place.LAYER).members(lines);
        yield name.map(n -> new Declaration.Layer(documentation, n, hyper, members, span));
      }
      case SeqParser.MODEL -> {
        var members = new ModelTranslation(translation).members(lines);
        yield name.map(n -> new Declaration.Model(documentation, n, hyper, members, span));
      }
      default -> throw Translation.unknown(node);
    };
  }

  /** A function at the top of the file. */
  Optional<Declaration> function(SeqParser.FunctionContext node) {
    return member(node).map(f ->
        new Declaration.Function(f.documentation(), f.name(), f.arguments(), f.result(), f.body(), f.span()));
  }

  /** A function of a model. */
  Optional<ModelMember.Function> member(SeqParser.FunctionContext node) {
    ModelMember.Kind kind = switch (node.kind.getType()) {
      case SeqParser.DEF -> ModelMember.Kind.DEF;
      case SeqParser.STEP -> ModelMember.Kind.STEP;
      case SeqParser.OBJECTIVE -> ModelMember.Kind.OBJECTIVE;
      case SeqParser.ENTRY -> ModelMember.Kind.ENTRY;
      default -> throw Translation.unknown(node);
    };
    Optional<Name> name = name(node.declaredName());
    name.ifPresent(n -> requireCase(n, false, "a function"));
    List<Argument> arguments = node.arguments().argument().stream()
        .filter(Translation::complete).map(this::argument).toList();
    var result = Optional.ofNullable(node.type()).map(types::type);
    Optional<Expression> body = node.body() == null
        ? Optional.of(expressions.expression(node.expression()))
        : new BlockTranslation(translation).block(node.body()).map(block -> block);
    return name.isEmpty() || body.isEmpty() ? Optional.empty() : Optional.of(new ModelMember.Function(
        kind, translation.documentation(node), name.get(), arguments, result, body.get(), translation.span(node)));
  }

  private Optional<Name> name(SeqParser.DeclaredNameContext node) {
    return Translation.complete(node) ? Optional.of(translation.name(node.getStart())) : Optional.empty();
  }

  private HyperParameter hyperParameter(SeqParser.HyperParameterContext node) {
    Optional<Name> type = node.COLON() == null ? Optional.empty() : Optional.of(types.word(node.name(1)));
    return new HyperParameter(
        translation.name(node.name(0)), type, expressions.optional(node.expression()), translation.span(node));
  }

  private Argument argument(SeqParser.ArgumentContext node) {
    return new Argument(translation.name(node.name()), types.argument(node.type()),
        expressions.optional(node.expression()), translation.span(node));
  }

  /** The case of the first letter tells a part `x = Linear(n)` from an equation `x = relu(y)`. */
  private void requireCase(Name name, boolean upper, String what) {
    char first = name.text().charAt(0);
    if (Character.isUpperCase(first) != upper) {
      char right = upper ? Character.toUpperCase(first) : Character.toLowerCase(first);
      translation.problems().add(SyntaxCode.NAME_CASE
          .error("the name of " + what + " starts with " + (upper ? "an upper-case" : "a lower-case") + " letter",
              name.span(), "")
          .help("`" + right + name.text().substring(1) + "`"));
    }
  }
}
