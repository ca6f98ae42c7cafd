package org.seqlang.syntax;

import java.util.List;
import org.seqlang.diagnostic.Source;

/**
 * A whole {@code .seq} file.
 *
 * @param source its text
 * @param packageName parts of the package name; empty for the unnamed package
 * @param imports in the order written
 * @param declarations in the order written
 */
public record SourceFile(
    Source source, List<Name> packageName, List<Import> imports, List<Declaration> declarations) {

  public SourceFile {
    packageName = List.copyOf(packageName);
    imports = List.copyOf(imports);
    declarations = List.copyOf(declarations);
  }
}
