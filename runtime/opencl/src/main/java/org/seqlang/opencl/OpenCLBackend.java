package org.seqlang.opencl;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.seqlang.device.Backend;
import org.seqlang.device.Device;
import org.seqlang.device.DeviceException;

/** OpenCL devices of any vendor. */
public final class OpenCLBackend implements Backend {

  private static final AtomicReference<List<ClDevice>> FOUND = new AtomicReference<>(List.of());

  /** Looks once for devices that last as long as the process, since they own contexts. */
  private static synchronized List<ClDevice> found() {
    try {
      OpenCL.require();
    } catch (NoClassDefFoundError e) {
      throw new DeviceException("LWJGL is not on the class path (" + e.getMessage() + "): add lwjgl, lwjgl-opencl and lwjgl's natives");
    }
    if (FOUND.get().isEmpty()) {
      Signals.keepDuring(() -> FOUND.set(List.copyOf(OpenCL.devices())));
    }
    return FOUND.get();
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public List<Device> devices() {
    return List.copyOf(found());
  }

  /** An id may end with a profile that is to be used in place of the device's own: {@code opencl:0:simt}, {@code opencl:vector}. */
  @Override
  public Optional<Device> find(String id) {
    if (!id.equals(name()) && !id.startsWith(name() + ":")) {
      return Optional.empty();
    }
    Optional<Profile> profile = Profile.of(id.substring(id.lastIndexOf(':') + 1));
    String device = profile.isPresent() ? id.substring(0, id.lastIndexOf(':')) : id;
    return found().stream().filter(d -> d.id().equals(device) || name().equals(device)).findFirst()
        .map(d -> profile.map(d::with).orElse(d));
  }
}
