package org.seqlang.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParallelTest {

  private static RowRange count(AtomicIntegerArray visits) {
    return (from, to) -> {
      for (int i = from; i < to; i++) {
        visits.incrementAndGet(i);
      }
    };
  }

  private static void assertAll(int expected, AtomicIntegerArray visits) {
    for (int i = 0; i < visits.length(); i++) {
      assertEquals(expected, visits.get(i), "row " + i);
    }
  }

  @Test
  void rowsVisitsEveryRowOnce() {
    for (int rows = 0; rows < 100; rows++) {
      AtomicIntegerArray visits = new AtomicIntegerArray(rows);
      Parallel.rows(rows, 1 + rows % 5, count(visits));
      assertAll(1, visits);
    }
  }

  @Test
  void rangesAreTheCallersOwn() {
    int[] bounds = {2, 3, 3, 10, 40};
    Set<String> seen = Collections.synchronizedSet(new HashSet<>());
    Parallel.ranges(bounds, (from, to) -> seen.add(from + "-" + to));
    assertEquals(Set.of("2-3", "3-3", "3-10", "10-40"), seen);
  }

  @Test
  void crewsOfAnySizeWorkTheirJobs() {
    for (int threads : new int[] {1, 2, 3, 7}) {
      Crew crew = new Crew(threads);
      AtomicIntegerArray visits = new AtomicIntegerArray(50);
      for (int job = 0; job < 2000; job++) {
        assertTrue(crew.tryRows(50, 1 + job % 9, count(visits)));
      }
      assertAll(2000, visits);
    }
  }

  @Test
  void aPhaseBeginsWhenAllOfTheOneBeforeIsDone() {
    for (int threads : new int[] {1, 2, 3, 7}) {
      Crew crew = new Crew(threads);
      for (int job = 0; job < 200; job++) {
        int parts = 1 + job % 5;
        int phases = job % 60;
        int[] done = new int[parts];
        assertTrue(crew.tryPhases(phases, parts, (phase, part, count) -> {
          assertEquals(parts, count);
          for (int other : done) {
            assertTrue(other == phase || other == phase + 1, "phase " + phase + " meets one of " + other);
          }
          assertEquals(phase, done[part]);
          done[part]++;
        }));
        for (int each : done) {
          assertEquals(phases, each);
        }
        AtomicIntegerArray visits = new AtomicIntegerArray(20);
        crew.tryRows(20, 1 + job % 3, count(visits));
        assertAll(1, visits);
      }
    }
  }

  @Test
  void nobodyWaitsForAWorkerThatSleeps() {
    Crew crew = new Crew(2);
    float[] sums = new float[64];
    for (int job = 0; job < 20; job++) {
      crew.tryPhases(50, 2, (phase, part, parts) -> {
        for (int i = Parallel.row(64, part, parts); i < Parallel.row(64, part + 1, parts); i++) {
          sums[i] += sums[63 - i] >= phase ? 1 : 1_000;
        }
        if (phase % 25 == 24 && Thread.currentThread().getName().startsWith("seqlang-")) {
          LockSupport.parkNanos(2_000_000);
        }
      });
      float[] expected = new float[64];
      Arrays.fill(expected, 50);
      assertArrayEquals(expected, sums);
      Arrays.fill(sums, 0);
    }
  }

  @Test
  void aFailedPhaseIsTheLast() {
    Crew crew = new Crew(3);
    for (int job = 0; job < 100; job++) {
      int bad = job % 7;
      AtomicIntegerArray visits = new AtomicIntegerArray(10);
      Throwable thrown = assertThrows(IllegalStateException.class, () -> crew.tryPhases(10, 3, (phase, part, parts) -> {
        visits.incrementAndGet(phase);
        if (phase == bad && part == 1) {
          throw new IllegalStateException("phase " + phase);
        }
      }));
      assertEquals("phase " + bad, thrown.getMessage());
      for (int phase = bad + 1; phase < 10; phase++) {
        assertEquals(0, visits.get(phase));
      }
    }
  }

  @Test
  void whatOtherThreadsWroteIsVisible() {
    Crew crew = new Crew(3);
    float[] x = new float[64];
    for (int job = 1; job <= 3000; job++) {
      float value = job;
      crew.tryRows(64, 3, (from, to) -> Arrays.fill(x, from, to, value));
      float[] expected = new float[64];
      Arrays.fill(expected, value);
      assertArrayEquals(expected, x);
    }
  }

  @Test
  void nestedCallsRunInTheSameThread() {
    AtomicIntegerArray visits = new AtomicIntegerArray(8 * 8);
    Parallel.rows(8, 1, (from, to) -> {
      Thread outer = Thread.currentThread();
      for (int i = from; i < to; i++) {
        int base = i * 8;
        Parallel.rows(8, 1, (first, last) -> {
          assertEquals(outer, Thread.currentThread());
          for (int j = first; j < last; j++) {
            visits.incrementAndGet(base + j);
          }
        });
      }
    });
    assertAll(1, visits);
  }

  @Test
  void anExceptionReachesTheCallerAndLeavesTheCrewUsable() {
    Crew crew = new Crew(3);
    for (int job = 0; job < 300; job++) {
      int bad = job % 3;
      Throwable thrown = assertThrows(IllegalStateException.class, () -> crew.tryRows(3, 3, (from, to) -> {
        if (from == bad) {
          throw new IllegalStateException("row " + from);
        }
      }));
      assertEquals("row " + bad, thrown.getMessage());
      AtomicIntegerArray visits = new AtomicIntegerArray(10);
      crew.tryRows(10, 3, count(visits));
      assertAll(1, visits);
    }
    assertThrows(AssertionError.class, () -> Parallel.ranges(new int[] {0, 1, 2}, (from, to) -> {
      throw new AssertionError();
    }));
  }

  @Test
  void aBusyCrewRefuses() {
    Crew crew = new Crew(2);
    crew.tryRows(1, 1, (from, to) -> assertFalse(crew.tryRows(1, 1, (f, t) -> {})));
  }

  @Test
  void severalApplicationThreadsMayCallAtOnce() throws Exception {
    int callers = 4;
    AtomicIntegerArray visits = new AtomicIntegerArray(callers * 32);
    CyclicBarrier start = new CyclicBarrier(callers);
    Thread[] threads = new Thread[callers];
    for (int c = 0; c < callers; c++) {
      int base = c * 32;
      threads[c] = new Thread(() -> {
        try {
          start.await();
        } catch (Exception impossible) {
          throw new AssertionError(impossible);
        }
        for (int job = 0; job < 500; job++) {
          Parallel.rows(32, 4, (from, to) -> {
            for (int i = from; i < to; i++) {
              visits.incrementAndGet(base + i);
            }
          });
        }
      });
      threads[c].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertAll(500, visits);
  }

  @Test
  void productsHaveTheSameBitsOnSeveralThreads() {
    Matrices matrices = Kernels.matrices();
    int rows = 130;
    int k = 90;
    int n = 110;
    float[] a = counting(rows * k);
    float[] b = counting(Math.max(k, rows) * n);
    PackedMatrix packed = matrices.packed();
    matrices.pack(b, 0, n, false, k, n, packed);
    float[] expected = new float[rows * n];
    float[] actual = new float[rows * n];
    matrices.multiply(a, 0, k, rows, packed, expected, 0, n, false);
    ParallelMatrices.multiply(a, 0, k, rows, packed, actual, 0, n, false);
    assertArrayEquals(expected, actual, 0f);
    matrices.multiplyTransposed(a, 0, k, b, 0, n, rows, k, n, expected, 0, n, true);
    ParallelMatrices.multiplyTransposed(a, 0, k, b, 0, n, rows, k, n, actual, 0, n, true);
    assertArrayEquals(expected, actual, 0f);
  }

  private static float[] counting(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (float) Math.sin(i);
    }
    return x;
  }

  @Test
  void refusesBadArguments() {
    assertThrows(IllegalArgumentException.class, () -> Parallel.rows(-1, 1, (from, to) -> {}));
    assertThrows(IllegalArgumentException.class, () -> Parallel.rows(1, 0, (from, to) -> {}));
    assertThrows(IllegalArgumentException.class, () -> Parallel.phases(-1, 1, (phase, part, parts) -> {}));
    assertThrows(IllegalArgumentException.class, () -> Parallel.phases(1, 0, (phase, part, parts) -> {}));
    assertThrows(IllegalArgumentException.class, () -> Parallel.ranges(new int[] {0}, (from, to) -> {}));
    assertThrows(IllegalArgumentException.class, () -> Parallel.ranges(new int[] {0, 2, 1}, (from, to) -> {}));
  }

  @Test
  void readsTheNumberOfThreads() {
    assertEquals(3, Parallel.threadsFrom(" 3 "));
    assertEquals(Runtime.getRuntime().availableProcessors(), Parallel.threadsFrom(""));
    for (String bad : new String[] {"0", "-1", "many", "100000"}) {
      Throwable thrown = assertThrows(IllegalArgumentException.class, () -> Parallel.threadsFrom(bad));
      assertEquals(
          "the system property seqlang.threads is '" + bad + "'; set it to a number from 1 to 1024, or leave it out",
          thrown.getMessage());
    }
  }
}
