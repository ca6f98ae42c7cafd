package org.seqlang.device;

import java.util.Optional;

/**
 * An array on the JVM with a copy on a device. Each side is brought up to date when it is asked for, so that numbers that only the
 * device uses stay there.
 */
public final class Mirror {

  private final float[] here;
  private Optional<Device> device = Optional.empty();
  private Optional<DeviceArray> there = Optional.empty();
  private boolean oldHere;
  private boolean oldThere = true;

  /** Zeros, on the JVM. */
  public Mirror(int size) {
    this.here = new float[size];
  }

  public int size() {
    return here.length;
  }

  /** The JVM's array, up to date, to look at. */
  public synchronized float[] look() {
    if (oldHere) {
      there.orElseThrow().read(here);
      oldHere = false;
    }
    return here;
  }

  /** The JVM's array, up to date, to change: the device's copy is old from now on. */
  public synchronized float[] change() {
    look();
    oldThere = true;
    return here;
  }

  /** Says that the JVM's array has been changed. */
  public synchronized void changed() {
    oldHere = false;
    oldThere = true;
  }

  /** The copy on a device, up to date, to look at. */
  public synchronized DeviceArray look(Device on) {
    if (there.isEmpty() || !device.equals(Optional.of(on))) {
      look();
      device = Optional.of(on);
      there = Optional.of(on.array(here.length));
      oldThere = true;
    }
    if (oldThere) {
      there.get().write(here);
      oldThere = false;
    }
    return there.get();
  }

  /** The copy on a device, up to date, to change: the JVM's array is old from now on. */
  public synchronized DeviceArray change(Device on) {
    DeviceArray array = look(on);
    oldHere = true;
    return array;
  }

  /** Sets all numbers to zero, where they are. */
  public synchronized void clear() {
    if (oldThere) {
      java.util.Arrays.fill(here, 0f);
      oldHere = false;
    } else {
      there.orElseThrow().clear();
      oldHere = true;
    }
  }

  /** Whether the device's copy is up to date. */
  public synchronized boolean isOn(Device on) {
    return !oldThere && device.equals(Optional.of(on));
  }
}
