package org.seqlang.samples.charmodel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A text and the characters that occur in it, which are numbered in the order of their code.
 *
 * @param text the whole text
 * @param alphabet each character once, ordered
 */
record Book(String text, String alphabet) {

  /** <i>Moby-Dick; or, The Whale</i> (Herman Melville, 1851), chapters and epilogue. */
  static Book mobyDick() {
    try (var packed = Objects.requireNonNull(Book.class.getResourceAsStream("/charmodel/moby-dick.txt.gz"));
        var bytes = new GZIPInputStream(packed)) {
      return of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Book of(String text) {
    StringBuilder alphabet = new StringBuilder();
    text.chars().distinct().sorted().forEach(c -> alphabet.append((char) c));
    return new Book(text, alphabet.toString());
  }

  /** How many symbols a model needs: the characters, and one that would end a text. */
  int symbols() {
    return alphabet.length() + 1;
  }

  /** The numbers of a text's characters, all of which must occur in the book. */
  int[] encode(String some) {
    return some.chars().map(c -> {
      int number = alphabet.indexOf(c);
      if (number < 0) {
        throw new IllegalArgumentException("the book has no `" + (char) c + "`: write with these: " + alphabet.strip());
      }
      return number;
    }).toArray();
  }

  String decode(int... numbers) {
    StringBuilder some = new StringBuilder();
    Arrays.stream(numbers).forEach(n -> some.append(alphabet.charAt(n)));
    return some.toString();
  }

  /** The first nine tenths. */
  int[] training() {
    return encode(text.substring(0, border()));
  }

  /** The last tenth, which is never trained on. */
  int[] heldOut() {
    return encode(text.substring(border()));
  }

  private int border() {
    return (int) (text.length() * 9L / 10);
  }
}
