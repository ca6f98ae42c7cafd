package org.seqlang.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A workload's input as libraries want it: time first, zeros behind a sequence's end, in native memory that their tensors may share.
 */
public final class TimeMajor {

  private final Workload workload;
  private final List<float[][]> sequences;
  private final ByteBuffer bytes;

  /** Holds the input of a workload. */
  public TimeMajor(Workload workload) {
    this.workload = workload;
    this.sequences = workload.input();
    this.bytes = ByteBuffer.allocateDirect(Float.BYTES * workload.steps() * workload.batch() * workload.hidden())
        .order(ByteOrder.nativeOrder());
    fill();
  }

  /** {@code [steps][batch][hidden]}; always the same memory. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** As {@link #bytes}. */
  public FloatBuffer floats() {
    return bytes.asFloatBuffer();
  }

  /** What comes before each pass: takes in the caller's arrays, unless {@code compare --inputs ready} was asked for. */
  public void bring() {
    if (!"ready".equals(System.getenv(Side.INPUTS))) {
      fill();
    }
  }

  private void fill() {
    FloatBuffer all = floats();
    for (int e = 0; e < sequences.size(); e++) {
      float[][] sequence = sequences.get(e);
      for (int t = 0; t < sequence.length; t++) {
        all.put((t * workload.batch() + e) * workload.hidden(), sequence[t]);
      }
    }
  }
}
