package org.seqlang.compiler.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.compiler.emit.java.CompiledProgram;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.device.Devices;

/** Each kind of cell in layers, in both directions and backwards: all that is checked of random cells, and what its loop holds. */
class CellKindsTest {

  private static final Map<Symbol, Integer> SIZES = CellCase.sizes(3, 2);

  static List<CellKinds> kinds() {
    return CellKinds.ALL;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void inLayersAndDirections(CellKinds kind) {
    List<CellRun> runs = CellCase.check(kind.layered(), SIZES, Set.of(Oracle.values())).runs();
    List<CompiledProgram.Emitted> programs = new ArrayList<>();
    runs.forEach(run -> programs.add(new CompiledProgram.Emitted(run.optimised(), "Kind" + programs.size())));
    List<CompiledProgram> compiled = CompiledProgram.all(programs, SIZES, Devices.chosen());
    for (int i = 0; i < runs.size(); i++) {
      assertTrue(runs.get(i).compare(compiled.get(i)), runs.get(i).name());
    }
  }

  /** Of products with the state, with the input and with an earlier input, the loop keeps the one with the state. */
  @Test
  void aProductWithAnEarlierInputLeavesTheLoop() {
    assertEquals(List.of(1L), loops("lags").stream().map(loop -> count(loop.body(), Contract.class)).toList());
    assertEquals(List.of(1L), loops("inputs").stream().map(loop -> count(loop.body(), Contract.class)).toList());
  }

  /** No weight goes into the loop of a memory whose products are all with the input. */
  @Test
  void onlyTheMemoryOfAMatrixStaysInTheLoop() {
    for (Scan loop : loops("matrix")) {
      assertTrue(loop.body().inputs().stream().skip(loop.sequences() + loop.states()).allMatch(i -> i.value().type().rank() < 2));
    }
  }

  /** The loops of one layer that is served. */
  private static List<Scan> loops(String kind) {
    CellKinds one = CellKinds.ALL.stream().filter(k -> k.name().equals(kind)).findFirst().orElseThrow();
    CellRun run = CellCase.check(one.single(), SIZES, Set.of()).runs().get(0);
    return run.optimised().nodes().stream().map(Node::op).filter(Scan.class::isInstance).map(Scan.class::cast).toList();
  }

  private static long count(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream().filter(node -> kind.isInstance(node.op())).count();
  }
}
