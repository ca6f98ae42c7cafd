package org.seqlang.optim;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Stairs at chosen times, as PyTorch's {@code MultiStepLR}: {@code rate * factor^k} after {@code k} of the milestones.
 */
public record MilestoneDecay(double factor, List<Integer> milestones) implements Curve {

  public MilestoneDecay {
    Settings.require(factor > 0 && factor <= 1, factor, "a factor", "a number above 0, and 1 at most");
    milestones = milestones.stream().sorted().toList();
    milestones.forEach(at -> Settings.require(at >= 1, at, "a milestone", "1 or more"));
  }

  /** Multiplies the rate by the factor when so many epochs, or steps, are done. */
  public static MilestoneDecay at(double factor, int... milestones) {
    return new MilestoneDecay(factor, IntStream.of(milestones).boxed().toList());
  }

  @Override
  public double at(long count, double rate) {
    return rate * Math.pow(factor, milestones.stream().filter(milestone -> milestone <= count).count());
  }
}
