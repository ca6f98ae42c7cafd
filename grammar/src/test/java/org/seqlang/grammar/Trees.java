package org.seqlang.grammar;

import org.seqlang.syntax.SourceFile;

/** Trees as texts to compare. */
final class Trees {

  private Trees() {}

  /** The records of a tree without source and spans. */
  static String withoutSpans(SourceFile file) {
    String all = file.packageName() + "\n" + file.imports() + "\n" + file.declarations();
    String span = file.source().name() + ":\\d+:\\d+";
    return all.replaceAll("(span|operatorSpan)=" + span, "").replace("], ", "],\n");
  }
}
