package org.seqlang.compiler.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.Size;

/**
 * How a parameter starts.
 *
 * @param arguments always complete: {@code uniform} has two, {@code normal}, {@code constant} and {@code orthogonal}
 *     one, the others none
 * @param zeroRow the row of the table that starts as zero; a negative one means none
 */
public record Initializer(Kind kind, List<RealExpression> arguments, Optional<Size> zeroRow) {

  /** The distributions. Fans are those of PyTorch: dimension 1 goes in, dimension 0 goes out. */
  public enum Kind {
    /** {@code U(a, b)}: lowest, highest. */
    UNIFORM,
    /** {@code N(0, std²)}: the standard deviation. */
    NORMAL,
    /** The same everywhere. */
    CONSTANT,
    /** {@code U(-b, b)}, {@code b = sqrt(6 / (in + out))} (Glorot and Bengio 2010). */
    XAVIER_UNIFORM,
    /** {@code N(0, 2 / (in + out))} (Glorot and Bengio 2010). */
    XAVIER_NORMAL,
    /** {@code U(-b, b)}, {@code b = sqrt(6 / in)} (He et al. 2015). */
    KAIMING_UNIFORM,
    /** {@code N(0, 2 / in)} (He et al. 2015). */
    KAIMING_NORMAL,
    /** An orthogonal matrix times a gain (Saxe et al. 2014). */
    ORTHOGONAL
  }

  public static final Initializer ZEROS =
      new Initializer(Kind.CONSTANT, List.of(new RealExpression.Literal(0)), Optional.empty());

  public Initializer {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return Stream.concat(arguments.stream().map(RealExpression::toString), zeroRow.stream().map(row -> "zero_row = "
        + row))
        .collect(Collectors.joining(", ", kind.name().toLowerCase(Locale.ROOT) + "(", ")"));
  }
}
