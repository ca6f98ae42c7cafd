package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import org.seqlang.compiler.check.CheckedFunction;

/** Javadoc of the methods that users call, with the shapes. */
final class FunctionDocumentation {

  private FunctionDocumentation() {}

  static CodeBlock of(CheckedFunction function, boolean batch) {
    return of(function, batch, CodeBlock.of(""));
  }

  /** @param note to stand between the function's own documentation and its arguments */
  static CodeBlock of(CheckedFunction function, boolean batch, CodeBlock note) {
    CodeBlock.Builder doc = CodeBlock.builder();
    String text = function.documentation().isBlank()
        ? "The model's {@code " + function.name() + "}." : function.documentation().strip();
    doc.add("$L\n", text);
    if (batch) {
      doc.add("\n<p>For a batch; a result for each example, in the order given.\n");
    }
    doc.add(note).add("\n");
    for (CheckedFunction.Argument argument : function.arguments()) {
      doc.add("@param $L {@code $L}$L\n", JavaNames.argument(argument.name()), argument.type(), batch ? " of each example" : "");
    }
    doc.add("@return {@code $L}$L\n", function.result(), batch ? " of each example" : "");
    doc.add("@throws org.seqlang.tensor.InputException if an argument does not fit the model's sizes\n");
    return doc.build();
  }
}
