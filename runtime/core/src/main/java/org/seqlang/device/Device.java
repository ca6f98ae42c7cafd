package org.seqlang.device;

import java.util.List;

/** A device that programs can run on, beside the JVM. */
public interface Device {

  /** How it is chosen: {@code opencl:0}. */
  String id();

  /** Its name, platform, memory and profile, for people. */
  String description();

  /** How many bytes of its memory programs have taken and not yet released. */
  long memoryInUse();

  /** Room for so many numbers. */
  DeviceArray array(int size);

  /** The sum of the squares of all numbers, in the same order every time. */
  double sumOfSquares(List<DeviceArray> arrays);

  /** Multiplies all numbers. */
  void scale(DeviceArray array, float factor);

  /** Moves all numbers into {@code -limit} to {@code limit}. */
  void clamp(DeviceArray array, float limit);

  /**
   * An optimiser's step.
   *
   * @param rule {@code sgd}, {@code momentum}, {@code adam}, {@code rmsprop} (with {@code _centered}, {@code _momentum} or both behind it)
   * @param values what is learned
   * @param memory what the optimiser remembers, an array a number of each element
   * @param constants in the rule's order
   */
  void step(String rule, DeviceArray values, DeviceArray gradient, List<DeviceArray> memory, float... constants);

  /**
   * Prepares a program: builds its kernels, or takes them from a cache.
   *
   * @throws DeviceException if the kernels do not build, or the device fails
   */
  DeviceProgram load(KernelPlan plan);
}
