package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.schedule.Accesses;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.View;

/**
 * Sums over the rows of one matrix: the gradients of all weights that were multiplied to one sum, and of a bias. They are one call, which reads
 * the matrix once.
 */
final class RowSums {

  private final Schedule schedule;

  RowSums(Schedule schedule) {
    this.schedule = schedule;
  }

  /** Whether a launch is a sum over rows. */
  static boolean isSum(Launch launch) {
    return launch instanceof Launch.OuterSum || launch instanceof Launch.ColumnSum;
  }

  /**
   * The launches in their order, but sums over one matrix together: those between which no other work stands, and sums of columns with the next
   * product that reads the same, if nobody asks for them before.
   */
  List<List<Launch>> gather(List<List<Launch>> launches) {
    List<List<Launch>> gathered = new ArrayList<>();
    int run = 0;
    for (List<Launch> chain : launches) {
      if (!isSum(chain.get(0))) {
        gathered.add(chain);
        run = gathered.size();
      } else if (!joins(chain.get(0), gathered.subList(run, gathered.size()))) {
        List<Launch> group = new ArrayList<>();
        run -= delay(gathered, run, chain.get(0), group);
        group.add(chain.get(0));
        gathered.add(group);
      }
    }
    return gathered;
  }

  /** Moves earlier sums of a matrix's columns, before {@code end}, to the group of a sum over the same; how many. */
  private int delay(List<List<Launch>> done, int end, Launch sum, List<Launch> group) {
    int moved = 0;
    for (int i = end - 1; i >= 0; i--) {
      Launch earlier = done.get(i).get(0);
      if (earlier instanceof Launch.ColumnSum && done.get(i).size() == 1 && isOver(matrix(earlier), matrix(sum))
          && earlier.space().equals(sum.space()) && !home(earlier).equals(home(sum))
          && done.subList(i + 1, done.size()).stream().flatMap(List::stream).noneMatch(later -> touches(later, home(earlier)))) {
        group.add(earlier);
        done.remove(i);
        moved++;
      }
    }
    return moved;
  }

  /** Adds a sum to the group that it belongs to, if there is one and nothing after that has to be done first. */
  private boolean joins(Launch sum, List<List<Launch>> groups) {
    for (int i = groups.size() - 1; i >= 0; i--) {
      List<Launch> group = groups.get(i);
      if (group.stream().anyMatch(other -> home(other).equals(home(sum)))) {
        return false;
      }
      if (isOver(matrix(sum), matrix(group.get(0))) && group.get(0).space().equals(sum.space())) {
        return group.add(sum);
      }
      if (group.stream().anyMatch(other -> reads(other, home(sum)) || reads(sum, home(other)))) {
        return false;
      }
    }
    return false;
  }

  private static View matrix(Launch sum) {
    return sum instanceof Launch.OuterSum outer ? outer.left() : ((Launch.ColumnSum) sum).operand();
  }

  private static boolean isOver(View one, View other) {
    return one.buffer().equals(other.buffer()) && one.offset().equals(other.offset()) && one.elements().equals(other.elements())
        && one.isDense() && other.isDense();
  }

  /** The memory that a sum goes to. */
  private Buffer home(Launch sum) {
    return home(Accesses.writes(sum).get(0).buffer());
  }

  private Buffer home(Buffer buffer) {
    return schedule.memory().getOrDefault(buffer, buffer);
  }

  private boolean touches(Launch launch, Buffer memory) {
    return reads(launch, memory) || Accesses.writes(launch).stream().anyMatch(view -> home(view.buffer()).equals(memory));
  }

  private boolean reads(Launch launch, Buffer memory) {
    return Accesses.reads(launch).stream().anyMatch(view -> home(view.buffer()).equals(memory));
  }

  /** One call for all of them. */
  static void emit(LaunchMethod method, List<Launch> sums) {
    View a = matrix(sums.get(0));
    CodeBlock.Builder list = CodeBlock.builder();
    for (int i = 0; i < sums.size(); i++) {
      list.add(i == 0 ? "\n" : ",\n").add(sum(method, sums.get(i)));
    }
    method.body.addStatement("$T.sumOverRows($N, $L, $L, to, $L, $T.of($L))", RuntimeNames.PARALLEL_MATRICES, method.array(a.buffer()),
        method.code(a.offset()), method.code(a.buffer().columns()), method.code(a.elements()), List.class, list.build());
  }

  private static CodeBlock sum(LaunchMethod method, Launch launch) {
    if (launch instanceof Launch.OuterSum outer) {
      View b = outer.right();
      View c = outer.result();
      return CodeBlock.of("new $T.Outer($N, $L, $L, $L, $N, $L, $L, $L)", RuntimeNames.SUM_OVER_ROWS, method.array(b.buffer()),
          method.code(b.offset()), method.code(b.buffer().columns()), method.code(b.dims().get(0)), method.array(c.buffer()),
          method.code(c.offset()), method.code(c.strides().get(0)), outer.accumulate());
    }
    Launch.ColumnSum columns = (Launch.ColumnSum) launch;
    View c = columns.result();
    return CodeBlock.of("new $T.Columns($N, $L, $L)", RuntimeNames.SUM_OVER_ROWS, method.array(c.buffer()), method.code(c.offset()),
        columns.accumulate());
  }
}
