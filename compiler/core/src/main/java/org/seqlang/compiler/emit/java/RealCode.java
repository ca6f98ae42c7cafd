package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.seqlang.compiler.check.RealExpression;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Symbol;

/** Arithmetic over hyper-parameters as Java expressions of type double. */
final class RealCode {

  private RealCode() {}

  static CodeBlock of(RealExpression expression, Function<Symbol, String> size, UnaryOperator<String> real) {
    if (expression instanceof RealExpression.Literal literal) {
      return CodeBlock.of("$L", literal.value());
    } else if (expression instanceof RealExpression.Hyper hyper) {
      return CodeBlock.of("$L", real.apply(hyper.name()));
    } else if (expression instanceof RealExpression.OfSize of) {
      return CodeBlock.of("(double) ($L)", Sizes.code(of.size(), size));
    } else if (expression instanceof RealExpression.Negate negate) {
      return CodeBlock.of("-($L)", of(negate.operand(), size, real));
    } else if (expression instanceof RealExpression.Sqrt sqrt) {
      return CodeBlock.of("$T.sqrt($L)", Math.class, of(sqrt.operand(), size, real));
    }
    RealExpression.Binary binary = (RealExpression.Binary) expression;
    return CodeBlock.of("($L $L $L)", of(binary.left(), size, real), binary.operator().symbol(),
        of(binary.right(), size, real));
  }
}
