package org.seqlang.compiler.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.Library;
import org.seqlang.compiler.SeqCompiler;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.device.Devices;
import org.seqlang.diagnostic.Source;

/** What random cells found, made as simple as it goes. */
class FoundByRandomCellsTest {

  /** Java has no cast from a truth value to a number. */
  @Test
  void aComparisonAsANumberInALoop() {
    holds("""
        cell Cell(a, b) {
          param w: float[b] ~ uniform(0.5)
          in x: float[a]
          state s: float[b] = 0
          gate = s[t-1] * float(w > s[t-1])
          s[t] = tanh(gate + s[t-1] + 0.5)
          out s
        }
        model Random(a: int, b: int) {
          core = Cell(a, b)
          def score(x: float[T, a]) -> float[] = sum(mean(core(x) over T))
          objective train(x: float[T, a]) = score(x)
          entry predict(x: float[T, a]) -> float[] = score(x)
        }
        """);
  }

  /** Its sums began with what they were to be added to, before that was there. */
  @Test
  void aProductAddedToItself() {
    holds("""
        model Random(a: int, b: int) {
          param w: float[b, a] ~ uniform(0.5)
          objective train(x: float[T, a]) {
            y = w @ x
            sum(max(y + y) over T)
          }
          entry predict(x: float[T, a]) -> float[T, b] = { y = w @ x; y + y }
        }
        """);
  }

  /** It was copied out of the parameter at each step, but packed for products before the loop. */
  @Test
  void partOfAParameterAsAWeight() {
    holds("""
        cell Cell(a, b) {
          param w: float[a, 2*b] ~ uniform(0.5)
          in    x: float[a]
          state s: float[b] = 0
          _left, right = split(w, 2)
          s[t] = 0.5 * s[t-1] + 0.3 * max(right @ s[t-1]) + sum(x)
          out s
        }
        model Random(a: int, b: int) {
          core = Cell(a, b)
          objective train(x: float[T, a]) = sum(core(x).last)
          entry predict(x: float[T, a]) -> float[b] = core(x).last
        }
        """);
  }

  /** The first columns of a wider buffer were taken for a buffer of their own. */
  @Test
  void theFirstColumnsAsAResult() {
    holds("""
        model Random(a: int, b: int) {
          entry predict(x: float[T, 2*b]) -> float[b] = slice(2 * x.last, 0, b)
          entry all(x: float[T, 2*b]) -> float[T, b] { left, _right = split(tanh(x), 2); left }
        }
        """);
  }

  /** The compiler looked for a gradient program that is not there. */
  @Test
  void anObjectiveWithoutParameters() {
    String text = "model Random(a: int) {\n  objective train(x: float[a]) = sum(x)\n}\n";
    SeqCompiler.Result result = SeqCompiler.compile(new SeqCompiler.Request(List.of(new Source("Random.seq", text)),
        Library.ofResources(FoundByRandomCellsTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT));
    assertEquals(List.of("SEQ0484: the objective `train` depends on no trained parameter"),
        result.diagnostics().stream().map(d -> d.code() + ": " + d.message()).toList());
  }

  /** Seed 1465: a chain of as many calls as a program has buffers and launches was too deep for javac. */
  @Test
  void noChainGrowsWithTheProgram() {
    String text = "model Random(a: int) {\n  param w: float[a, a] ~ uniform(0.5)\n"
        + "  objective train(x: float[T, a]) = sum(mean(tanh(w @ x) over T))\n}\n";
    SeqCompiler.Result result = SeqCompiler.compile(new SeqCompiler.Request(List.of(new Source("Random.seq", text)),
        Library.ofResources(FoundByRandomCellsTest.class.getClassLoader()), SeqCompiler.Options.DEFAULT));
    String plans = result.files().stream().map(file -> file.content()).filter(java -> java.contains("KernelPlan.of("))
        .collect(Collectors.joining());
    assertTrue(plans.contains("KernelPlan.of("));
    assertFalse(Pattern.compile(
        "\\.(floats|ints|rows|product|outer)\\([^;]*\\)\\s*\\.(floats|ints|rows|product|outer)\\(")
        .matcher(plans).find());
  }

  /** Seed 1196: single precision has ties where double has none; which of the two is meant no program can know. */
  @Test
  void tiesOfSinglePrecisionAreTooSensitive() {
    CellRun run = CellCase.check("""
        package random
        model Random(a: int) {
          entry predict(x: float[a]) -> float[] = float(argmax(concat(tanh(12 + 0.1 * x), tanh(14 + 0.1 * x))))
        }
        """, CellCase.SIZES, Set.of(Oracle.values())).runs().get(0);
    assertTrue(Sensitivity.ofRounding(run.plain(), run.experiment(), 1e-5));
  }

  private static void holds(String text) {
    for (CellRun run : CellCase.check("package random\nimport seq.nn.*\n" + text, CellCase.SIZES, Set.of(Oracle.values())).runs()) {
      CompiledProgram.Emitted program = new CompiledProgram.Emitted(run.optimised(), "Cell");
      assertTrue(run.compare(CompiledProgram.all(List.of(program), CellCase.SIZES, Devices.chosen()).get(0)));
    }
  }
}
