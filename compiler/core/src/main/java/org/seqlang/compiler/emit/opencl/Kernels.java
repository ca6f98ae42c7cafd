package org.seqlang.compiler.emit.opencl;

import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;

/**
 * A program's kernels and how the host calls them.
 *
 * @param text the file
 * @param memory the name of the memory behind each buffer that has memory of its own
 * @param packed weights in the layout of the matrix kernels
 */
public record Kernels(String text, Map<Buffer, String> memory, List<Packed> packed, List<Call> forward, List<Call> backward) {

  public Kernels {
    packed = List.copyOf(packed);
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }

  /**
   * A weight that is copied into another layout.
   *
   * @param memory what it is copied from
   * @param transposed whether that holds {@code [n, k]}
   * @param computed whether the weight is the program's own work, so that it is packed before each use
   */
  public record Packed(String name, String memory, Size offset, boolean transposed, Size k, Size n, boolean computed) {}

  /** How a call's work is divided among work-groups. */
  public sealed interface Work {

    /** Rows; {@code space} as printed, {@code cost} scalar operations a row. */
    record Rows(org.seqlang.compiler.schedule.Space space, Size cost) implements Work {}

    /** Rows by {@code columns} of a matrix product. */
    record Product(org.seqlang.compiler.schedule.Space space, Size columns, Size cost) implements Work {}

    /** A product of {@code height} by {@code width} sums over rows. */
    record Outer(Size height, Size width) implements Work {}

    /** So many columns of a result. */
    record Columns(Size count) implements Work {}

    /** The examples of a ragged size, balanced by their lengths; a step has so many parts. */
    record Loop(Symbol time, boolean reverse, Size cost, int parts) implements Work {}

    /** Sets memory to zero. */
    record Clear() implements Work {}

    /** Packs a weight. */
    record Pack() implements Work {}
  }

  /**
   * One enqueued kernel.
   *
   * @param kernel its name; of {@code Clear} the memory, of {@code Pack} the packed weight
   * @param arguments what is passed, by the host's names, before the range
   */
  public record Call(String kernel, Work work, List<String> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
