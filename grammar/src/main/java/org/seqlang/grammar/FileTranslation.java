package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Import;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.SourceFile;

/** The file: package, imports, declarations, in this order. */
final class FileTranslation {

  private final Translation translation;
  private final BodyTranslation body;
  private final DeclarationTranslation declarations;
  private final List<Import> imports = new ArrayList<>();
  private List<Name> packageName = List.of();
  private boolean inDeclarations;

  FileTranslation(Translation translation) {
    this.translation = translation;
    this.body = new BodyTranslation(translation, Place.FILE);
    this.declarations = new DeclarationTranslation(translation);
  }

  SourceFile file(SeqParser.FileContext node) {
    List<Declaration> found = body.lines(node.line(), this::line);
    return new SourceFile(translation.source(), packageName, imports, found);
  }

  private List<Declaration> line(ParserRuleContext line) {
    if (line instanceof SeqParser.PackageLineContext packageLine) {
      packageLine(packageLine);
      return List.of();
    }
    if (line instanceof SeqParser.ImportLineContext importLine) {
      importLine(importLine);
      return List.of();
    }
    inDeclarations |= !(line instanceof SeqParser.EquationContext);
    if (line instanceof SeqParser.DeclarationContext declaration) {
      return declarations.declaration(declaration).stream().toList();
    }
    if (line instanceof SeqParser.FunctionContext function && function.kind.getType() == SeqParser.DEF) {
      return declarations.function(function).stream().toList();
    }
    if (line instanceof SeqParser.EquationContext) {
      translation.problems().add(SyntaxCode.NOT_A_DECLARATION
          .error(
          "`" + line.getStart().getText() + "` starts no declaration", translation.span(line),
          Place.FILE.text() + " takes " + Place.FILE.takes()));
    } else {
      body.misplaced(line);
    }
    return List.of();
  }

  private void packageLine(SeqParser.PackageLineContext node) {
    if (inDeclarations || !imports.isEmpty() || !packageName.isEmpty()) {
      outOfOrder(node, packageName.isEmpty() ? "`package` must come first" : "a file has one `package`");
    }
    packageName = node.name().stream().map(translation::name).toList();
  }

  private void importLine(SeqParser.ImportLineContext node) {
    if (inDeclarations) {
      outOfOrder(node, "imports must come before declarations");
    }
    List<Name> parts = node.name().stream().map(translation::name).toList();
    int last = parts.size() - 1;
    imports.add(node.DOT_STAR() != null
        ? new Import(parts, Optional.empty(), translation.span(node))
        : new Import(parts.subList(0, last), Optional.of(parts.get(last)), translation.span(node)));
  }

  private void outOfOrder(ParserRuleContext node, String message) {
    translation.problems().add(SyntaxCode.OUT_OF_ORDER
        .error(message, translation.span(node), "")
        .help("the order is: package, imports, declarations"));
  }
}
