package org.seqlang.opencl;

import java.util.Arrays;
import java.util.Optional;

/** How the groups of a time loop work together on a GPU. */
enum Loops {

  /** Each group takes examples of its own through all steps: right on every device. */
  ALONE,
  /**
   * Groups form teams that divide the columns of the same examples, with their part of the weights in local memory, and meet after each
   * part of a step. All groups have to be resident, which OpenCL does not promise, but NVIDIA's devices do in practice
   * (Sorensen, Donaldson, Batty, Gopalakrishnan, Rakamarić 2016: Portable inter-workgroup barrier synchronisation for GPUs).
   */
  TOGETHER,
  /** Teams as above, and a launch for each part of each step, so that nobody waits inside a kernel. */
  SPLIT;

  static Optional<Loops> of(String name) {
    return Arrays.stream(values()).filter(l -> l.name().equalsIgnoreCase(name)).findFirst();
  }
}
