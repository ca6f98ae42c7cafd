package org.seqlang.tests.opencl;

import static org.junit.jupiter.api.Assumptions.abort;

import org.seqlang.device.Device;
import org.seqlang.device.DeviceException;
import org.seqlang.device.Devices;

/** The device that tests run on. */
final class OpenCL {

  private OpenCL() {}

  /** The first device with a profile; the test is skipped, loudly, where there is none. */
  static Device device(String profile) {
    try {
      return Devices.find("opencl:" + profile);
    } catch (DeviceException e) {
      System.err.println("OPENCL TESTS ARE SKIPPED: " + e.getMessage());
      return abort(e.getMessage());
    }
  }
}
