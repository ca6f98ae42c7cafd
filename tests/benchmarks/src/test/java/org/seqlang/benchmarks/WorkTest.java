package org.seqlang.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.seqlang.compiler.ir.GraphParser;

class WorkTest {

  private static final String RECURRENT = """
      graph train sizes w ragged T (
          parameter u %1: float[w, w],
          parameter v %2: float[w, 2*w],
          example x %0: float[T, 2*w]) {
        %3: float[] = constant 0.0
        %4: float[w] = broadcast [w] axes [] %3
        %5: float[w], %6: float[T, w] = scan T sequences 1 states 1 %0, %4, %1, %2 graph body (
            body x %0: float[2*w],
            body h %1: float[w],
            body u %2: float[w, w],
            body v %3: float[w, 2*w]) {
          %4: float[w] = contract "oi,i->o" %3, %0
          %5: float[w] = contract "oi,i->o" %2, %1
          %6: float[w] = add %4, %5
          %7: float[w] = tanh %6
          return h %7, out %7
        }
        return last %5
      }
      """;

  @Test
  void countsWhatDependsOnParametersOnceMoreInTraining() {
    // Eight inputs make w = 4. Of a step, 2 * 4 * 8 for the input and 2 * 4 * 4 for the state; the input needs no gradient.
    Work work = Work.of(GraphParser.parse(RECURRENT), 8, 10);
    assertEquals(10 * (64 + 32), work.products());
    assertEquals(10 * (2 * 64 + 3 * 32), work.training());
    assertEquals(10 * 4, work.functions());
    assertEquals(10 * 4, work.states());
  }
}
