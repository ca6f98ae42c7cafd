package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.emit.java.InMemoryCompiler;
import org.seqlang.diagnostic.Source;

/** A model may call its sizes and arguments what it likes: the Java compiles, without a warning. */
class GeneratedNamesTest {

  private static final String MODEL = """
      package awkward
      import seq.nn.*

      model Awkward(default: int, new: int = 3, gradient: int = 4, file: int = 2, static: real = 0.5, r: int = 5) {
        class  = Linear(default, new)
        return = GRU(new, gradient)
        public = Linear(gradient, file)

        def result(x: float[T, default], examples: float[file]) -> float[file] =
          dropout(public(return(class(x)).last), static) + examples

        objective train(program: float[T, default], seed: float[file], batch: index<file>) =
          cross_entropy(result(program, seed), batch)

        entry tape(hashCode: float[T, default], stepsT: float[file]) -> float[file] = result(hashCode, stepsT)
        entry values(sizes: float[Int, r], seed: float, parameters: index<file>[Int]) -> float[Int] =
          sum(sizes) + seed + float(parameters)

        /// Along a stream, with the names that its methods have for things of their own.
        entry flow(position: float[T, default], states: index<file>[T], row: float[T], i: float[T], taken: float[T],
                   steps: float[new], before: float[S, new], started: float) -> float[T, new] =
          class(position) + started * softmax(before @ steps) @ before + mean(row + i + taken + float(states) over T)
        entry flowing(steps: float[T], save: float, toBytes: float[S]) -> float = sum(steps) + save + sum(toBytes)
        entry flowStep(next: float[T, new]) -> float[gradient] = return(next).last
        entry flowStepStart(value: index<file>[T]) -> index<file>[T] = value
      }
      """;

  @Test
  void anyNameCompiles() throws ReflectiveOperationException {
    SeqCompiler.Request request = new SeqCompiler.Request(List.of(new Source("Awkward.seq", MODEL)),
        Library.ofResources(GeneratedNamesTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT);
    SeqCompiler.Result result = SeqCompiler.compile(request);
    assertEquals(List.of(), result.diagnostics().stream().filter(d -> d.isError()).toList());
    Map<String, String> classes = new HashMap<>();
    result.files().forEach(
        file -> classes.put(file.path().replace(".java", "").replace('/', '.'), file.content()));
    assertNotNull(InMemoryCompiler.compile(classes).loadClass("awkward.Awkward"));
  }
}
