package org.seqlang.device;

import java.util.Optional;

/**
 * Where a model is to run.
 *
 * @param device nothing for the JVM
 * @param must whether a failure of the device stops the program; otherwise the JVM goes on in its place, and one line says so
 */
public record Placement(Optional<Device> device, boolean must) {

  /** On the JVM. */
  public static final Placement JVM = new Placement(Optional.empty(), false);

  /** On a device, and on the JVM if that fails. */
  public static Placement prefer(Device device) {
    return new Placement(Optional.of(device), false);
  }

  /** On a device, or not at all. */
  public static Placement require(Device device) {
    return new Placement(Optional.of(device), true);
  }
}
