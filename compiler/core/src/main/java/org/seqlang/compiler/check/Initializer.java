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
 * @param arguments always complete: {@code uniform} (lowest, highest) and {@code normal} (mean, deviation) have two,
 *     the others one: a constant's value, or a gain
 * @param zeroRow the row of the table that starts as zero; a negative one means none
 * @param plus numbers that are added to equal blocks of the rows, one after the other: one a gate; none, or as many as
 *     there are blocks
 * @param trained whether optimisers change it; else it is kept by {@code running}, or stays
 */
public record Initializer(
    Kind kind, List<RealExpression> arguments, Optional<Size> zeroRow, List<RealExpression> plus, boolean trained) {

  /** The distributions. Fans are those of PyTorch: dimension 1 goes in, dimension 0 goes out. */
  public enum Kind {
    /** {@code U(a, b)}: lowest, highest. */
    UNIFORM,
    /** {@code N(mean, std²)}: the mean, the standard deviation. */
    NORMAL,
    /** The same everywhere. */
    CONSTANT,
    /** {@code U(-b, b)}, {@code b = gain * sqrt(6 / (in + out))} (Glorot and Bengio 2010). */
    XAVIER_UNIFORM,
    /** {@code N(0, gain² * 2 / (in + out))} (Glorot and Bengio 2010). */
    XAVIER_NORMAL,
    /** {@code U(-b, b)}, {@code b = gain * sqrt(3 / in)} (He et al. 2015). */
    KAIMING_UNIFORM,
    /** The same with {@code out} for {@code in}: keeps the gradient's size instead of the value's. */
    KAIMING_UNIFORM_OUT,
    /** {@code N(0, gain² / in)} (He et al. 2015). */
    KAIMING_NORMAL,
    /** The same with {@code out} for {@code in}. */
    KAIMING_NORMAL_OUT,
    /** An orthogonal matrix times a gain (Saxe et al. 2014). */
    ORTHOGONAL
  }

  public static final Initializer ZEROS =
      new Initializer(Kind.CONSTANT, List.of(new RealExpression.Literal(0)), Optional.empty(), List.of(), true);

  public Initializer {
    arguments = List.copyOf(arguments);
    plus = List.copyOf(plus);
  }

  @Override
  public String toString() {
    Stream<String> options = Stream.concat(zeroRow.stream().map(row -> "zero_row = " + row),
        Stream.concat(plusText().stream(), trained ? Stream.empty() : Stream.of("trained = false")));
    return Stream.concat(arguments.stream().map(RealExpression::toString), options)
        .collect(Collectors.joining(", ", kind.name().toLowerCase(Locale.ROOT) + "(", ")"));
  }
  /** Whether something is added: not where all numbers are zero for certain. */
  public boolean adds() {
    return !plus.stream().allMatch(number -> number.constant().filter(c -> c == 0).isPresent());
  }

  private Optional<String> plusText() {
    return adds() ? Optional.of(plus.stream().map(RealExpression::toString)
        .collect(Collectors.joining(", ", "plus = constants(", ")"))) : Optional.empty();
  }
}
