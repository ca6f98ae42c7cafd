package org.seqlang.grammar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Span;

/** What all bodies have in common: they are lines, and not every line belongs everywhere. */
final class BodyTranslation {

  private final Translation translation;
  private final Place place;
  private final Set<String> misplaced = new HashSet<>();

  BodyTranslation(Translation translation, Place place) {
    this.translation = translation;
    this.place = place;
  }

  /** What each line that could be read means; the meaning of one that cannot be had is the empty list. */
  <T> List<T> lines(List<SeqParser.LineContext> lines, Function<ParserRuleContext, List<? extends T>> meaning) {
    List<T> results = new ArrayList<>();
    for (SeqParser.LineContext line : lines) {
      if (isReadable(line)) {
        results.addAll(meaning.apply(content(line)));
        requireLineEnd(line);
      }
    }
    return results;
  }

  /** Whether a line can be translated though something may be wrong behind it. */
  static boolean isReadable(SeqParser.LineContext line) {
    if (line.getChildCount() == 0 || !(line.getChild(0) instanceof ParserRuleContext content)
        || !Translation.complete(content)) {
      return false;
    }
    boolean hasBody = content instanceof SeqParser.DeclarationContext
        || content instanceof SeqParser.FunctionContext function && function.body() != null;
    return Translation.complete(line) || hasBody;
  }

  static ParserRuleContext content(SeqParser.LineContext line) {
    return (ParserRuleContext) line.getChild(0);
  }

  private void requireLineEnd(SeqParser.LineContext line) {
    if (place != Place.BLOCK && line.lineEnd() != null && line.lineEnd().SEMICOLON() != null) {
      translation.problems().add(SyntaxCode.SEMICOLON
          .error("no `;` here", translation.span(line.lineEnd()), "the line end is enough")
          .help("`;` separates in the blocks of functions only"));
    }
  }

  /** Says that a line does not belong here, once for all lines of its kind; of a block, once. */
  void misplaced(ParserRuleContext line) {
    Token first = line.getStart();
    if (line instanceof SeqParser.DeclarationContext declaration) {
      nested(declaration);
      return;
    }
    String what = line instanceof SeqParser.EquationContext ? "an equation" : "`" + first.getText() + "`";
    Span span = line instanceof SeqParser.EquationContext ? translation.span(line) : translation.span(first);
    if (!misplaced.add(place == Place.BLOCK ? "" : what)) {
      return;
    }
    Diagnostic error = SyntaxCode.MISPLACED_LINE
        .error(what + " does not belong " + place.where(), span, place.text() + " takes " + place.takes());
    translation.problems().add(where(first.getType()) == null ? error : error.help(where(first.getType())));
  }

  private void nested(SeqParser.DeclarationContext declaration) {
    String kind = declaration.kind.getText();
    Span span = translation.span(declaration.kind).to(translation.span(declaration.declaredName()));
    translation.problems().add(SyntaxCode.NESTED_DECLARATION
        .error("a " + kind + " inside " + place.text(), span, "declarations stand at the top of the file")
        .help("move it out of the braces"));
    new DeclarationTranslation(translation).declaration(declaration);
  }

  private static String where(int type) {
    return switch (type) {
      case SeqParser.STEP, SeqParser.OBJECTIVE, SeqParser.ENTRY -> "put it into a model";
      case SeqParser.DEF -> "put it at the top of the file, or into a model";
      case SeqParser.STATE -> "put it into a cell";
      case SeqParser.IN, SeqParser.OUT -> "put it into a cell or a layer";
      case SeqParser.PARAM -> "put it into a cell, a layer or a model";
      default -> null;
    };
  }
}
