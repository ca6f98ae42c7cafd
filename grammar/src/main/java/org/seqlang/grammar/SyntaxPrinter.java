package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.syntax.CellMember;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Declaration.Argument;
import org.seqlang.syntax.Declaration.HyperParameter;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.Import;
import org.seqlang.syntax.ModelMember;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;
import org.seqlang.syntax.TypeSyntax;

/**
 * Writes a syntax tree as the text of a {@code .seq} file, always in the same form. Reading that text gives the same
 * tree, but for the spans. Comments other than documentation are not in the tree and so not in the text.
 */
public final class SyntaxPrinter {

  /** A body behind {@code =} stands in the line of its head up to this column. */
  private static final int WIDTH = 120;

  private final StringBuilder out = new StringBuilder();

  private SyntaxPrinter() {}

  /** The whole file. */
  public static String print(SourceFile file) {
    SyntaxPrinter printer = new SyntaxPrinter();
    if (!file.packageName().isEmpty()) {
      printer.line(0, "package " + names(file.packageName(), "."));
    }
    file.imports().forEach(i -> printer.line(0, "import " + path(i)));
    for (Declaration declaration : file.declarations()) {
      if (!printer.out.isEmpty()) {
        printer.out.append('\n');
      }
      printer.declaration(declaration);
    }
    return printer.out.toString();
  }

  private void line(int indent, String text) {
    out.append(("  ".repeat(indent) + text).stripTrailing()).append('\n');
  }

  private void documentation(int indent, String documentation) {
    if (!documentation.isEmpty()) {
      Stream.of(documentation.split("\n", -1)).forEach(text -> line(indent, "/// " + text));
    }
  }

  private static String path(Import declared) {
    List<Name> parts = new ArrayList<>(declared.packageName());
    declared.name().ifPresent(parts::add);
    return names(parts, ".") + (declared.name().isEmpty() ? ".*" : "");
  }

  private void declaration(Declaration declaration) {
    documentation(0, declaration.documentation());
    if (declaration instanceof Declaration.Cell cell) {
      head("cell", cell.name(), cell.hyperParameters(), cell.members().isEmpty());
      cellMembers(cell.members());
    } else if (declaration instanceof Declaration.Layer layer) {
      head("layer", layer.name(), layer.hyperParameters(), layer.members().isEmpty());
      cellMembers(layer.members());
    } else if (declaration instanceof Declaration.Model model) {
      head("model", model.name(), model.hyperParameters(), model.members().isEmpty());
      modelMembers(model.members());
    } else if (declaration instanceof Declaration.Function function) {
      function(0, "def", function.name(), function.arguments(), function.result(), function.body());
    } else {
      throw new IllegalStateException("no text for " + declaration);
    }
  }

  /** The head up to its brace; where it is too long for a line, hyper-parameters go on below the first of them. */
  private void head(String kind, Name name, List<HyperParameter> hyperParameters, boolean empty) {
    StringBuilder head = new StringBuilder(kind + " " + name + "(");
    String indent = " ".repeat(head.length());
    for (int i = 0; i < hyperParameters.size(); i++) {
      HyperParameter p = hyperParameters.get(i);
      String text = p.name() + p.type().map(type -> ": " + type).orElse("") + after(" = ", p.defaultValue())
          + (i + 1 < hyperParameters.size() ? "," : ") {");
      if (i > 0 && head.length() + 1 + text.length() > WIDTH) {
        line(0, head.toString());
        head.setLength(0);
        head.append(indent);
      } else if (i > 0) {
        head.append(' ');
      }
      head.append(text);
    }
    line(0, head + (hyperParameters.isEmpty() ? ") {" : "") + (empty ? "}" : ""));
  }

  private void cellMembers(List<CellMember> members) {
    for (int i = 0; i < members.size(); i++) {
      if (i > 0 && group(members.get(i)) != group(members.get(i - 1))) {
        out.append('\n');
      }
      cellMember(members.get(i));
    }
    closeBody(members);
  }

  private void closeBody(List<?> members) {
    if (!members.isEmpty()) {
      line(0, "}");
    }
  }

  /** Parameters, what comes in and stays, equations: an empty line parts them. */
  private static int group(CellMember member) {
    return member instanceof CellMember.Param ? 0
        : member instanceof CellMember.In || member instanceof CellMember.State ? 1 : 2;
  }

  private void cellMember(CellMember member) {
    if (member instanceof CellMember.Param param) {
      documentation(1, param.documentation());
      line(1, "param " + typed(param.names(), param.type())
          + after(" ~ ", param.initializer()) + after(" when ", param.when()));
    } else if (member instanceof CellMember.In in) {
      documentation(1, in.documentation());
      line(1, "in " + typed(in.names(), in.type()) + after(" = ", in.before()));
    } else if (member instanceof CellMember.State state) {
      documentation(1, state.documentation());
      line(1, "state " + typed(state.names(), state.type()) + after(" = ", state.initial()));
    } else if (member instanceof CellMember.Equation equation) {
      line(1, equation.targets().stream().map(target -> target.name() + (target.atStep() ? "[t]" : ""))
          .collect(Collectors.joining(", ")) + " = " + ExpressionPrinter.print(equation.value()));
    } else if (member instanceof CellMember.Out output) {
      line(1, "out " + output.name() + output.beside().stream().map(name -> ", " + name).collect(Collectors.joining())
          + after(" = ", output.value()));
    } else if (member instanceof CellMember.Part part) {
      documentation(1, part.documentation());
      line(1, part.name() + " = " + ExpressionPrinter.print(part.instance()));
    } else {
      throw new IllegalStateException("no text for " + member);
    }
  }

  private void modelMembers(List<ModelMember> members) {
    for (int i = 0; i < members.size(); i++) {
      if (i > 0 && (members.get(i) instanceof ModelMember.Function
          || members.get(i - 1) instanceof ModelMember.Function)) {
        out.append('\n');
      }
      modelMember(members.get(i));
    }
    closeBody(members);
  }

  private void modelMember(ModelMember member) {
    documentation(1, member.documentation());
    if (member instanceof ModelMember.Part part) {
      line(1, part.name() + " = " + ExpressionPrinter.print(part.instance()));
    } else if (member instanceof ModelMember.Param param) {
      line(1, "param " + typed(List.of(param.name()), param.type()) + after(" ~ ", param.initializer()));
    } else if (member instanceof ModelMember.Function function) {
      function(1, function.kind().name().toLowerCase(Locale.ROOT), function.name(), function.arguments(),
          function.result(), function.body());
    } else {
      throw new IllegalStateException("no text for " + member);
    }
  }

  private void function(
      int indent, String kind, Name name, List<Argument> arguments, Optional<TypeSyntax> result, Expression body) {
    String head = kind + " " + name + arguments.stream()
        .map(a -> typed(List.of(a.name()), a.type()) + after(" = ", a.defaultValue()))
        .collect(Collectors.joining(", ", "(", ")")) + result.map(r -> " -> " + ExpressionPrinter.print(r)).orElse("");
    if (body instanceof Expression.Block block) {
      line(indent, head + " {");
      for (Expression.Let let : block.lets()) {
        line(indent + 1, names(let.names(), ", ") + " = " + ExpressionPrinter.print(let.value()));
      }
      line(indent + 1, ExpressionPrinter.print(block.value()));
      line(indent, "}");
      return;
    }
    String value = ExpressionPrinter.print(body);
    if (2 * indent + head.length() + 3 + value.length() <= WIDTH) {
      line(indent, head + " = " + value);
    } else {
      line(indent, head + " =");
      line(indent + 2, value);
    }
  }

  private static String typed(List<Name> names, TypeSyntax type) {
    return names(names, ", ") + ": " + ExpressionPrinter.print(type);
  }

  private static String names(List<Name> names, String separator) {
    return names.stream().map(Name::text).collect(Collectors.joining(separator));
  }

  private static String after(String sign, Optional<Expression> expression) {
    return expression.map(e -> sign + ExpressionPrinter.print(e)).orElse("");
  }
}
