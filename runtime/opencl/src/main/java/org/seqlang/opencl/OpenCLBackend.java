package org.seqlang.opencl;

import java.util.List;
import org.seqlang.device.Backend;
import org.seqlang.device.Device;

/** OpenCL devices of any vendor. */
public final class OpenCLBackend implements Backend {

  private static final class Found {
    static final List<Device> DEVICES = List.copyOf(OpenCL.devices());
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public List<Device> devices() {
    OpenCL.obstacle().ifPresent(why -> {
      throw new org.seqlang.device.DeviceException(why);
    });
    return Found.DEVICES;
  }
}
