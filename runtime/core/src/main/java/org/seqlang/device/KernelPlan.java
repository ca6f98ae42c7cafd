package org.seqlang.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a program needs of a device: a file of kernels, memory, and calls in running order. Made by generated code.
 *
 * @param anchor the generated class, beside which the resource lies
 * @param resource the file of kernels
 * @param sizes values of the model's sizes, which become macros {@code N_…}
 * @param times names of the ragged sizes, in the order in which layouts are given
 * @param segments the sizes of each kind of segments: whose steps, in whose order
 */
public record KernelPlan(
    Class<?> anchor, String resource, Map<String, Integer> sizes, List<String> times, List<Segment> segments,
    Map<String, Memory> memory, Map<String, Packed> packed, List<Call> forward, List<Call> backward) {

  /** Segments: the steps of {@code time} in the order of {@code by}. */
  public record Segment(String name, String time, String by) {}

  /** How many rows something has. */
  public enum Count { ONE, EXAMPLES, STEPS }

  /** Rows: one, one an example, or one a step of {@code time}. */
  public record Rows(Count count, String time) {
    public static final Rows ONE = new Rows(Count.ONE, "");
    public static final Rows EXAMPLES = new Rows(Count.EXAMPLES, "");

    public static Rows steps(String time) {
      return new Rows(Count.STEPS, time);
    }
  }

  /** What memory is for. */
  public enum Role { OWN, PARAMETER, GRADIENT }

  /** A stretch of memory. */
  public record Memory(String name, Rows rows, int columns, boolean floats, Role role, Optional<Weight> weight) {}

  /** A weight in the layout of the matrix kernels: {@code [k, n]}, from {@code [n, k]} where transposed. */
  public record Packed(String name, String memory, int offset, boolean transposed, int k, int n, boolean computed) {}

  /** How a call's work is divided. */
  public enum Work { ROWS, PRODUCT, OUTER, COLUMNS, LOOP, CLEAR, PACK }

  /**
   * One call.
   *
   * @param rows of {@code ROWS} and {@code PRODUCT}; of {@code LOOP} the steps of its time
   * @param height of {@code OUTER}: how many rows its result has; of {@code LOOP}: how many parts a step has
   * @param columns of {@code COLUMNS}; of {@code PRODUCT} and {@code OUTER} those of the result
   * @param cost scalar operations of a row, or of a step of an example
   * @param reverse whether a {@code LOOP} goes from the last step to the first
   */
  public record Call(
      String kernel, Work work, Rows rows, int height, int columns, int cost, boolean reverse, List<String> arguments) {}

  /** Begins a plan. */
  public static Builder of(Class<?> anchor, String resource) {
    return new Builder(anchor, resource);
  }

  /** A plan under construction. */
  public static final class Builder {

    private final Class<?> anchor;
    private final String resource;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final List<String> times = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final Map<String, Memory> memory = new LinkedHashMap<>();
    private final Map<String, Packed> packed = new LinkedHashMap<>();
    private final List<Call> forward = new ArrayList<>();
    private final List<Call> backward = new ArrayList<>();
    private List<Call> calls = forward;

    private Builder(Class<?> anchor, String resource) {
      this.anchor = anchor;
      this.resource = resource;
    }

    public Builder size(String name, int value) {
      sizes.put(name, value);
      return this;
    }

    public Builder time(String name) {
      times.add(name);
      return this;
    }

    public Builder segments(String name, String time, String by) {
      segments.add(new Segment(name, time, by));
      return this;
    }

    public Builder floats(String name, Rows rows, int columns) {
      memory.put(name, new Memory(name, rows, columns, true, Role.OWN, Optional.empty()));
      return this;
    }

    public Builder ints(String name, Rows rows, int columns) {
      memory.put(name, new Memory(name, rows, columns, false, Role.OWN, Optional.empty()));
      return this;
    }

    public Builder parameter(String name, Weight weight) {
      memory.put(name, new Memory(name, Rows.ONE, weight.size(), true, Role.PARAMETER, Optional.of(weight)));
      return this;
    }

    public Builder gradient(String name, Weight weight) {
      memory.put(name, new Memory(name, Rows.ONE, weight.size(), true, Role.GRADIENT, Optional.of(weight)));
      return this;
    }

    public Builder packed(String name, String of, int offset, boolean transposed, int k, int n, boolean computed) {
      packed.put(name, new Packed(name, of, offset, transposed, k, n, computed));
      return this;
    }

    /** What follows runs backward. */
    public Builder backward() {
      calls = backward;
      return this;
    }

    /** A call over rows. */
    public Builder rows(String kernel, Rows rows, int cost, String... arguments) {
      calls.add(new Call(kernel, Work.ROWS, rows, 0, 0, cost, false, List.of(arguments)));
      return this;
    }

    /** A call over columns of a result. */
    public Builder columns(String kernel, int columns, String... arguments) {
      calls.add(new Call(kernel, Work.COLUMNS, Rows.ONE, 0, columns, 0, false, List.of(arguments)));
      return this;
    }

    /** A matrix product: a result of so many rows and columns. */
    public Builder product(String kernel, Rows rows, int columns, int cost, String... arguments) {
      calls.add(new Call(kernel, Work.PRODUCT, rows, 0, columns, cost, false, List.of(arguments)));
      return this;
    }

    /** A sum over rows of products: a result of so many rows and columns. */
    public Builder outer(String kernel, int height, int columns, String... arguments) {
      calls.add(new Call(kernel, Work.OUTER, Rows.ONE, height, columns, 0, false, List.of(arguments)));
      return this;
    }

    /** A time loop; a step has so many parts, each of which needs those before it. */
    public Builder loop(String kernel, String time, boolean reverse, int cost, int parts, String... arguments) {
      calls.add(new Call(kernel, Work.LOOP, Rows.steps(time), parts, 0, cost, reverse, List.of(arguments)));
      return this;
    }

    /** Sets memory to zero. */
    public Builder clear(String name) {
      calls.add(new Call(name, Work.CLEAR, Rows.ONE, 0, 0, 0, false, List.of()));
      return this;
    }

    /** Packs a weight that the program computed. */
    public Builder pack(String name) {
      calls.add(new Call(name, Work.PACK, Rows.ONE, 0, 0, 0, false, List.of()));
      return this;
    }

    public KernelPlan build() {
      return new KernelPlan(anchor, resource, Map.copyOf(sizes), List.copyOf(times), List.copyOf(segments),
          new LinkedHashMap<>(memory), new LinkedHashMap<>(packed), List.copyOf(forward), List.copyOf(backward));
    }
  }
}
