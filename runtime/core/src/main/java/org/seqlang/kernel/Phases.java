package org.seqlang.kernel;

/**
 * Work in phases, each of which is done in parts: a part of a phase begins when all parts of the phase before are done, and sees what they
 * wrote. Parts of a phase are worked on by several threads at once.
 */
@FunctionalInterface
public interface Phases {

  /** Does part {@code part} of {@code parts} of a phase; all parts together are the phase, however many there are. */
  void run(int phase, int part, int parts);
}
