package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the words, numbers, sizes and types of a graph's text form, one after the other. */
final class GraphText {

  private static final Pattern TOKEN = Pattern.compile(
      "->|\"[^\"]*\"|-?(?:\\d+\\.\\d+(?:E-?\\d+)?|Infinity|NaN)|\\d+|[A-Za-z_][A-Za-z0-9_.]*|\\S");

  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final Map<String, Symbol> symbols = new HashMap<>();
  private int next;

  GraphText(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int line = 1;
    int from = 0;
    while (matcher.find()) {
      line += (int) text.substring(from, matcher.start()).chars().filter(c -> c == '\n').count();
      from = matcher.start();
      tokens.add(matcher.group());
      lines.add(line);
    }
  }

  boolean isAtEnd() {
    return next == tokens.size();
  }

  boolean isNext(String token) {
    return next < tokens.size() && tokens.get(next).equals(token);
  }

  /** Whether a value with its type comes next: {@code %3: float[]}. */
  boolean isDeclaration() {
    return next + 2 < tokens.size() && tokens.get(next).equals("%") && tokens.get(next + 2).equals(":");
  }

  /** Takes a token, if it comes next. */
  boolean accept(String token) {
    boolean found = isNext(token);
    next += found ? 1 : 0;
    return found;
  }

  void expect(String token) {
    if (!accept(token)) {
      throw error("expected " + token + " but found " + (isAtEnd() ? "the end" : tokens.get(next)));
    }
  }

  String word() {
    if (isAtEnd()) {
      throw error("the text ends too early");
    }
    return tokens.get(next++);
  }

  /** The text between two quotation marks. */
  String quoted() {
    String token = word();
    return token.substring(1, token.length() - 1);
  }

  int integer() {
    return Integer.parseInt(word());
  }

  double number() {
    return Double.parseDouble(word());
  }

  /** An error at the token that was read last. */
  IllegalArgumentException error(String message) {
    int line = lines.isEmpty() ? 1 : lines.get(Math.min(Math.max(next - 1, 0), lines.size() - 1));
    return new IllegalArgumentException("line " + line + ": " + message);
  }

  /** What lies between brackets, separated by commas. */
  <E> List<E> list(String open, Supplier<E> element, String close) {
    expect(open);
    List<E> elements = new ArrayList<>();
    while (!accept(close)) {
      if (!elements.isEmpty()) {
        expect(",");
      }
      elements.add(element.get());
    }
    return elements;
  }

  void declare(Symbol symbol) {
    symbols.put(symbol.name(), symbol);
  }

  /** A size: {@code 4*hidden + 1}. A name that is not declared is a hyper-parameter. */
  Size size() {
    Size sum = accept("-") ? monomial().times(-1) : monomial();
    while (isNext("+") || isNext("-")) {
      sum = accept("+") ? sum.plus(monomial()) : minus(sum);
    }
    return sum;
  }

  private Size minus(Size sum) {
    expect("-");
    return sum.minus(monomial());
  }

  private Size monomial() {
    Size product = factor();
    while (accept("*")) {
      product = product.times(factor());
    }
    return product;
  }

  private Size factor() {
    String word = word();
    return Character.isDigit(word.charAt(0)) ? Size.of(Long.parseLong(word))
        : Size.of(symbols.getOrDefault(word, Symbol.hyper(word)));
  }

  List<Size> sizes() {
    return list("[", this::size, "]");
  }

  /** A type: {@code index<vocab>[T]}. */
  Type type() {
    String word = word();
    Element element = switch (word) {
      case "float" -> Element.FLOAT;
      case "int" -> Element.INT;
      case "bool" -> Element.BOOL;
      case "index" -> Element.index(bound());
      default -> throw error("no element is called " + word);
    };
    return new Type(element, sizes());
  }

  private Size bound() {
    expect("<");
    Size bound = size();
    expect(">");
    return bound;
  }
}
