package org.seqlang.compiler.ir;

/** What an array holds. */
public sealed interface Element {

  Element FLOAT = new Float();
  Element INT = new Int();
  Element BOOL = new Bool();

  /** A whole number in {@code 0 .. bound-1}. */
  static Element index(Size bound) {
    return new Index(bound);
  }

  record Float() implements Element {
    @Override
    public String toString() {
      return "float";
    }
  }

  record Int() implements Element {
    @Override
    public String toString() {
      return "int";
    }
  }

  record Bool() implements Element {
    @Override
    public String toString() {
      return "bool";
    }
  }

  record Index(Size bound) implements Element {
    @Override
    public String toString() {
      return "index<" + bound + ">";
    }
  }
}
