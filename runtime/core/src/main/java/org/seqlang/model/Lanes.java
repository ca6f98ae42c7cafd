package org.seqlang.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The memory of a generated {@link StatefulObjective}: for every lane, where its cells stopped. */
public final class Lanes {

  private static final String FRESH = "carry.fresh";

  private final List<String> names;
  private final int[] columns;
  private final float[][] states;
  private float[] fresh = {};

  /**
   * No lanes yet.
   *
   * @param names of the states
   * @param columns how many numbers each has in a lane
   */
  public Lanes(List<String> names, int... columns) {
    this.names = List.copyOf(names);
    this.columns = columns.clone();
    this.states = new float[columns.length][0];
  }

  /** Makes room for so many lanes; new ones are fresh. */
  public void open(int lanes) {
    int before = fresh.length;
    if (lanes > before) {
      resize(lanes);
      Arrays.fill(fresh, before, lanes, 1);
    }
  }

  private void resize(int lanes) {
    fresh = Arrays.copyOf(fresh, lanes);
    for (int s = 0; s < states.length; s++) {
      states[s] = Arrays.copyOf(states[s], Math.multiplyExact(lanes, columns[s]));
    }
  }

  /** Writes 1 for each of the first lanes that begins a sequence, else 0. */
  public void readFresh(int lanes, float[] into) {
    System.arraycopy(fresh, 0, into, 0, lanes);
  }

  /** Writes where the first lanes stopped. */
  public void read(int state, int lanes, float[] into) {
    System.arraycopy(states[state], 0, into, 0, lanes * columns[state]);
  }

  /** Keeps where the first lanes have stopped. */
  public void write(int state, int lanes, float[] from) {
    System.arraycopy(from, 0, states[state], 0, lanes * columns[state]);
    Arrays.fill(fresh, 0, lanes, 0);
  }

  /** Writes where the first lanes stopped, for a state of indices: floats hold them exactly up to 16,777,216. */
  public void read(int state, int lanes, int[] into) {
    for (int i = 0; i < lanes * columns[state]; i++) {
      into[i] = (int) states[state][i];
    }
  }

  /** Keeps where the first lanes have stopped, for a state of indices. */
  public void write(int state, int lanes, int[] from) {
    for (int i = 0; i < lanes * columns[state]; i++) {
      states[state][i] = from[i];
    }
    Arrays.fill(fresh, 0, lanes, 0);
  }

  /** As {@link StatefulObjective#restart}. */
  public void restart(int lane) {
    open(lane + 1);
    fresh[lane] = 1;
  }

  /** As {@link StatefulObjective#carried}. */
  public Carried carried() {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    if (fresh.length > 0) {
      arrays.put(FRESH, fresh);
      for (int s = 0; s < states.length; s++) {
        arrays.put(names.get(s), states[s]);
      }
    }
    return Carried.of(arrays);
  }

  /** As {@link StatefulObjective#carry}. */
  public void carry(Carried from) {
    Map<String, float[]> arrays = from.arrays();
    int lanes = arrays.getOrDefault(FRESH, new float[0]).length;
    for (int s = 0; s < states.length && lanes > 0; s++) {
      float[] values = arrays.get(names.get(s));
      if (values == null || values.length != lanes * columns[s] || arrays.size() != states.length + 1) {
        throw new IllegalArgumentException("what was carried as " + arrays.keySet() + " does not fit a model that carries "
            + names + ": " + names.get(s) + " has " + columns[s] + " numbers in each of " + lanes
            + " lanes. Take it from an objective of the same model and sizes");
      }
    }
    resize(lanes);
    for (int s = 0; s < states.length && lanes > 0; s++) {
      states[s] = arrays.get(names.get(s));
    }
    fresh = lanes > 0 ? arrays.get(FRESH) : fresh;
  }
}
