package org.seqlang.opencl;

import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.JNI;
import org.lwjgl.system.Library;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.SharedLibrary;

/**
 * Keeps the JVM's signal handlers. Drivers that are built on LLVM (PoCL) put LLVM's crash handlers over those of the process when they
 * first compile, and the JVM, which takes a fault for its safepoints, then dies at the next one. They do so once a process: so the
 * first compilation is made here, of a kernel that does nothing, and what was there before is put back.
 */
final class Signals {

  /** Linux's signals that can be handled. */
  private static final int LAST = 31;
  private static final int KILL = 9;
  private static final int STOP = 19;
  /** More than {@code struct sigaction} takes on any processor. */
  private static final int BYTES = 256;

  private Signals() {}

  /** Does work that may change handlers; afterwards they are what they were. */
  static void keepDuring(Runnable work) {
    if (!System.getProperty("os.name", "").startsWith("Linux")) {
      work.run();
      return;
    }
    try (SharedLibrary libc = Library.loadNative(Signals.class, "org.lwjgl", "libc.so.6")) {
      long sigaction = libc.getFunctionAddress("sigaction");
      List<Long> saved = new ArrayList<>();
      for (int signal = 0; signal <= LAST; signal++) {
        long old = MemoryUtil.nmemCallocChecked(1, BYTES);
        saved.add(old);
        if (isHandled(signal)) {
          JNI.callPPI(signal, MemoryUtil.NULL, old, sigaction);
        }
      }
      try {
        work.run();
      } finally {
        for (int signal = 0; signal <= LAST; signal++) {
          if (isHandled(signal)) {
            JNI.callPPI(signal, saved.get(signal), MemoryUtil.NULL, sigaction);
          }
          MemoryUtil.nmemFree(saved.get(signal));
        }
      }
    }
  }

  private static boolean isHandled(int signal) {
    return signal != 0 && signal != KILL && signal != STOP;
  }
}
