package org.seqlang.optim;

/** The same learning rate throughout. */
record Constant() implements Curve {

  @Override
  public double at(long count, double rate) {
    return rate;
  }
}
