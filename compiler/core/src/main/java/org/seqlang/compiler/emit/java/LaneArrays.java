package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.seqlang.compiler.emit.loop.LoopBody;
import org.seqlang.compiler.schedule.Scalar;

/** The short arrays that the small loops of a row loop work on, by what is in them. */
final class LaneArrays {

  /** What is copied in. */
  final Map<Scalar.Load, String> read = new LinkedHashMap<>();
  /** What loops and functions make. */
  final Map<Scalar.Local, String> made = new LinkedHashMap<>();
  /** A number for each row. */
  final Set<String> numbers = new LinkedHashSet<>();
  /** Full of one number. */
  final Map<Scalar, String> literals = new LinkedHashMap<>();

  /** Declares the variables; gives their names in the order of the arrays. */
  List<String> declare(LoopBody method, String scratch, Function<Scalar, CodeBlock> code) {
    return declare(method, scratch, CodeBlock.of(""), code);
  }

  /** @param width how long arrays must be, behind a comma */
  List<String> declare(LoopBody method, String scratch, CodeBlock width, Function<Scalar, CodeBlock> code) {
    Set<String> all = new LinkedHashSet<>(read.values());
    all.addAll(made.values());
    all.addAll(numbers);
    all.addAll(literals.values());
    method.body.addStatement("final float[][] $N = $T.arrays($L$L)", scratch, RuntimeNames.SCRATCH, all.size(), width);
    int next = 0;
    for (String name : all) {
      method.body.addStatement("final float[] $N = $N[$L]", name, scratch, next++);
    }
    literals.forEach((literal, name) -> method.body.addStatement("$T.fill($N, $L)", Arrays.class, name, code.apply(literal)));
    return List.copyOf(all);
  }
}
