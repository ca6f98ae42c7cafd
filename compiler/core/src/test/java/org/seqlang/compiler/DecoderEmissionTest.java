package org.seqlang.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.emit.java.InMemoryCompiler;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.Source;

/** The Java of an objective that runs a decoder: a method for the teacher's ratio, and two programs. */
class DecoderEmissionTest {

  private static final String MODEL = """
      package decoders
      import seq.nn.*

      model Translator(source: int, target: int, n: int = 3, bos: int = 1) {
        read    = Embedding(source, n)
        encoder = LSTM(n, n, layers = 2, dropout = 0.1)
        write   = Embedding(target, n)
        decoder = LSTM(n, n, layers = 2, dropout = 0.1)
        output  = Linear(n, target)

        step next(previous: index<target>) -> float[target] = output(dropout(decoder(write(previous)), 0.1))

        objective train(s: index<source>[S], t: index<target>[T], ratio: real = 0.5, weight: real = 1) {
          scores = run next from encoder(read(s)) over T, start bos, feed teacher(t, ratio)
          weight * mean(cross_entropy(scores, t) over T)
        }

        objective must(s: index<source>[S], t: index<target>[T], scale: real) =
          scale * mean(mean(run next from encoder(read(s)) over T, start bos) over T) + mean(float(t) over T)

        entry ahead(s: index<source>[S], t: index<target>[T]) -> float[T, target] =
          run next from encoder(read(s)) over T, start bos, feed teacher(t)
      }
      """;

  @Test
  void objectivesTakeTheirNumbers() throws ReflectiveOperationException {
    SeqCompiler.Result result = compile(MODEL);
    assertEquals(List.of(), result.diagnostics());
    Map<String, String> classes = new HashMap<>();
    result.files().forEach(
        file -> classes.put(file.path().replace(".java", "").replace('/', '.'), file.content()));
    Class<?> model = InMemoryCompiler.compile(classes).loadClass("decoders.Translator");
    assertEquals(0, model.getMethod("train").getParameterCount());
    assertEquals(2, model.getMethod("train", double.class, double.class).getParameterCount());
    assertEquals(1, model.getMethod("must", double.class).getParameterCount());
    String java = classes.get("decoders.Translator");
    assertTrue(java.contains("return train(0.5, 1.0)"), java);
    assertTrue(java.contains("ratio == 1.0 ? new TrainForcedObjective(ratio, weight)"), java);
  }

  @Test
  void aRecurrenceInsideAStepIsRefused() {
    SeqCompiler.Result result = compile("""
        import seq.nn.*
        model M(n: int = 4, v: int = 5) {
          read   = Embedding(v, n)
          outer  = GRU(n, n)
          inner  = GRU(n, n)
          output = Linear(n, v)
          step next(previous: index<v>, memory: float[S, n]) -> float[v] {
            query = outer(read(previous))
            output(inner(tanh(memory + query)).last)
          }
          objective train(x: index<v>[S], y: index<v>[T]) {
            seen   = outer(read(x))
            scores = run next(seen.steps) from seen over T, start 1, feed teacher(y)
            mean(cross_entropy(scores, y) over T)
          }
        }
        """);
    assertEquals(List.of("SEQ0559"), result.diagnostics().stream().map(Diagnostic::code).toList());
    assertEquals(List.of(), result.files());
  }

  private static SeqCompiler.Result compile(String text) {
    return SeqCompiler.compile(new SeqCompiler.Request(List.of(new Source("M.seq", text)),
        Library.ofResources(DecoderEmissionTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT));
  }
}
