package org.seqlang.opencl;

import java.util.List;
import java.util.Optional;
import org.seqlang.device.Backend;
import org.seqlang.device.Device;

/** OpenCL devices of any vendor. */
public final class OpenCLBackend implements Backend {

  private static final class Found {
    static final List<ClDevice> DEVICES = List.copyOf(OpenCL.devices());
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public List<Device> devices() {
    OpenCL.require();
    return List.copyOf(Found.DEVICES);
  }

  /** An id may end with a profile that is to be used in place of the device's own: {@code opencl:0:simt}, {@code opencl:vector}. */
  @Override
  public Optional<Device> find(String id) {
    if (!id.equals(name()) && !id.startsWith(name() + ":")) {
      return Optional.empty();
    }
    OpenCL.require();
    Optional<Profile> profile = Profile.of(id.substring(id.lastIndexOf(':') + 1));
    String device = profile.isPresent() ? id.substring(0, id.lastIndexOf(':')) : id;
    return Found.DEVICES.stream().filter(d -> d.id().equals(device) || name().equals(device)).findFirst()
        .map(d -> profile.map(d::with).orElse(d));
  }
}
