package org.seqlang.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.device.Device;
import org.seqlang.device.Devices;
import org.seqlang.device.Mirror;
import org.seqlang.device.Placement;
import org.seqlang.kernel.Vectors;

/** The parameters of a model, each under its own name, in the model's order. */
public final class Parameters implements Iterable<Parameter> {

  private final Map<String, Parameter> byName = new LinkedHashMap<>();
  private final List<Parameter> ordered;
  private volatile Placement placement = Devices.chosen();

  private Parameters(Collection<Parameter> parameters) {
    this.ordered = List.copyOf(parameters);
    for (Parameter parameter : ordered) {
      if (byName.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException("two parameters are named " + parameter.name());
      }
    }
  }

  public static Parameters of(Collection<Parameter> parameters) {
    return new Parameters(parameters);
  }

  /**
   * Makes a model's functions run somewhere else from now on. To be called before the first of them runs: programs that were made
   * already stay where they are.
   */
  public Parameters on(Placement chosen) {
    placement = chosen;
    return this;
  }

  /** Where the model's functions run; at first as {@link Devices#chosen()} says. */
  public Placement placement() {
    return placement;
  }

  public static Parameters of(Parameter... parameters) {
    return new Parameters(List.of(parameters));
  }

  /**
   * The parameter of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("there is no parameter " + name + "; there are " + byName.keySet());
    }
    return parameter;
  }

  public boolean contains(String name) {
    return byName.containsKey(name);
  }

  /** The parameters in order. */
  public List<Parameter> list() {
    return ordered;
  }

  @Override
  public Iterator<Parameter> iterator() {
    return ordered.iterator();
  }

  /** How many parameters (arrays) there are. */
  public int size() {
    return ordered.size();
  }

  /** How many numbers all parameters have together. */
  public long count() {
    return ordered.stream().mapToLong(Parameter::size).sum();
  }

  public void zeroGradients() {
    ordered.forEach(Parameter::zeroGradient);
  }

  /**
   * The Euclidean norm of the gradients of all parameters that are not frozen, taken as one vector; added up in double
   * precision and always in the same order.
   */
  public double gradientNorm() {
    List<Parameter> there = ordered.stream().filter(p -> !p.frozen() && isOnDevice(p.gradientMirror())).toList();
    double sum = there.isEmpty() ? 0 : device().sumOfSquares(
        there.stream().map(p -> p.gradientMirror().look(device())).toList());
    for (Parameter parameter : ordered) {
      if (!parameter.frozen() && !there.contains(parameter)) {
        sum += Vectors.sumOfSquares(parameter.gradient(), 0, parameter.size());
      }
    }
    return Math.sqrt(sum);
  }

  /** Whether an array of a parameter is at hand where the model runs, and that is not the JVM. */
  public boolean isOnDevice(Mirror mirror) {
    return placement.device().filter(mirror::isOn).isPresent();
  }

  private Device device() {
    return placement.device().orElseThrow();
  }

  /** Brings all values and gradients to the JVM, where a program is about to use them. */
  void bringHome() {
    if (placement.device().isPresent()) {
      for (Parameter parameter : ordered) {
        parameter.values();
        parameter.gradient();
      }
    }
  }

  /** A copy of all values. */
  public Snapshot snapshot() {
    return new Snapshot(ordered.stream().map(parameter -> parameter.values().clone()).toList());
  }

  /**
   * Puts back the values of a snapshot of these parameters.
   *
   * @throws IllegalArgumentException if the snapshot is of other parameters
   */
  public void restore(Snapshot snapshot) {
    boolean same = snapshot.values.size() == ordered.size();
    for (int i = 0; same && i < ordered.size(); i++) {
      same = snapshot.values.get(i).length == ordered.get(i).size();
    }
    if (!same) {
      throw new IllegalArgumentException("the snapshot was taken of other parameters");
    }
    for (int i = 0; i < ordered.size(); i++) {
      float[] values = ordered.get(i).values();
      System.arraycopy(snapshot.values.get(i), 0, values, 0, values.length);
      ordered.get(i).touched();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    ordered.forEach(parameter -> text.append(parameter).append('\n'));
    return text.append(count()).append(" numbers").toString();
  }

  /** The values of parameters at some time. */
  public static final class Snapshot {

    private final List<float[]> values;

    private Snapshot(List<float[]> values) {
      this.values = List.copyOf(values);
    }

    /** From arrays that {@link #values()} gave, such as those of a file; not copied. */
    public static Snapshot of(List<float[]> values) {
      return new Snapshot(values);
    }

    /** The values of each parameter, in the model's order: the snapshot's own arrays. */
    public List<float[]> values() {
      return values;
    }
  }
}
