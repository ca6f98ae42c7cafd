package org.seqlang.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.List;

/** Texts as libraries want them: time first, zeros behind a text's end, 64-bit numbers in native memory that tensors may share. */
public final class TokenInput {

  private final List<int[]> texts;
  private final int batch;
  private final ByteBuffer bytes;

  /** Holds the texts of a workload. */
  public TokenInput(Workload workload) {
    this.texts = workload.tokens();
    this.batch = workload.batch();
    this.bytes = ByteBuffer.allocateDirect(Long.BYTES * workload.steps() * batch).order(ByteOrder.nativeOrder());
    bring();
  }

  /** {@code [steps][batch]}; always the same memory. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** As {@link #bytes}. */
  public LongBuffer longs() {
    return bytes.asLongBuffer();
  }

  /** Takes in the caller's arrays. */
  public void bring() {
    LongBuffer all = longs();
    for (int e = 0; e < batch; e++) {
      int[] text = texts.get(e);
      for (int t = 0; t < text.length; t++) {
        all.put(t * batch + e, text[t]);
      }
    }
  }
}
