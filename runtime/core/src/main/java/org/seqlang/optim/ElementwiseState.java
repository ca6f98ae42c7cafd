package org.seqlang.optim;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.seqlang.device.Device;
import org.seqlang.device.Mirror;
import org.seqlang.kernel.Parallel;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;

/** An optimiser that treats each element by itself and remembers a few numbers for each. */
abstract class ElementwiseState implements OptimizerState {

  /** How many elements are worth a thread. */
  private static final int GRAIN = 1 << 16;

  private final Parameters parameters;
  private final Mirror[][] memory;
  private final int[] steps;
  private double rate;

  /** Starts with {@code numbers} zeros in memory for each element. */
  ElementwiseState(Parameters parameters, double rate, int numbers) {
    this.parameters = parameters;
    this.rate = rate;
    this.steps = new int[parameters.size()];
    this.memory = new Mirror[parameters.size()][numbers];
    for (int p = 0; p < memory.length; p++) {
      int size = parameters.list().get(p).size();
      Arrays.setAll(memory[p], i -> new Mirror(size));
    }
  }

  @Override
  public final double rate() {
    return rate;
  }

  @Override
  public final void rate(double rate) {
    this.rate = Settings.require(rate >= 0 && Double.isFinite(rate), rate, "a learning rate", "0 or more");
  }

  @Override
  public final void step() {
    for (int p = 0; p < memory.length; p++) {
      Parameter parameter = parameters.list().get(p);
      if (!parameter.frozen()) {
        int step = ++steps[p];
        if (parameters.isOnDevice(parameter.gradientMirror())) {
          there(parameter, memory[p], step);
        } else {
          here(parameter, memory[p], step);
        }
      }
    }
  }

  private void here(Parameter parameter, Mirror[] mirrors, int step) {
    float[] values = parameter.values();
    float[] gradient = parameter.gradient();
    float[][] remembered = Arrays.stream(mirrors).map(Mirror::change).toArray(float[][]::new);
    Parallel.rows(parameter.size(), GRAIN, (from, to) -> update(values, gradient, remembered, step, from, to));
    parameter.touched();
  }

  private void there(Parameter parameter, Mirror[] mirrors, int step) {
    Device device = parameters.placement().device().orElseThrow();
    Rule rule = rule(step);
    device.step(rule.name(), parameter.mirror().change(device), parameter.gradientMirror().look(device),
        Arrays.stream(mirrors).map(mirror -> mirror.change(device)).toList(), rule.constants());
    parameter.touchedThere();
  }

  @Override
  public final OptimizerMemory memory() {
    Map<String, float[]> numbers = new LinkedHashMap<>();
    for (int p = 0; p < memory.length; p++) {
      for (int i = 0; i < memory[p].length; i++) {
        numbers.put(parameters.list().get(p).name() + "/" + i, memory[p][i].change());
      }
    }
    return new OptimizerMemory(numbers, Arrays.stream(steps).boxed().toList());
  }

  @Override
  public final void restore(OptimizerMemory from) {
    Map<String, float[]> own = memory().numbers();
    boolean fits = own.keySet().equals(from.numbers().keySet()) && from.steps().size() == steps.length
        && own.entrySet().stream().allMatch(e -> from.numbers().get(e.getKey()).length == e.getValue().length);
    if (!fits) {
      throw new IllegalArgumentException("the memory is of another optimiser or of other parameters: it has "
          + from.numbers().keySet() + ", and this one keeps " + own.keySet());
    }
    own.forEach((name, numbers) -> System.arraycopy(from.numbers().get(name), 0, numbers, 0, numbers.length));
    Arrays.setAll(steps, p -> from.steps().get(p));
  }

  /** A device's rule with its constants. */
  record Rule(String name, float... constants) {}

  /** What a device is to do at a step. */
  abstract Rule rule(int step);

  /**
   * Updates the elements {@code from} to {@code to - 1}.
   *
   * @param step counts the updates of this parameter, from 1
   */
  abstract void update(float[] values, float[] gradient, float[][] memory, int step, int from, int to);
}
