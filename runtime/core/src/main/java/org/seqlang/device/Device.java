package org.seqlang.device;

/** A device that programs can run on, beside the JVM. */
public interface Device {

  /** How it is chosen: {@code opencl:0}. */
  String id();

  /** Its name, platform, memory and profile, for people. */
  String description();

  /** How many bytes of its memory programs have taken and not yet released. */
  long memoryInUse();

  /**
   * Prepares a program: builds its kernels, or takes them from a cache.
   *
   * @throws DeviceException if the kernels do not build, or the device fails
   */
  DeviceProgram load(KernelPlan plan);
}
