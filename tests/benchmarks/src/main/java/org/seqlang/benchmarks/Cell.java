package org.seqlang.benchmarks;

/** The cells that are measured. */
public enum Cell {
  RNN(1, 1), LSTM(4, 4), GRU(3, 3),
  /** The LSTM's equations under another name. */
  COPY(4, 4),
  /** An LSTM whose gates see its state. */
  PEEPHOLE(4, 4),
  /** An LSTM with layer normalisation. */
  LAYERNORM(4, 4),
  /** Units that see themselves alone: no product within the time loop. */
  INDEPENDENT(1, 0),
  /** A classifier of texts: vectors of words, two layers of LSTMs in both directions, a linear layer over the last outputs. */
  TEXT(4, 4),
  /** A model of the next word: vectors of words, an LSTM, a linear layer over the whole vocabulary at each step. */
  WORDS(4, 4);

  private final int gates;
  private final int recurrent;

  Cell(int gates, int recurrent) {
    this.gates = gates;
    this.recurrent = recurrent;
  }

  /** How many times as many rows as units the input's weight has. */
  public int gates() {
    return gates;
  }

  /** The same of the previous output's weight; 0 if it has none. */
  public int recurrent() {
    return recurrent;
  }

  /** Whether its input is texts, its training step goes on to clip gradients and move weights, and it is a model rather than a cell. */
  public boolean tokens() {
    return this == TEXT || this == WORDS;
  }

  /** Whether it is one of those that other libraries have too. */
  public boolean common() {
    return this == RNN || this == LSTM || this == GRU;
  }
}
