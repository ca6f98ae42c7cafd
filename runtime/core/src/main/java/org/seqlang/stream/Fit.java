package org.seqlang.stream;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Steps;

/** Whether states fit the model that is to go on with them. */
public final class Fit {

  private static final int SHOWN = 8;
  private static final String ADVICE =
      ": go on with a state that this model made, or one of the same sizes";

  private Fit() {}

  /**
   * The layout of what the states of a batch keep of another sequence.
   *
   * @param part what a state keeps
   * @param length how many numbers that has
   * @throws InputException if that is no whole number of steps, or none
   */
  public static <S, P> Steps steps(
      List<S> states, Function<? super S, P> part, ToIntFunction<? super P> length, int columns, String name) {
    int[] lengths = new int[states.size()];
    for (int i = 0; i < lengths.length; i++) {
      int numbers = length.applyAsInt(part.apply(states.get(i)));
      if (numbers == 0 || numbers % columns != 0) {
        throw new InputException(at(i, name) + numbers + " numbers where the model expects some steps of " + columns
            + ADVICE);
      }
      lengths[i] = numbers / columns;
    }
    return Steps.of(lengths);
  }

  static void require(int length, int expected, int stream, String name) {
    if (length != expected) {
      throw new InputException(at(stream, name) + length + " numbers where the model expects " + expected + ADVICE);
    }
  }

  static void requireBelow(int[] values, int bound, int stream, String name) {
    for (int value : values) {
      if (value < 0 || value >= bound) {
        throw new InputException(at(stream, name) + "a " + value + " where the model expects 0 to " + (bound - 1)
            + ADVICE);
      }
    }
  }

  private static String at(int stream, String name) {
    return "the state of stream " + stream + " does not fit the model: " + name + " has ";
  }

  static String text(int length, IntFunction<String> number) {
    return IntStream.range(0, Math.min(length, SHOWN)).mapToObj(number)
        .collect(Collectors.joining(", ", "[" + length + ": ", length > SHOWN ? ", …]" : "]"));
  }
}
