package org.seqlang.device;

/** Numbers in a device's memory. */
public interface DeviceArray {

  /** Copies all numbers to the device. */
  void write(float[] values);

  /** Copies all numbers from the device, once all work on them is done. */
  void read(float[] values);

  /** Sets all numbers to zero. */
  void clear();
}
