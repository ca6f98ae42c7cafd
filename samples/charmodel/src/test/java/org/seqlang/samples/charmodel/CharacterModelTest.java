package org.seqlang.samples.charmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.seqlang.model.Seed;
import org.seqlang.train.History;

class CharacterModelTest {

  @Test
  void theBookIsAllThere() {
    Book book = Book.mobyDick();

    assertEquals(1_190_317, book.text().length());
    assertEquals(83, book.alphabet().length());
    assertTrue(book.text().startsWith("CHAPTER 1. Loomings.\n\nCall me Ishmael."));
    assertEquals(book.text().length(), book.training().length + book.heldOut().length);
    assertEquals(119_032, book.heldOut().length);
    assertEquals(0, Main.streams(book.heldOut()).batches().get(1).begins().size());
  }

  @Test
  void charactersAreNumbered() {
    Book book = Book.of("banana");

    assertArrayEquals(new int[] {1, 0, 2}, book.encode("ban"));
    assertEquals("nab", book.decode(2, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> book.encode("bandana"));
  }

  /** Two chapters' worth, a small model: it learns, on text that it has not read too, and the same way each time. */
  @Test
  void itLearnsToForesee() {
    Book book = Book.of(Book.mobyDick().text().substring(0, 30_000));
    History first = train(book);
    History second = train(book);

    double bits = Main.bits(first.last().validationLoss().orElseThrow());
    assertTrue(bits < 3.8, () -> bits + " bits; guessing takes " + Main.bits(Math.log(book.alphabet().length())));
    assertEquals(first.last().validationLoss(), second.last().validationLoss());
  }

  private static History train(Book book) {
    return Main.trainer(small(book), 12).fit(Main.streams(book.training()), Main.streams(book.heldOut()));
  }

  private static CharacterModel small(Book book) {
    return CharacterModel.create(CharacterModel.sizes(book.symbols()).embed(16).hidden(32), new Seed(2));
  }

  @Test
  void writtenTextGoesOnFromItsStart() {
    Book book = Book.of("abc abc abc");
    CharacterModel model = small(book);
    model.parameters().get("output.bias").values()[book.symbols() - 1] = -100; // no end
    model.parameters().get("output.bias").touched();
    Writer writer = new Writer(model, book);
    String text = writer.write("abc", 20, 1, 3);

    assertEquals(23, text.length());
    assertTrue(text.startsWith("abc"));
    assertTrue(Arrays.stream(book.encode(text)).allMatch(i -> i >= 0));
    assertEquals(text, writer.write("abc", 20, 1, 3));
  }

  /** Typed character by character, the model says what it says of the whole text; also behind one that was taken back. */
  @Test
  void aKeyboardReadsEachCharacterOnce() {
    Book book = Book.of("abc abc abc");
    CharacterModel model = small(book);
    Keyboard keyboard = new Keyboard(model, book);
    keyboard.type('a');
    String behind = keyboard.type('b');
    CharacterModel.LikelyState state = keyboard.state();
    keyboard.type('c');
    keyboard.back();

    assertEquals(state, keyboard.state());
    assertEquals(2, keyboard.state().steps());
    keyboard.back();
    assertEquals(behind, keyboard.type('b'));
    CharacterModel.LikelyStep last = model.likelyStep(model.likelyState(state.toBytes()), book.encode("c")[0]);
    assertArrayEquals(model.likely(book.encode("abc")), last.value(), 1e-6f);
  }
}
