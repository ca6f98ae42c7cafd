package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.syntax.Expression;
import org.seqlang.syntax.TypeSyntax;

/** Types as written. */
final class TypeChecker {

  /** The reader reports any other, an index without a bound and a bound without an index. */
  private static final List<String> ELEMENTS = List.of("float", "index", "int", "bool");

  private final Context context;
  private final SizeChecker sizes;

  /** @param declaring whether unknown names are new free sizes */
  TypeChecker(Context context, boolean declaring) {
    this.context = context;
    this.sizes = new SizeChecker(context, declaring);
  }

  /** Empty if there is an error, which is reported. */
  Optional<Type> check(TypeSyntax syntax) {
    if (syntax.open()) {
      context.report(DecoderErrors.openType(syntax));
      return Optional.empty();
    }
    return checkAny(syntax);
  }

  /** The same, but of {@code [?]} too: of what an entry generates. */
  Optional<Type> checkResult(TypeSyntax syntax) {
    return syntax.open() ? checkAny(syntax).map(type -> type.over(RunChecker.GENERATED)) : check(syntax);
  }

  private Optional<Type> checkAny(TypeSyntax syntax) {
    Optional<Element> element = element(syntax);
    Optional<List<Size>> dims = dims(syntax);
    return element.flatMap(e -> dims.map(d -> new Type(e, d)));
  }

  private Optional<Element> element(TypeSyntax syntax) {
    String name = syntax.element().text();
    Optional<Size> bound = syntax.bound().flatMap(sizes::check);
    if (!ELEMENTS.contains(name)) {
      return Optional.empty();
    }
    boolean index = name.equals("index");
    if (index != syntax.bound().isPresent()) {
      return Optional.empty();
    }
    if (index) {
      if (bound.isPresent() && bound.get().isRagged()) {
        context.report(SizeErrors.raggedBound(bound.get(), syntax.bound().get().span()));
        return Optional.empty();
      }
      return bound.map(Element::index);
    }
    return Optional.of(name.equals("float") ? Element.FLOAT : name.equals("int") ? Element.INT : Element.BOOL);
  }

  private Optional<List<Size>> dims(TypeSyntax syntax) {
    List<Size> dims = new ArrayList<>();
    boolean valid = true;
    for (Expression dimension : syntax.dimensions()) {
      Optional<Size> size = sizes.check(dimension);
      valid &= size.isPresent() && fits(size.get(), dims.size(), dimension);
      dims.add(size.orElse(Size.ONE));
    }
    return valid ? Optional.of(dims) : Optional.empty();
  }

  private boolean fits(Size size, int position, Expression dimension) {
    if (size.isRagged() && size.symbol().isEmpty()) {
      context.report(SizeErrors.lengthInArithmetic(size, dimension.span()));
    } else if (size.isRagged() && position > 0) {
      context.report(SizeErrors.lengthNotFirst(size, dimension.span()));
    } else if (size.constant().isPresent() && size.constant().get() <= 0) {
      context.report(SizeErrors.notPositive(size, dimension.span()));
    } else {
      return true;
    }
    return false;
  }
}
