package org.seqlang.device;

import java.util.List;
import java.util.Optional;

/** A kind of device, found by {@link java.util.ServiceLoader}. */
public interface Backend {

  /** The first part of its devices' ids: {@code opencl}. */
  String name();

  /**
   * Its devices, in a fixed order.
   *
   * @throws DeviceException if it cannot look for them; the message says what is missing
   */
  List<Device> devices();

  /**
   * The device of an id; of the backend's own name, its first one.
   *
   * @throws DeviceException as {@link #devices}
   */
  default Optional<Device> find(String id) {
    return devices().stream().filter(device -> device.id().equals(id) || name().equals(id)).findFirst();
  }
}
