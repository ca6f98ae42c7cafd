package org.seqlang.benchmarks;

/** The cells that every contestant has. */
public enum Cell {
  RNN(1), LSTM(4), GRU(3);

  private final int gates;

  Cell(int gates) {
    this.gates = gates;
  }

  /** How many times as many rows as units a weight has. */
  public int gates() {
    return gates;
  }
}
