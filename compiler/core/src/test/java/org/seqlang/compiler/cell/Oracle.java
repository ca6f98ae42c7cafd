package org.seqlang.compiler.cell;

/** Something that must be true of every cell. */
enum Oracle {
  /** The text is a program. */
  COMPILES,
  /** The text as printed, and the graph as printed, mean the same. */
  PRINTS,
  /** Each pass keeps what the interpreter computes. */
  PASSES,
  /** Gradients are finite differences. */
  GRADIENTS,
  /** Element by element it gives what the whole sequence gives. */
  STREAMS,
  /** It can be scheduled, and written as Java. */
  EMITS,
  /** The generated Java compiles, and computes what the interpreter computes. */
  JAVA
}
