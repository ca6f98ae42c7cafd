package org.seqlang.kernel;

/**
 * Short arrays for the inside of a loop, a set for each thread. The JVM's compiler vectorises a loop whose arrays are all
 * read and written at the same index; generated code therefore copies what it needs of a row into these arrays, computes
 * there, and copies the results out. What was in them before is of no meaning.
 */
public final class Scratch {

  /** How many elements an array has: a few dozen of them fit into a core's nearest cache. */
  public static final int WIDTH = 256;

  private static final ThreadLocal<float[][]> ARRAYS = ThreadLocal.withInitial(() -> new float[0][]);

  private Scratch() {}

  /** At least {@code count} arrays of {@link #WIDTH} elements, this thread's own until it asks again. */
  public static float[][] arrays(int count) {
    float[][] arrays = ARRAYS.get();
    if (arrays.length < count) {
      arrays = new float[count][WIDTH];
      ARRAYS.set(arrays);
    }
    return arrays;
  }
}
