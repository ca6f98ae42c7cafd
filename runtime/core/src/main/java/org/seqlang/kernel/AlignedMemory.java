package org.seqlang.kernel;

/**
 * Memory for what is read again and again by whole vectors, where a vector lies in one line of the cache. A product of one row is
 * as fast as its weights come from the second-level cache, and with each vector across two lines that is 95 GB/s in place of 165.
 *
 * <p>Java does not say where an array lies. But HotSpot's default collector gives an array of more than half a region regions of its own,
 * where it stays, so its elements begin 16 bytes behind a multiple of a mebibyte. So small pieces share a large array. With another
 * collector or larger regions products are slower, and nothing else.
 */
final class AlignedMemory {
  /** Elements of a shared array: 4 MiB and the header, more than half of the regions of a heap of 16 GiB. */
  private static final int CHUNK = 1 << 20;
  /** A line of the cache, in elements. */
  private static final int LINE = 16;
  /** From an array's first element, behind a header of 16 bytes, to the next line. */
  private static final int HEAD = LINE - 4;

  private static float[] chunk = {};
  private static int used;

  private AlignedMemory() {}

  /** Part of an array, zero at first and its owner's own. */
  record Piece(float[] array, int offset) {}

  /** Room for so many elements; garbage when nobody refers to the array, which it may share. */
  static synchronized Piece allocate(int count) {
    if (chunk.length - used >= count) {
      Piece piece = new Piece(chunk, used);
      used += Math.min(chunk.length - used, (count + LINE - 1) / LINE * LINE);
      return piece;
    }
    float[] next = new float[Math.max(CHUNK, Math.addExact(count, HEAD))];
    int end = HEAD + Math.min(next.length - HEAD, (count + LINE - 1) / LINE * LINE);
    if (next.length - end > chunk.length - used) {
      chunk = next;
      used = end;
    }
    return new Piece(next, HEAD);
  }
}
