package org.seqlang.syntax;

import java.util.List;
import java.util.Optional;
import org.seqlang.diagnostic.Span;

/**
 * {@code import seq.nn.LSTM} or {@code import seq.nn.*}.
 *
 * @param packageName the package's parts
 * @param name the imported declaration; empty for all of the package
 */
public record Import(List<Name> packageName, Optional<Name> name, Span span) {

  public Import {
    packageName = List.copyOf(packageName);
  }
}
