package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.HyperParameter;
import org.seqlang.compiler.check.HyperValue;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Symbol;

/**
 * The hyper-parameters of a model as a record:
 *
 * <pre>
 * public record Sizes(int vocab, int hidden, double rate) {
 *   public Sizes hidden(int hidden) { return new Sizes(vocab, hidden, rate); }
 * </pre>
 */
final class SizesEmitter {

  private final CheckedModel model;
  private final ClassName name;
  private final List<HyperParameter> open;

  SizesEmitter(CheckedModel model, ClassName modelName) {
    this.model = model;
    this.name = modelName.nestedClass("Sizes");
    this.open = open(model);
  }

  /** Those whose value the Java caller gives. */
  static List<HyperParameter> open(CheckedModel model) {
    return model.hyperParameters().stream().filter(h -> !h.fixed()).toList();
  }

  static TypeName type(HyperParameter hyper) {
    return hyper.kind() == HyperParameter.Kind.REAL ? TypeName.DOUBLE : TypeName.INT;
  }

  TypeSpec record() {
    MethodSpec.Builder header = MethodSpec.constructorBuilder();
    MethodSpec.Builder check = MethodSpec.compactConstructorBuilder().addModifiers(PUBLIC);
    TypeSpec.Builder record = TypeSpec.recordBuilder(name.simpleName()).addModifiers(PUBLIC)
        .addJavadoc("The sizes and other hyper-parameters of a model. Immutable.\n");
    for (HyperParameter hyper : open) {
      header.addParameter(type(hyper), JavaNames.hyper(hyper.name()));
      record.addJavadoc("\n@param $L $L", JavaNames.hyper(hyper.name()), hyper.kind() == HyperParameter.Kind.REAL ? "a number" : "a size");
      if (hyper.kind() == HyperParameter.Kind.SIZE) {
        check.beginControlFlow("if ($N < 1)", JavaNames.hyper(hyper.name()))
            .addStatement("throw new $T($S + $N)", IllegalArgumentException.class,
                model.name() + ": " + JavaNames.hyper(hyper.name()) + " must be at least 1, but is ", JavaNames.hyper(hyper.name()))
            .endControlFlow();
      } else {
        check.beginControlFlow("if (!$T.isFinite($N))", Double.class, JavaNames.hyper(hyper.name()))
            .addStatement("throw new $T($S + $N)", IllegalArgumentException.class,
                model.name() + ": " + JavaNames.hyper(hyper.name()) + " must be a finite number, but is ", JavaNames.hyper(hyper.name()))
            .endControlFlow();
      }
    }
    record.recordConstructor(header.build());
    record.addMethod(check.build());
    open.forEach(hyper -> record.addMethod(wither(hyper)));
    return record.build();
  }

  private MethodSpec wither(HyperParameter hyper) {
    return MethodSpec.methodBuilder(JavaNames.hyper(hyper.name())).addModifiers(PUBLIC).returns(name)
        .addJavadoc("These sizes with another {@code $L}.\n", JavaNames.hyper(hyper.name()))
        .addParameter(type(hyper), JavaNames.hyper(hyper.name()))
        .addStatement("return new $T($L)", name, String.join(", ", open.stream().map(h -> JavaNames.hyper(h.name())).toList()))
        .build();
  }

  /**
   * {@code static Sizes sizes(int vocab)}: what has no default, the rest by default; {@code defaultSizes()} where all
   * have one, since {@code sizes()} asks a model for its own.
   */
  MethodSpec factory() {
    boolean all = open.stream().allMatch(hyper -> hyper.defaultValue().isPresent());
    MethodSpec.Builder factory = MethodSpec.methodBuilder(all ? "defaultSizes" : "sizes").addModifiers(PUBLIC, STATIC).returns(name)
        .addJavadoc("The model's sizes, with defaults for those that are not given.\n");
    CodeBlock.Builder defaults = CodeBlock.builder();
    for (HyperParameter hyper : open) {
      if (hyper.defaultValue().isEmpty()) {
        factory.addParameter(ParameterSpec.builder(type(hyper), JavaNames.hyper(hyper.name())).build());
      } else {
        defaults.addStatement("final $T $N = $L", type(hyper), JavaNames.hyper(hyper.name()), value(hyper.defaultValue().get()));
      }
    }
    return factory.addCode(defaults.build())
        .addStatement("return new $T($L)", name, String.join(", ", open.stream().map(h -> JavaNames.hyper(h.name())).toList()))
        .build();
  }

  private static CodeBlock value(HyperValue value) {
    if (value instanceof HyperValue.OfSize size) {
      return CodeBlock.of("$L", Sizes.code(size.size(), symbol -> JavaNames.hyper(symbol.name())));
    }
    return RealCode.of(((HyperValue.OfReal) value).value(), symbol -> JavaNames.hyper(symbol.name()), JavaNames::hyper);
  }
}
