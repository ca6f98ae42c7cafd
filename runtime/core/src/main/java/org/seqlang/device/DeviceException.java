package org.seqlang.device;

/** A device, a driver or a kernel failed; the message says what was found, what was tried, and what can be done. */
public class DeviceException extends RuntimeException {

  public DeviceException(String message) {
    super(message);
  }

  public DeviceException(String message, Throwable cause) {
    super(message, cause);
  }
}
