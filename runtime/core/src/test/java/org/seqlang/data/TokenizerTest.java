package org.seqlang.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerTest {

  @Test
  void wordsKeepApostrophesAndPunctuationStandsAlone() {
    assertEquals(List.of("don't", "waste", "your", "money", "!", "!", "10", "/", "10", "…"),
        Tokenizer.words().tokens("Don’t waste your MONEY!! 10/10…"));
    assertEquals(List.of("don't", "stop"), Tokenizer.wordsOnly().tokens("Don't, 'stop'."));
    assertEquals(List.of(), Tokenizer.words().tokens(" \n\t"));
  }

  @Test
  void otherScriptsAndAccentsAreLetters() {
    assertEquals(List.of("café", "naïve", "größe", "хорошо", "😀"),
        Tokenizer.words().tokens("Café naïve GRÖßE Хорошо 😀"));
    assertEquals(List.of("i", "x"), Tokenizer.words().tokens("I X"));
  }

  @Test
  void otherCuts() {
    assertEquals(List.of("It's", "so-so."), Tokenizer.whitespace().tokens(" It's  so-so. "));
    assertEquals(List.of("a", " ", "😀"), Tokenizer.characters().tokens("a 😀"));
    assertEquals(List.of("12", "7"), Tokenizer.of("\\d*").tokens("a12b7"));
    assertEquals(List.of("Ab"), Tokenizer.words().lowerCase(false).tokens("Ab"));
    assertThrows(IllegalArgumentException.class, () -> Tokenizer.of("("));
  }

  @Test
  void equalSettingsMakeEqualTokenizers() {
    assertEquals(Tokenizer.words(), Tokenizer.of(Tokenizer.words().expression()).lowerCase(true));
    assertEquals(Tokenizer.words().hashCode(), Tokenizer.words().hashCode());
  }
}
