package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;

/** The packed copies of weights that a program keeps, one for each product. */
final class PackedWeights {

  private final ProgramNames names;
  private final TypeSpec.Builder type;
  private final Map<Launch.MatrixProduct, String> packed = new IdentityHashMap<>();

  PackedWeights(ProgramNames names, TypeSpec.Builder type) {
    this.names = names;
    this.type = type;
  }

  /** Adds a field for a product's weight. */
  String add(Launch.MatrixProduct product, String hint) {
    String field = names.fresh(hint);
    packed.put(product, field);
    type.addField(FieldSpec.builder(RuntimeNames.PACKED_WEIGHT, field, PRIVATE, FINAL)
        .initializer("new $T()", RuntimeNames.PACKED_WEIGHT).build());
    return field;
  }

  /** The field of a product's weight. */
  String field(Launch.MatrixProduct product) {
    return packed.get(product);
  }

  /** Brings the packed copies of parameters up to date; copies of computed weights are made before their launch. */
  CodeBlock ofParameters(List<Launch> launches) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Launch.MatrixProduct product : products(launches)) {
      if (product.weight().buffer().source() == Buffer.Source.PARAMETER) {
        code.addStatement("$N.refresh($N, $L)", packed.get(product), names.parameter(product.weight().buffer()), arguments(product));
      }
    }
    return code.build();
  }

  /** Makes the copies of computed weights. */
  CodeBlock ofComputed(List<Launch> launches) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Launch.MatrixProduct product : products(launches)) {
      if (product.weight().buffer().source() != Buffer.Source.PARAMETER) {
        code.addStatement("$N.pack($N, $L)", packed.get(product), names.field(product.weight().buffer()), arguments(product));
      }
    }
    return code.build();
  }

  /** The products among launches, in time loops, too. */
  static List<Launch.MatrixProduct> products(List<Launch> launches) {
    List<Launch.MatrixProduct> products = new ArrayList<>();
    for (Launch launch : launches) {
      if (launch instanceof Launch.MatrixProduct product) {
        products.add(product);
      } else if (launch instanceof Launch.TimeLoop loop) {
        products.addAll(products(loop.body()));
      }
    }
    return products;
  }

  private String arguments(Launch.MatrixProduct product) {
    List<Size> dims = product.weight().dims();
    Size k = product.transposed() ? dims.get(1) : dims.get(0);
    Size n = product.transposed() ? dims.get(0) : dims.get(1);
    return String.join(", ", code(product.weight().offset()), Boolean.toString(product.transposed()), code(k), code(n));
  }

  private String code(Size size) {
    return Sizes.code(size, names::size);
  }
}
