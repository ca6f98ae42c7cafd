package org.seqlang.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The devices of this machine.
 *
 * <p>A model runs on the JVM unless it is told otherwise: in code ({@code model.parameters().on(Placement.require(device))}), by the system property
 * {@code seq.device}, or by the environment variable {@code SEQ_DEVICE}; the first that is set counts. Values are {@code java}, an id
 * ({@code opencl:0}) or a backend's name ({@code opencl}: its first device).
 */
public final class Devices {

  private static final String PROPERTY = "seq.device";
  private static final String VARIABLE = "SEQ_DEVICE";
  private static final String JAVA = "java";

  private Devices() {}

  /** All devices of all backends; backends that fail are left out. */
  public static List<Device> list() {
    List<Device> all = new ArrayList<>();
    look(all, new ArrayList<>());
    return all;
  }

  /** Why backends that are there have no devices. */
  public static List<String> obstacles() {
    List<String> failures = new ArrayList<>();
    look(new ArrayList<>(), failures);
    return failures;
  }

  private static void look(List<Device> found, List<String> failures) {
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      try {
        found.addAll(backend.devices());
      } catch (DeviceException e) {
        failures.add(backend.name() + ": " + e.getMessage());
      }
    }
  }

  /**
   * The device of this id, or the first of this backend.
   *
   * @throws DeviceException if there is none; the message says what was looked for and what was found
   */
  public static Device find(String id) {
    List<String> found = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Backend backend : ServiceLoader.load(Backend.class)) {
      try {
        Optional<Device> device = backend.find(id);
        if (device.isPresent()) {
          return device.get();
        }
        backend.devices().forEach(other -> found.add(other.id()));
      } catch (DeviceException e) {
        failures.add(backend.name() + ": " + e.getMessage());
      }
    }
    throw new DeviceException("there is no device " + id + "; found: " + (found.isEmpty() ? "none" : String.join(", ", found))
        + (failures.isEmpty() ? "" : "; " + String.join("; ", failures))
        + (found.isEmpty() && failures.isEmpty() ? "; for OpenCL, put seq-opencl on the class path" : ""));
  }

  /**
   * What the system property or the environment asks for; the JVM if they ask for nothing. If that device is not there, one line says so and the
   * JVM is used, unless the id ends with {@code !}.
   *
   * @throws DeviceException if the device is not there and the id ends with {@code !}
   */
  public static Placement chosen() {
    String environment = System.getenv(VARIABLE);
    String id = System.getProperty(PROPERTY, environment == null ? JAVA : environment).trim();
    boolean must = id.endsWith("!");
    String name = must ? id.substring(0, id.length() - 1) : id;
    if (name.isEmpty() || name.equals(JAVA)) {
      return Placement.JVM;
    }
    try {
      return new Placement(Optional.of(find(name)), must);
    } catch (DeviceException e) {
      if (must) {
        throw e;
      }
      System.getLogger("org.seqlang.device").log(System.Logger.Level.WARNING, e.getMessage() + "; running on the JVM");
      return Placement.JVM;
    }
  }
}
