package org.seqlang.compiler.check;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.syntax.Declaration;
import org.seqlang.syntax.Name;
import org.seqlang.syntax.TypeSyntax;

/** What a decoder asks of the functions around it: of its step, and of the entry that generates. */
final class Decoders {

  private Decoders() {}

  /** What is wrong with a function whose body has a value, as far as decoders go. */
  static Optional<Diagnostic> misuse(
      CheckedFunction.Kind kind, Name name, List<Declaration.Argument> arguments, Optional<TypeSyntax> result,
      Typed body) {
    Typed value = value(body);
    Optional<Typed> inner = TypedTree.nodes(body)
        .filter(node -> node instanceof Typed.Generate && node != value).findFirst();
    boolean generates = value instanceof Typed.Generate && kind == CheckedFunction.Kind.ENTRY;
    if (inner.isPresent() || value instanceof Typed.Generate && !generates) {
      return Optional.of(DecoderErrors.generatesInside(inner.orElse(value)));
    }
    if (result.isPresent() && result.get().open() && !generates && kind == CheckedFunction.Kind.ENTRY) {
      return Optional.of(DecoderErrors.generatesNothing(result.get(), value));
    }
    return kind == CheckedFunction.Kind.STEP ? step(name, arguments, body) : Optional.empty();
  }

  /** What a body gives, behind its names for parts. */
  static Typed value(Typed body) {
    return body instanceof Typed.Block block ? value(block.value()) : body;
  }

  private static Optional<Diagnostic> step(Name name, List<Declaration.Argument> arguments, Typed body) {
    if (arguments.isEmpty()) {
      return Optional.of(DecoderErrors.nothingFed(name));
    }
    List<Typed.CellStep> cells = TypedTree.nodes(body).filter(Typed.CellStep.class::isInstance)
        .map(Typed.CellStep.class::cast).toList();
    for (int i = 0; i < cells.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (cells.get(i).part().name().equals(cells.get(j).part().name())) {
          return Optional.of(DecoderErrors.cellTwice(cells.get(j), cells.get(i)));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether what a step gives can be fed back: scores of an index's values, or just what it is fed. */
  static boolean feedsBack(CheckedFunction step) {
    Type fed = step.arguments().get(0).type();
    boolean scores = fed.element() instanceof Element.Index index && step.result().isFloat()
        && fed.over(index.bound()).dims().equals(step.result().dims());
    return scores || fed.equals(step.result());
  }
}
