package org.seqlang.device;

import java.util.List;

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
}
