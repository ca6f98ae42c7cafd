package org.seqlang.compiler.cell;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.device.Devices;

/**
 * Random cells as text, and everything that must be true of them. {@code -Dcells=2000} runs as many, {@code -Dcells.from=n} begins
 * at another seed; {@code mvn verify -Pcells} does the long run.
 */
class RandomCellsTest {

  private static final int CELLS = Integer.getInteger("cells", 30);
  private static final int FROM = Integer.getInteger("cells.from", 0);
  /** How many are compiled together. */
  private static final int TOGETHER = 10;
  /** Of so many cells one is compiled as a whole model. */
  private static final int WHOLE = 5;
  private static final int SHRINKS = Integer.getInteger("cells.shrinks", 150);

  private int checked;
  private int sensitive;
  private final Map<Long, CellFailure> failures = new LinkedHashMap<>();

  @Test
  void areCompiledRight() {
    for (int from = FROM; from < FROM + CELLS; from += TOGETHER) {
      together(from, Math.min(TOGETHER, FROM + CELLS - from));
    }
    if (CELLS > 30) {
      System.out.println(checked + " programs of " + CELLS + " random cells agree, " + sensitive
          + " are too sensitive to compare, " + failures.size() + " cells fail");
    }
    if (!failures.isEmpty()) {
      fail(report());
    }
  }

  /** What {@code a} and {@code b} are: each batch takes the next pair. */
  private static final List<Map<Symbol, Integer>> SIZES =
      List.of(CellCase.SIZES, CellCase.sizes(2, 3), CellCase.sizes(1, 1), CellCase.sizes(4, 9));

  private static Map<Symbol, Integer> sizes(long seed) {
    return SIZES.get((int) (seed / TOGETHER % SIZES.size()));
  }

  private void together(int from, int count) {
    wholeModels(from, count);
    List<CompiledProgram.Emitted> programs = new ArrayList<>();
    List<CellRun> runs = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (long seed = from; seed < from + count; seed++) {
      try {
        for (CellRun run : CellCase.check(text(Choices.drawn(seed)), sizes(seed), Set.of(Oracle.values())).runs()) {
          programs.add(emitted(run, "Cell" + seed + "_" + run.name()));
          runs.add(run);
          seeds.add(seed);
        }
      } catch (CellFailure e) {
        failures.put(seed, e);
      }
    }
    if (programs.isEmpty()) {
      return;
    }
    try {
      List<CompiledProgram> compiled = CompiledProgram.all(programs, sizes(from), Devices.chosen());
      for (int i = 0; i < runs.size(); i++) {
        compare(runs.get(i), compiled.get(i), seeds.get(i));
      }
    } catch (AssertionError e) {
      for (int i = 0; i < runs.size(); i++) {
        alone(programs.get(i), runs.get(i), seeds.get(i));
      }
    }
  }

  /** A few whole models, compiled together; one by one where they do not. */
  private void wholeModels(int from, int count) {
    Map<Long, Map<String, String>> models = new LinkedHashMap<>();
    Map<String, String> all = new LinkedHashMap<>();
    for (long seed = from; seed < from + count; seed += WHOLE) {
      try {
        models.put(seed, WholeModel.files(text(Choices.drawn(seed)), seed));
        all.putAll(models.get(seed));
      } catch (CellFailure e) {
        failures.put(seed, e);
      }
    }
    try {
      WholeModel.compile(all);
    } catch (CellFailure e) {
      models.forEach((seed, files) -> {
        try {
          WholeModel.compile(files);
        } catch (CellFailure own) {
          failures.put(seed, own);
        }
      });
    }
  }

  /** Where some do not compile, each is compiled alone. */
  private void alone(CompiledProgram.Emitted program, CellRun run, long seed) {
    try {
      compare(run, CompiledProgram.all(List.of(program), sizes(seed), Devices.chosen()).get(0), seed);
    } catch (AssertionError e) {
      failures.putIfAbsent(seed, new CellFailure(Oracle.JAVA, e));
    }
  }

  private void compare(CellRun run, CompiledProgram program, long seed) {
    try {
      if (run.compare(program)) {
        checked++;
      } else {
        sensitive++;
      }
    } catch (CellFailure e) {
      failures.putIfAbsent(seed, e);
    } catch (RuntimeException | AssertionError e) {
      failures.putIfAbsent(seed, new CellFailure(Oracle.JAVA, e));
    }
  }

  private static CompiledProgram.Emitted emitted(CellRun run, String name) {
    try {
      return new CompiledProgram.Emitted(run.optimised(), name);
    } catch (RuntimeException | AssertionError e) {
      throw new CellFailure(Oracle.EMITS, e);
    }
  }

  /** Each sort of failure once, made as simple as can be, with its seed. */
  private String report() {
    StringBuilder out = new StringBuilder(failures.size() + " cells fail: " + failures.keySet() + "\n");
    List<CellFailure> shown = new ArrayList<>();
    failures.forEach((seed, failure) -> {
      if (shown.size() < 5 && shown.stream().noneMatch(failure::isLike)) {
        shown.add(failure);
        out.append("\nseed ").append(seed).append(", made as simple as it goes:\n").append(simplest(seed, failure)).append('\n');
      }
    });
    return out.toString();
  }

  private static String simplest(long seed, CellFailure failure) {
    Choices drawn = Choices.drawn(seed);
    text(drawn);
    List<Integer> choices = Shrinker.shrink(drawn.made(), c -> fails(seed, text(Choices.given(c)), failure), SHRINKS);
    String text = text(Choices.given(choices));
    return text + problem(seed, text, Set.of(failure.oracle())).map(CellFailure::getMessage).orElse("");
  }

  private static boolean fails(long seed, String text, CellFailure like) {
    return problem(seed, text, Set.of(like.oracle())).filter(like::isLike).isPresent();
  }

  /** What is wrong with a text. */
  private static Optional<CellFailure> problem(long seed, String text, Set<Oracle> oracles) {
    RandomCellsTest alone = new RandomCellsTest();
    try {
      if (oracles.contains(Oracle.EMITS)) {
        WholeModel.compile(WholeModel.files(text, seed));
      }
      for (CellRun run : CellCase.check(text, sizes(seed), oracles).runs()) {
        if (!oracles.contains(Oracle.EMITS) && !oracles.contains(Oracle.JAVA)) {
          continue;
        }
        alone.alone(emitted(run, "Cell"), run, seed);
      }
    } catch (CellFailure e) {
      return Optional.of(e);
    }
    return Optional.ofNullable(alone.failures.get(seed));
  }

  private static String text(Choices choices) {
    String text = ModelSource.of(choices);
    if (Boolean.getBoolean("cells.print")) {
      System.out.println(text);
    }
    return text;
  }
}
