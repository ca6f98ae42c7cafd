package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

  /** @param numbers arrays with a number for each row, and what the row's is called; where there are some, the loop goes row by row */
  private record Loop(String name, Set<String> arrays, Map<String, String> numbers, String at, CodeBlock body) {}

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
    loops.add(new Loop(name, arrays, Map.of(), at, body));
    inPlace.add(written(at, count, body));
    apart.add(CodeBlock.builder().addStatement("$T.run($N, $N, $L)", RuntimeNames.SCRATCH, name, scratch, count).build());
  }

  /**
   * A loop that goes row by row, for the numbers that each row has one of.
   *
   * @param arrays that it asks for; absent where it asks for something else, too
   */
  void loopOfRows(String at, String rows, String columns, CodeBlock body, Optional<Set<String>> arrays, Map<String, String> numbers) {
    String name = method.pieceName();
    Loop loop = new Loop(name, arrays.orElse(Set.of()), numbers, at, body);
    if (arrays.isEmpty()) {
      add(ofRows(loop, rows, columns));
      return;
    }
    loops.add(loop);
    inPlace.add(ofRows(loop, rows, columns));
    apart.add(CodeBlock.builder().addStatement("$T.run($N, $N, $L, $L)", RuntimeNames.SCRATCH, name, scratch, rows, columns).build());
  }

  /** Whatever else is to be done between two loops. */
  void add(CodeBlock code) {
    inPlace.add(code);
    apart.add(code);
  }

  private static CodeBlock ofRows(Loop loop, String rows, String columns) {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("for (int row = 0; row < $L; row++)", rows);
    new TreeMap<>(loop.numbers).forEach((array, number) -> code.addStatement("final float $N = $N[row]", number, array));
    return code.beginControlFlow("for (int $N = row * $L; $N < (row + 1) * $L; $N++)", loop.at, columns, loop.at, columns, loop.at)
        .add(loop.body).endControlFlow().endControlFlow().build();
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
    MethodSpec.Builder piece = MethodSpec.methodBuilder(loop.name).addModifiers(Modifier.PRIVATE).addParameter(float[][].class, "scratch");
    boolean ofRows = !loop.numbers.isEmpty();
    (ofRows ? List.of("rows", "columns") : List.of("count")).forEach(name -> piece.addParameter(int.class, name));
    arrays.stream().filter(name -> loop.arrays.contains(name) || loop.numbers.containsKey(name))
        .forEach(name -> piece.addStatement("final float[] $N = scratch[$L]", name, arrays.indexOf(name)));
    return piece.addCode(ofRows ? ofRows(loop, "rows", "columns") : written(loop.at, "count", loop.body)).build();
  }
}
