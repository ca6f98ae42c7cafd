package org.seqlang.samples.charmodel;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says while somebody types which characters are likely next. The model reads each character once, as a stream; the
 * state before it is kept, so that a character that is taken back costs nothing.
 */
final class Keyboard {

  private static final int OFFERED = 3;

  private final CharacterModel model;
  private final Book book;
  private final Deque<CharacterModel.LikelyState> states = new ArrayDeque<>();

  Keyboard(CharacterModel model, Book book) {
    this.model = model;
    this.book = book;
    states.push(model.likelyStart());
  }

  /**
   * One more character.
   *
   * @return what is likely behind it, the likeliest first
   */
  String type(char character) {
    int symbol = book.encode(String.valueOf(character))[0];
    CharacterModel.LikelyStep step = model.likelyStep(states.element(), symbol);
    states.push(step.state());
    return offers(step.value());
  }

  /** Takes the last character back, if there is one. */
  void back() {
    if (states.size() > 1) {
      states.pop();
    }
  }

  /** Where the text stands, to go on with elsewhere: in another keyboard, or behind a restart. */
  CharacterModel.LikelyState state() {
    return states.element();
  }

  private String offers(float[] likely) {
    return IntStream.range(0, book.alphabet().length()).boxed()
        .sorted(Comparator.comparing((Integer symbol) -> -likely[symbol])).limit(OFFERED)
        .map(symbol -> book.decode(symbol)).collect(Collectors.joining());
  }
}
