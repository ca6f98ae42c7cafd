package org.seqlang.train;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came of one pass over the training examples.
 *
 * @param number counts from 1
 * @param step how many steps (batches) the whole run has done at the end of this epoch
 * @param trainingLoss the mean over the examples, while they were trained on and with dropout
 * @param validationLoss the mean over the validation examples afterwards, without dropout; none without such examples
 * @param metrics of the validation examples, by name
 * @param gradientNorm the mean over the batches, before clipping
 * @param largestGradientNorm the largest of a batch, before clipping
 * @param rate the learning rate of the last batch
 * @param seconds for training and validation
 */
public record Epoch(
    int number,
    long step,
    double trainingLoss,
    OptionalDouble validationLoss,
    Map<String, Double> metrics,
    double gradientNorm,
    double largestGradientNorm,
    double rate,
    double seconds) {

  public Epoch {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** One line: {@code loss 0.5123  validation 0.5433  accuracy 0.7650  gradient 1.31  rate 0.001  1.2 s}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "loss %.4f", trainingLoss));
    validationLoss.ifPresent(loss -> line.append(String.format(Locale.ROOT, "  validation %.4f", loss)));
    metrics.forEach((name, value) -> line.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
    return line.append(String.format(Locale.ROOT, "  gradient %s  rate %s  %.1f s", brief(gradientNorm), brief(rate),
        seconds)).toString();
  }

  /** A number with three digits at most: {@code 0.001}, {@code 2.5E-7}. */
  static String brief(double rate) {
    return new BigDecimal(rate).round(new MathContext(3)).stripTrailingZeros().toString();
  }
}
