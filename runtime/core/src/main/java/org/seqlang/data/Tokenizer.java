package org.seqlang.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Cuts a text into tokens: whatever a regular expression finds in it, one after the other. Typographic apostrophes are
 * read as plain ones. Immutable; two tokenizers with equal settings are equal.
 */
public final class Tokenizer {

  private static final String WORD = "[\\p{L}\\p{M}\\p{N}]+(?:'[\\p{L}\\p{M}\\p{N}]+)*";
  private static final String PUNCTUATION = "[^\\s\\p{L}\\p{M}\\p{N}]";

  private final Pattern pattern;
  private final boolean lowerCase;

  private Tokenizer(String expression, boolean lowerCase) {
    try {
      this.pattern = Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("a token is not described by a regular expression: " + e.getMessage(), e);
    }
    this.lowerCase = lowerCase;
  }

  /** Lower-case words, apostrophes inside them included ({@code don't}), and each punctuation mark as a token. */
  public static Tokenizer words() {
    return new Tokenizer(WORD + "|" + PUNCTUATION, true);
  }

  /** Lower-case words without punctuation. */
  public static Tokenizer wordsOnly() {
    return new Tokenizer(WORD, true);
  }

  /** Whatever stands between white space, as it is. */
  public static Tokenizer whitespace() {
    return new Tokenizer("\\S+", false);
  }

  /** Each character (code point), white space included, as it is. */
  public static Tokenizer characters() {
    return new Tokenizer("(?s).", false);
  }

  /**
   * Whatever this regular expression finds.
   *
   * @throws IllegalArgumentException if it is not a regular expression
   */
  public static Tokenizer of(String expression) {
    return new Tokenizer(expression, false);
  }

  /** This tokenizer, with or without turning the text to lower case first. */
  public Tokenizer lowerCase(boolean on) {
    return new Tokenizer(pattern.pattern(), on);
  }

  /** The regular expression that finds a token. */
  public String expression() {
    return pattern.pattern();
  }

  public boolean isLowerCase() {
    return lowerCase;
  }

  /** The tokens of a text in order; none for a text without any. */
  public List<String> tokens(String text) {
    String plain = text.replace('\u2019', '\'');
    Matcher matcher = pattern.matcher(lowerCase ? plain.toLowerCase(Locale.ROOT) : plain);
    List<String> tokens = new ArrayList<>();
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        tokens.add(matcher.group());
      }
    }
    return tokens;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tokenizer tokenizer
        && lowerCase == tokenizer.lowerCase
        && expression().equals(tokenizer.expression());
  }

  @Override
  public int hashCode() {
    return 31 * expression().hashCode() + Boolean.hashCode(lowerCase);
  }

  @Override
  public String toString() {
    return "Tokenizer[" + expression() + (lowerCase ? ", lower case]" : "]");
  }
}
