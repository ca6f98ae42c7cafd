package org.seqlang.compiler.emit.opencl;

/**
 * A parameter of a kernel, which is also how the host knows what to pass.
 *
 * @param declaration in OpenCL C: {@code global float* restrict gates}
 * @param name what the host looks up: a buffer, a packed weight, {@code order T}, {@code rows T}, {@code run}
 * @param variable what it is called in the kernel
 */
public record Argument(String declaration, String name, String variable) {

  static Argument floats(String name, boolean written) {
    return new Argument("global " + (written ? "" : "const ") + "float* restrict " + name, name, name);
  }

  /** Memory that other work-items change while the kernel runs. */
  static Argument exchanged(String type, String name) {
    return new Argument("global " + type + "* EXCHANGED " + name, name, name);
  }

  boolean isWeight() {
    return declaration.startsWith("const seq_weight ");
  }

  /** A weight of a product in a time loop. */
  static Argument weight(String name) {
    return new Argument("const seq_weight " + name, name, name);
  }

  static Argument ints(String name, String variable, boolean written) {
    return new Argument("global " + (written ? "" : "const ") + "int* restrict " + variable, name, variable);
  }

  static Argument number(String name, String variable) {
    return new Argument("const int " + variable, name, variable);
  }
}
