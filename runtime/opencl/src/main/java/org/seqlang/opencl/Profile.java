package org.seqlang.opencl;

import java.util.Arrays;
import java.util.Optional;

/** How kernels are built and work is divided. */
enum Profile {

  /** A CPU: a work-group is one work-item, matrix products are tiles of vectors, a group a core. */
  VECTOR(1, "-DSEQ_VECTOR"),
  /** A GPU: a work-group is many work-items that divide the elements of a row. */
  SIMT(64, "");

  private final int items;
  private final String option;

  Profile(int items, String option) {
    this.items = items;
    this.option = option;
  }

  /** The profile of a name. */
  static Optional<Profile> of(String name) {
    return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }

  /** Work-items of a group. */
  int items() {
    return items;
  }

  String option() {
    return option;
  }
}
