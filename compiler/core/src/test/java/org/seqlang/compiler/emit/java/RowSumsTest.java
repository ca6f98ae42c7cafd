package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;
import org.seqlang.compiler.schedule.View;
import org.seqlang.diagnostic.Span;

/** Sums over the rows of one matrix come together, unless their order matters. */
class RowSumsTest {

  private static final Size H = Size.hyper("hidden");
  private static final Space STEPS = Space.steps(Symbol.ragged("T"));
  private static final Span NOWHERE = Span.NONE;

  private final Map<Buffer, Buffer> memory = new LinkedHashMap<>();
  private final View left = rows("left");
  private final View other = rows("other");
  private final View x = rows("x");
  private final View h = rows("h");

  private Buffer buffer(String name, Space space, Size columns) {
    Buffer buffer = new Buffer(memory.size(), name, space, columns, true, Buffer.Source.PLANNED, "");
    memory.put(buffer, buffer);
    return buffer;
  }

  private View rows(String name) {
    return View.whole(buffer(name, STEPS, H), List.of(H));
  }

  private View weight(String name) {
    return View.whole(buffer(name, Space.SHARED, H.times(H)), List.of(H, H));
  }

  private static Launch.OuterSum outer(View left, View right, View result) {
    return new Launch.OuterSum(STEPS, left, right, result, true, NOWHERE);
  }

  private Launch.ColumnSum columns(View operand) {
    return new Launch.ColumnSum(STEPS, operand, View.whole(buffer("bias", Space.SHARED, H), List.of(H)), false, NOWHERE);
  }

  private List<List<Launch>> gather(Launch... launches) {
    Schedule schedule = new Schedule("sums", memory, List.of(), List.of(launches), List.of(), List.of(), List.of(), List.of());
    List<List<Launch>> alone = new ArrayList<>();
    for (Launch launch : launches) {
      alone.add(List.of(launch));
    }
    return new RowSums(schedule).gather(alone);
  }

  @Test
  void thoseOfOneMatrixComeTogether() {
    Launch bias = columns(left);
    Launch first = outer(left, x, weight("w"));
    Launch between = outer(other, h, weight("v"));
    Launch second = outer(left, h, weight("u"));
    assertEquals(List.of(List.of(bias, first, second), List.of(between)), gather(bias, first, between, second));
  }

  @Test
  void thoseOfOneWeightKeepTheirOrder() {
    View tied = weight("w");
    Launch first = outer(left, x, weight("v"));
    Launch second = outer(other, x, tied);
    Launch third = outer(left, h, tied);
    assertEquals(List.of(List.of(first), List.of(second), List.of(third)), gather(first, second, third));
    assertEquals(List.of(List.of(third), List.of(outer(left, x, tied))), gather(third, outer(left, x, tied)));
  }

  @Test
  void otherWorkKeepsThemApart() {
    Launch first = outer(left, x, weight("v"));
    Launch work = new Launch.RowLoop(STEPS, List.of(H), List.of(), NOWHERE);
    Launch second = outer(left, h, weight("w"));
    assertEquals(List.of(List.of(first), List.of(work), List.of(second)), gather(first, work, second));
  }

  @Test
  void columnsWaitForAProductUnlessSomebodyAsksForThem() {
    Launch.ColumnSum bias = columns(left);
    Launch work = new Launch.RowLoop(STEPS, List.of(H), List.of(), NOWHERE);
    Launch product = outer(left, h, weight("w"));
    assertEquals(List.of(List.of(work), List.of(bias, product)), gather(bias, work, product));
    Launch asks = new Launch.Reduction(Space.SHARED, Launch.Combine.SUM, bias.result(), Optional.of(0), Optional.empty(), x, NOWHERE);
    assertEquals(List.of(List.of(bias), List.of(asks), List.of(product)), gather(bias, asks, product));
  }
}
