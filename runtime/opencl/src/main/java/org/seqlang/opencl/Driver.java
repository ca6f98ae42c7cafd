package org.seqlang.opencl;

/**
 * Calls that build, enqueue or release are made one at a time, whichever thread makes them: a driver compiles kernels when they are
 * first enqueued, and not every driver bears that another thread (such as the one that releases what is no longer used) frees
 * something meanwhile.
 */
final class Driver {

  static final Object LOCK = new Object();

  private Driver() {}
}
