package org.seqlang.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  private static final List<String> KNOWN = List.of("hidden", "weight_ih", "weight_hh", "x", "in", "sigmoid", "LSTM");

  @ParameterizedTest
  @CsvSource({
      "hiden, hidden", "hiddden, hidden", "hidedn, hidden", "hiddne, hidden", "HIDDEN, hidden", "wieght_hi, weight_ih",
      "weight_h, weight_ih", "sigmiod, sigmoid", "lstm, LSTM", "LTSM, LSTM", "inn, in"})
  void nearNames(String wrong, String meant) {
    assertEquals(Optional.of(meant), Suggestions.closest(wrong, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"y", "i", "h", "bias", "tanh", "hi", "weight"})
  void nothingNear(String wrong) {
    assertEquals(Optional.empty(), Suggestions.closest(wrong, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"a, a, 0", "ab, ba, 1", "abc, ca, 3", "kitten, sitting, 3",
      "abcd, acbd, 1", "a, abc, 2", "abcdef, badcfe, 3"})
  void distance(String a, String b, int slips) {
    assertEquals(slips, Suggestions.distance(a, b, 5));
    assertEquals(slips, Suggestions.distance(b, a, 5));
  }

  @Test
  void theBoundIsKept() {
    assertEquals(3, Suggestions.distance("kitten", "sitting", 3));
    assertEquals(3, Suggestions.distance("kitten", "sitting", 2));
    assertEquals(2, Suggestions.distance("abcdefgh", "stuvwxyz", 1));
  }
}
