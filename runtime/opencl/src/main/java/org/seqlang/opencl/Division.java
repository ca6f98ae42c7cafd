package org.seqlang.opencl;

import java.util.Objects;
import java.util.stream.Stream;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.KernelPlan.Call;
import org.seqlang.device.KernelPlan.Packed;

/** Among how many work-groups a call is divided. */
final class Division {

  /** Scalar operations that are worth a work-group of a CPU. */
  private static final long WORTH_A_GROUP = 16_384;
  /** Scalar operations that are worth a work-item of a GPU. */
  private static final long WORTH_AN_ITEM = 8;
  /** Groups of a GPU's unit beyond which more are of no use. */
  private static final int GROUPS_OF_A_UNIT = 8;
  /** Rows of a group that goes through the steps alone. */
  private static final int ROWS_ALONE = 4;
  /** Rows of a team, at least: fewer would leave work-items without work. */
  private static final int ROWS_OF_A_TEAM = 8;

  /** Before the name of a packed weight, as an argument of a loop: whether the loop does that product of whole sequences. */
  static final String BESIDE = "beside ";
  /** Floats of weights that stay in the second cache of a CPU's core from step to step; vector.cl knows it, too. */
  private static final int WEIGHTS_OF_A_CACHE = 160 * 1024;
  /** Rows of a group that a weight is worth reading for in each step. */
  private static final int ROWS_BESIDE = 8;

  private final ClDevice device;
  private final KernelPlan plan;
  private final Batch batch;

  /**
   * The groups of a time loop.
   *
   * @param count teams, each with its own examples
   * @param size groups of a team
   * @param room floats of local memory of a group
   */
  record Teams(Loops loops, int count, int size, int room) {}

  Division(ClDevice device, KernelPlan plan, Batch batch) {
    this.device = device;
    this.plan = plan;
    this.batch = batch;
  }

  private boolean vector() {
    return device.profile() == Profile.VECTOR;
  }

  /** Groups of any call but a loop. */
  int groups(Call call) {
    long rows = batch.rows(call.rows());
    long most = (long) device.units() * GROUPS_OF_A_UNIT;
    long groups = switch (call.work()) {
      case PRODUCT -> vector() ? ofRows(rows, call.cost()) : Math.min(most, Profile.tiles(rows, call.columns(), device.items()));
      case OUTER -> vector() ? ofColumns(call.height())
          : Math.min(most, Profile.tiles(call.height(), call.columns(), device.items()));
      case COLUMNS -> vector() ? ofColumns(call.columns()) : (call.columns() + 31) / 32;
      default -> vector() ? ofRows(rows, call.cost())
          : Math.min(Math.min(rows, most), rows * call.cost() / (WORTH_AN_ITEM * device.items()));
    };
    return (int) Math.max(1, groups);
  }

  private long ofRows(long rows, int cost) {
    return Math.min(Math.min(device.units(), rows), rows * cost / WORTH_A_GROUP);
  }

  private long ofColumns(int columns) {
    return Math.min(device.units(), columns / 8);
  }

  /** What a call's value for the count is. */
  int count(Call call) {
    return switch (call.work()) {
      case OUTER -> call.height();
      case COLUMNS -> call.columns();
      default -> Math.toIntExact(batch.rows(call.rows()));
    };
  }

  /**
   * Whether a time loop does a product of whole sequences as well, whose packed weight is among its arguments: where all weights stay near,
   * and each step has rows enough for a tile.
   */
  boolean beside(Call loop) {
    String time = loop.rows().time();
    return vector() && weights(loop).mapToLong(Division::floats).sum() <= WEIGHTS_OF_A_CACHE
        && batch.active(time, batch.steps(time) - 1) >= ROWS_BESIDE * teams(loop).count();
  }

  private Stream<Packed> weights(Call call) {
    return call.arguments().stream().map(plan.packed()::get).filter(Objects::nonNull);
  }

  /** The weights that a loop reads in each step, whoever does the products of whole sequences. */
  private Stream<Packed> own(Call loop) {
    return weights(loop).filter(weight -> !loop.arguments().contains(BESIDE + weight.name()));
  }

  private static long floats(Packed weight) {
    return (weight.n() + 15L) / 16 * 16 * weight.k();
  }

  /** Teams of a time loop. */
  Teams teams(Call call) {
    int examples = batch.examples();
    if (vector()) {
      long parts = Math.min(device.units(), batch.rows(call.rows()) * call.cost() / WORTH_A_GROUP);
      return new Teams(Loops.ALONE, (int) Math.max(1, Math.min(parts, examples)), 1, 1);
    }
    int panels = own(call).mapToInt(weight -> (weight.n() + 15) / 16).max().orElse(0);
    long weights = own(call).mapToLong(Division::floats).sum();
    int sums = device.profile().tileFloats(device.items());
    Loops loops = device.loops();
    if (panels == 0 || loops == Loops.ALONE) {
      int rows = panels == 0 ? 1 : ROWS_ALONE;
      return new Teams(Loops.ALONE, Math.max(1, (examples + rows - 1) / rows), 1, sums);
    }
    int most = Math.min(panels, device.units());
    int room = Math.max(1, device.localFloats() - sums);
    int least = (int) Math.min(most, (weights + room - 1) / room);
    int count = Math.max(1, Math.min(device.units() / least, (examples + ROWS_OF_A_TEAM - 1) / ROWS_OF_A_TEAM));
    int size = device.teamSize(Math.min(most, device.units() / count));
    return new Teams(loops, count, size, loops == Loops.SPLIT ? sums : sums + room(call, size, room));
  }

  /** Floats for the columns of all weights that a group of a team has, as far as there is room. */
  private int room(Call call, int size, int room) {
    long floats = own(call).mapToLong(weight -> ((weight.n() + 15L) / 16 + size - 1) / size * 16 * weight.k()).sum();
    return (int) Math.min(floats, room);
  }
}
