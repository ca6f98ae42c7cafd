package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Type;

/**
 * The Java types in which values cross the border of a model. One example: {@code int} for an index, {@code int[]} for a
 * sequence of them, {@code float[]} for a vector or a sequence of numbers, {@code float[][]} for a sequence of vectors. Many examples: {@code int[]},
 * {@code List<int[]>}, {@code List<float[]>}, {@code List<float[][]>}; results as {@code Rows} and {@code Ragged}.
 */
final class BorderTypes {

  private BorderTypes() {}

  static boolean isRagged(Type type) {
    return type.time().isPresent();
  }

  /** Whether a row of it is a single number. */
  static boolean isSingle(Type type) {
    return type.staticDims().isEmpty();
  }

  private static TypeName element(Type type) {
    return type.element() instanceof Element.Float ? TypeName.FLOAT : TypeName.INT;
  }

  /** The type of one example's value. */
  static TypeName one(Type type) {
    TypeName array = element(type);
    if (!isSingle(type)) {
      array = ArrayTypeName.of(array);
    }
    return isRagged(type) ? ArrayTypeName.of(array) : array;
  }

  /** The type of many examples' values, as arguments. */
  static TypeName many(Type type) {
    if (!isRagged(type) && isSingle(type)) {
      return ArrayTypeName.of(element(type));
    }
    return ParameterizedTypeName.get(ClassName.get(List.class), one(type));
  }

  /** The type of many examples' results. */
  static TypeName manyResults(Type type) {
    boolean floats = type.element() instanceof Element.Float;
    if (floats && !isSingle(type)) {
      return isRagged(type) ? RuntimeNames.RAGGED : RuntimeNames.ROWS;
    }
    return many(type);
  }

  /** A one-example value as a batch of one. */
  static CodeBlock batchOfOne(Type type, String name) {
    if (!isRagged(type) && isSingle(type)) {
      return CodeBlock.of("new $T[] {$N}", element(type), name);
    }
    // Without its type, List.of would take an array of arrays for many arrays.
    return isRagged(type) && !isSingle(type)
        ? CodeBlock.of("$T.<$T>of($N)", List.class, one(type), name) : CodeBlock.of("$T.of($N)", List.class, name);
  }
}
