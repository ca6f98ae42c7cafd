package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Initializer;
import org.seqlang.compiler.check.RealExpression;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/** The code that makes a model's parameters and gives them their first values. */
final class ParameterEmitter {

  private final CheckedModel model;

  ParameterEmitter(CheckedModel model) {
    this.model = model;
  }

  /** {@code Parameters.of(Parameter.of("output.weight", sizes.classes(), sizes.hidden()), …)}. */
  CodeBlock make() {
    List<CodeBlock> all = new ArrayList<>();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      CodeBlock.Builder code = CodeBlock.builder().add("$T.of($S", RuntimeNames.PARAMETER, parameter.name());
      parameter.type().dims().forEach(dim -> code.add(", $L", code(dim)));
      all.add(code.add(")").build());
    }
    return CodeBlock.of("$T.of(\n$L)", RuntimeNames.PARAMETERS, CodeBlock.join(all, ",\n"));
  }

  /** One statement a parameter: {@code Initializers.uniform(parameters.get("b").values(), …)}. */
  CodeBlock initialize() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (CheckedModel.Parameter parameter : model.parameters()) {
      code.add(initialize(parameter));
    }
    return code.build();
  }

  private CodeBlock initialize(CheckedModel.Parameter parameter) {
    Initializer initializer = parameter.initializer();
    CodeBlock values = CodeBlock.of("parameters.get($S).values()", parameter.name());
    CodeBlock seed = CodeBlock.of("seed.derive($S)", parameter.name());
    List<CodeBlock> arguments = initializer.arguments().stream().map(this::real).toList();
    List<Size> dims = parameter.type().dims();
    String rows = dims.isEmpty() ? "1" : code(dims.get(0));
    Size width = dims.stream().skip(1).reduce(Size.ONE, Size::times);
    CodeBlock.Builder code = CodeBlock.builder();
    String kind = camel(initializer.kind().name());
    switch (initializer.kind()) {
      case UNIFORM, NORMAL -> code.addStatement("$T.$L($L, $L, $L)", RuntimeNames.INITIALIZERS, kind, values,
          CodeBlock.join(arguments, ", "), seed);
      case CONSTANT -> {
        boolean zero = initializer.arguments().get(0).constant().filter(c -> c == 0).isPresent();
        if (!zero) {
          code.addStatement("$T.constant($L, $L)", RuntimeNames.INITIALIZERS, values, arguments.get(0));
        }
      }
      case XAVIER_UNIFORM, XAVIER_NORMAL, KAIMING_UNIFORM, KAIMING_UNIFORM_OUT, KAIMING_NORMAL, KAIMING_NORMAL_OUT,
          ORTHOGONAL -> code.addStatement("$T.$L($L, $L, $L, $L, $L)", RuntimeNames.INITIALIZERS, kind, values, rows,
              code(width), arguments.get(0), seed);
    }
    initializer.zeroRow().filter(row -> row.constant().filter(c -> c < 0).isEmpty()).ifPresent(
        row -> code.addStatement("$T.zeroRow($L, $L, $L)", RuntimeNames.INITIALIZERS, values, code(row), code(width)));
    if (initializer.adds()) {
      List<CodeBlock> plus = initializer.plus().stream().map(this::real).toList();
      code.addStatement("$T.addToBlocks($L, $L)", RuntimeNames.INITIALIZERS, values, CodeBlock.join(plus, ", "));
    }
    return code.build();
  }

  private CodeBlock real(RealExpression expression) {
    return RealCode.of(expression, symbol -> accessor(symbol), real -> "sizes." + JavaNames.hyper(real) + "()");
  }

  private String code(Size size) {
    return Sizes.code(size, ParameterEmitter::accessor);
  }

  static String accessor(Symbol symbol) {
    return "sizes." + JavaNames.hyper(symbol.name()) + "()";
  }

  private static String camel(String name) {
    StringBuilder out = new StringBuilder();
    for (String word : name.toLowerCase(java.util.Locale.ROOT).split("_")) {
      out.append(out.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return out.toString();
  }
}
