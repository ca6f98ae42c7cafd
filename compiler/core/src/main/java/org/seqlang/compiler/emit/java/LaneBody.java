package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * What is done with a piece of some rows: small loops and calls. Loops are methods of their own, but for a single one:
 *
 * <pre>
 * private void piece3(float[][] scratch, int count) {
 *   final float[] x1 = scratch[0];
 *   final float[] v2 = scratch[4];
 *   for (int i = 0; i &lt; count; i++) {
 *     v2[i] = x1[i] * x1[i];
 *   }
 * }
 * </pre>
 */
final class LaneBody {

  private record Loop(String name, Set<String> arrays, String at, CodeBlock body) {}

  private final LaunchMethod method;
  private final String scratch;
  private final List<CodeBlock> inPlace = new ArrayList<>();
  private final List<CodeBlock> apart = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();

  /** @param scratch the variable with the arrays */
  LaneBody(LaunchMethod method, String scratch) {
    this.method = method;
    this.scratch = scratch;
  }

  void statement(String format, Object... arguments) {
    CodeBlock statement = CodeBlock.builder().addStatement(format, arguments).build();
    inPlace.add(statement);
    apart.add(statement);
  }

  /** A loop that may stand in a method of its own, as all that it asks for is in arrays. */
  void loop(String at, String count, CodeBlock body, Set<String> arrays) {
    String name = method.pieceName();
    loops.add(new Loop(name, arrays, at, body));
    inPlace.add(written(at, count, body));
    apart.add(CodeBlock.builder().addStatement("$T.run($N, $N, $L)", RuntimeNames.SCRATCH, name, scratch, count).build());
  }

  /** A loop that stands where it is. */
  void loopInPlace(String at, String count, CodeBlock body) {
    CodeBlock loop = written(at, count, body);
    inPlace.add(loop);
    apart.add(loop);
  }

  private static CodeBlock written(String at, String count, CodeBlock body) {
    return CodeBlock.builder().beginControlFlow("for (int $N = 0; $N < $L; $N++)", at, at, count, at).add(body).endControlFlow().build();
  }

  /** The code, and the methods beside it. */
  CodeBlock code(List<String> arrays) {
    if (loops.size() == 1) {
      return CodeBlock.join(inPlace, "");
    }
    loops.forEach(loop -> method.addPiece(piece(loop, arrays)));
    return CodeBlock.join(apart, "");
  }

  private static MethodSpec piece(Loop loop, List<String> arrays) {
    MethodSpec.Builder piece = MethodSpec.methodBuilder(loop.name).addModifiers(Modifier.PRIVATE)
        .addParameter(float[][].class, "scratch").addParameter(int.class, "count");
    arrays.stream().filter(loop.arrays::contains)
        .forEach(name -> piece.addStatement("final float[] $N = scratch[$L]", name, arrays.indexOf(name)));
    return piece.addCode(written(loop.at, "count", loop.body)).build();
  }
}
