package org.seqlang.compiler.emit.loop;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/** Sizes as Java expressions. */
public final class Sizes {

  private Sizes() {}

  /** {@code 4 * hidden + 1}; {@code name} gives the Java name of a symbol. */
  public static String code(Size size, Function<Symbol, String> name) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<List<Symbol>, Long> term : size.terms().entrySet()) {
      long c = term.getValue();
      if (out.length() > 0) {
        out.append(c < 0 ? " - " : " + ");
        c = Math.abs(c);
      }
      StringJoiner product = new StringJoiner(" * ");
      if (c != 1 || term.getKey().isEmpty()) {
        product.add(Long.toString(c));
      }
      term.getKey().forEach(symbol -> product.add(name.apply(symbol)));
      out.append(product);
    }
    return out.length() == 0 ? "0" : out.toString();
  }

  /** The same, in parentheses where it is a sum or a product that something is multiplied with. */
  public static String factor(Size size, Function<Symbol, String> name) {
    String code = code(size, name);
    return size.terms().size() > 1 ? "(" + code + ")" : code;
  }

  /** {@code index * stride}, shortened where the stride is 0 or 1. */
  public static String times(String index, Size stride, Function<Symbol, String> name) {
    if (stride.equals(Size.ZERO)) {
      return "0";
    }
    return stride.equals(Size.ONE) ? index : index + " * " + factor(stride, name);
  }

  /** A sum without its zeros. */
  public static String sum(List<String> terms) {
    StringJoiner sum = new StringJoiner(" + ");
    terms.stream().filter(term -> !term.equals("0")).forEach(sum::add);
    return sum.length() == 0 ? "0" : sum.toString();
  }
}
