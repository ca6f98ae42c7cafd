package org.seqlang.syntax;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/**
 * {@code float[T, 4*hidden]}, {@code index<vocab>[T]}, {@code float[]}, {@code float}, {@code index<vocab>[?]}.
 *
 * @param element {@code float}, {@code int}, {@code bool} or {@code index}
 * @param bound the {@code n} of {@code index<n>}
 * @param dimensions as written; none for a scalar
 * @param open whether it is {@code [?]}: as many as are generated
 */
public record TypeSyntax(Name element, Optional<Expression> bound, List<Expression> dimensions, boolean open, Span span) {

  public TypeSyntax {
    dimensions = List.copyOf(dimensions);
  }
}
