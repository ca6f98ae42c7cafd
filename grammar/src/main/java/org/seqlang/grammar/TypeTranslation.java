package org.seqlang.grammar;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Suggestions;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** Types, and the words for types. */
final class TypeTranslation {

  private static final List<String> ELEMENTS = List.of("float", "int", "bool", "index");
  private static final List<String> HYPER_PARAMETERS = List.of("int", "real", "bool", "function");

  private final Translation translation;
  private final ExpressionTranslation expressions;

  TypeTranslation(Translation translation, ExpressionTranslation expressions) {
    this.translation = translation;
    this.expressions = expressions;
  }

  TypeSyntax type(SeqParser.TypeContext node) {
    Name element = translation.name(node.name());
    Optional<Expression> bound = Optional.ofNullable(node.sum()).map(expressions::sum);
    if (!ELEMENTS.contains(element.text())) {
      unknown(element, "a type is `float`, `int`, `bool` or `index<…>`", ELEMENTS);
    } else if (element.text().equals("index") && bound.isEmpty()) {
      translation.problems().add(SyntaxCode.MISSING_TYPE
          .error("`index` needs the number of its values", element.span(), "index of what?")
          .help("`index<n>` is an integer from 0 to n-1"));
    } else if (!element.text().equals("index") && bound.isPresent()) {
      translation.problems().add(SyntaxCode.UNKNOWN_TYPE
          .error("`" + element + "` takes no `<…>`", bound.get().span(), "only `index` has a number of values")
          .help("sizes stand in brackets: `" + element + "[" + bound.get().span().text() + "]`"));
    }
    List<Expression> dimensions =
        node.dimensions() == null ? List.of() : node.dimensions().sum().stream().map(expressions::sum).toList();
    boolean open = node.dimensions() != null && node.dimensions().QUESTION() != null;
    return new TypeSyntax(element, bound, dimensions, open, translation.span(node));
  }

  /** The type of a function's argument, which may be {@code real}: a number for the whole batch. */
  TypeSyntax argument(SeqParser.TypeContext node) {
    Name element = translation.name(node.name());
    return element.text().equals("real") && node.sum() == null && node.dimensions() == null
        ? new TypeSyntax(element, Optional.empty(), List.of(), false, translation.span(node)) : type(node);
  }

  /** The type of a hyper-parameter. */
  Name word(SeqParser.NameContext node) {
    Name word = translation.name(node);
    if (!HYPER_PARAMETERS.contains(word.text())) {
      unknown(word, "a hyper-parameter is `int`, `real`, `bool` or `function`", HYPER_PARAMETERS);
    }
    return word;
  }

  private void unknown(Name word, String remark, List<String> known) {
    Diagnostic error = SyntaxCode.UNKNOWN_TYPE.error("there is no type `" + word + "` here", word.span(), remark);
    String number = known.contains("real") ? "real" : "float";
    Optional<String> meant = switch (word.text().toLowerCase(Locale.ROOT)) {
      case "float", "double", "real", "number", "tensor" -> Optional.of(number);
      case "integer", "long", "size" -> Optional.of("int");
      case "boolean" -> Optional.of("bool");
      default -> Suggestions.closest(word.text(), known);
    };
    translation.problems().add(meant.map(m -> error.help("did you mean `" + m + "`?")).orElse(error));
  }
}
