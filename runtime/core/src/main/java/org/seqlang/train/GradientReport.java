package org.seqlang.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.seqlang.autograd.Tape;
import org.seqlang.autograd.Variable;
import org.seqlang.kernel.Vectors;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Tensor;

/**
 * How gradients fare in a recurrent model: their norm for each parameter, and how they fade or grow step by step on
 * their way back in time (Bengio, Simard and Frasconi 1994; Pascanu, Mikolov and Bengio 2013).
 *
 * @param parameters the norm of the mean loss's gradient for each parameter, in order; 0 for a frozen one
 * @param stepsBack element k is the root mean square, over the sequences that are long enough, of the norm of the
 *     gradient of a sequence's loss with respect to its input k steps before its last
 * @param decay the factor a step, fitted to the logarithms of {@code stepsBack} by least squares: below 1 gradients
 *     fade
 * @param verdict what that means over the longest sequence
 */
public record GradientReport(
    Map<String, Double> parameters, List<Double> stepsBack, double decay, Verdict verdict) {

  /** Over the longest sequence, a change by more than this much is trouble. */
  private static final double TROUBLE = 1e3;

  /** Norms below this much of the largest are taken for it, so that zeros have a logarithm. */
  private static final double FLOOR = 1e-30;

  /** What becomes of gradients from the last step to the first. */
  public enum Verdict {
    /** They get smaller by a factor of more than 1000: early steps are hardly learned from. */
    VANISHING,
    /** They get larger by a factor of more than 1000, or are not finite: clip them, or start with smaller weights. */
    EXPLODING,
    /** Neither. */
    HEALTHY
  }

  /** A loss of one sequence. */
  @FunctionalInterface
  public interface Loss {

    /** Computes a scalar from a sequence {@code [T, columns]}; parameters go on the tape too. */
    Variable of(Tape tape, Variable sequence);
  }

  public GradientReport {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    stepsBack = List.copyOf(stepsBack);
  }

  /**
   * Measures. The gradients of the parameters are zero afterwards, the values as before.
   *
   * @param sequences each {@code [T, columns]}, of lengths of their own
   * @throws InputException if there are none, or none has two steps
   */
  public static GradientReport of(Parameters parameters, List<Tensor> sequences, Loss loss) {
    int longest = sequences.stream().mapToInt(sequence -> sequence.shape().size(0)).max().orElse(0);
    if (longest < 2) {
      throw new InputException("a report of gradients over time needs a sequence of two steps or more, but the longest"
          + " of " + sequences.size() + " has " + longest);
    }
    double[] squares = new double[longest];
    int[] counts = new int[longest];
    parameters.zeroGradients();
    for (Tensor sequence : sequences) {
      Tape tape = Tape.recording();
      Variable x = tape.variable(sequence);
      tape.backward(loss.of(tape, x).scale(1.0 / sequences.size()));
      int steps = sequence.shape().size(0);
      int columns = sequence.values().length / Math.max(1, steps);
      for (int t = 0; t < steps; t++) {
        int back = steps - 1 - t;
        squares[back] += squares(x.gradient().values(), t * columns, columns) * sequences.size() * sequences.size();
        counts[back]++;
      }
    }
    List<Double> norms = new ArrayList<>();
    for (int back = 0; back < longest; back++) {
      norms.add(Math.sqrt(squares[back] / counts[back]));
    }
    Map<String, Double> byName = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      byName.put(parameter.name(), parameter.frozen() ? 0 : Math.sqrt(squares(parameter.gradient(), 0,
          parameter.size())));
    }
    parameters.zeroGradients();
    double decay = decay(norms);
    return new GradientReport(byName, norms, decay, verdict(decay, longest - 1));
  }

  private static double squares(float[] numbers, int from, int count) {
    return Vectors.sumOfSquares(numbers, from, count);
  }

  /** The exponential of the slope of the regression of log norms on steps; NaN if a norm is not finite. */
  private static double decay(List<Double> norms) {
    double largest = norms.stream().mapToDouble(norm -> norm).max().orElseThrow();
    if (largest == 0) {
      return 1;
    }
    double middle = (norms.size() - 1) / 2.0;
    double along = 0;
    double across = 0;
    for (int back = 0; back < norms.size(); back++) {
      along += (back - middle) * Math.log(Math.max(norms.get(back), FLOOR * largest));
      across += (back - middle) * (back - middle);
    }
    return Math.exp(along / across);
  }

  private static Verdict verdict(double decay, int steps) {
    double change = Math.pow(decay, steps);
    if (!(change <= TROUBLE)) {
      return Verdict.EXPLODING;
    }
    return change < 1 / TROUBLE ? Verdict.VANISHING : Verdict.HEALTHY;
  }

  /** A table: a row a parameter, then a row a step back in time, then the verdict. */
  @Override
  public String toString() {
    int width = Math.max(10, parameters.keySet().stream().mapToInt(String::length).max().orElse(0));
    StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s  %10s%n", "parameter",
        "gradient"));
    parameters.forEach((name, norm) ->
        table.append(String.format(Locale.ROOT, "%-" + width + "s  %10.3e%n", name, norm)));
    table.append(String.format(Locale.ROOT, "%n%-" + width + "s  %10s%n", "steps back", "gradient"));
    for (int back = 0; back < stepsBack.size(); back++) {
      table.append(String.format(Locale.ROOT, "%-" + width + "d  %10.3e%n", back, stepsBack.get(back)));
    }
    return table.append(String.format(Locale.ROOT, "%n%s: times %.3f a step back%n",
        verdict.name().toLowerCase(Locale.ROOT), decay)).toString();
  }

  /** A picture of the norms by steps back, on a logarithmic scale: an SVG document of 640 by 320. */
  public String svg() {
    double top = -Double.MAX_VALUE;
    double bottom = Double.MAX_VALUE;
    for (double norm : stepsBack) {
      if (norm > 0 && Double.isFinite(norm)) {
        top = Math.max(top, Math.log10(norm));
        bottom = Math.min(bottom, Math.log10(norm));
      }
    }
    double span = Math.max(top - bottom, 1e-9);
    StringBuilder points = new StringBuilder();
    for (int back = 0; back < stepsBack.size(); back++) {
      double norm = stepsBack.get(back);
      if (norm > 0 && Double.isFinite(norm)) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", 80 + 540.0 * back / (stepsBack.size() - 1),
            260 - 220 * (Math.log10(norm) - bottom) / span));
      }
    }
    boolean some = top >= bottom;
    return String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" font-family="sans-serif" font-size="12">
        <text x="320" y="20" text-anchor="middle">%s: gradient times %.3f a step back</text>
        <path d="M80 40V260H620" fill="none" stroke="black"/>
        <text x="72" y="44" text-anchor="end">%.1e</text><text x="72" y="264" text-anchor="end">%.1e</text>
        <text x="80" y="280">0</text><text x="620" y="280" text-anchor="end">%d</text>
        <text x="350" y="305" text-anchor="middle">steps back from the end</text>
        <polyline points="%s" fill="none" stroke="steelblue" stroke-width="2"/>
        </svg>
        """, verdict.name().toLowerCase(Locale.ROOT), decay, some ? Math.pow(10, top) : 0,
        some ? Math.pow(10, bottom) : 0, stepsBack.size() - 1, points.toString().strip());
  }
}
