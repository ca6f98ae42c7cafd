package org.seqlang.samples.pronunciation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The CMU Pronouncing Dictionary without stress marks, all pronunciations of a word together. Which part a word belongs to is a
 * function of its letters: a tenth of the words is for testing, a hundredth for validation.
 *
 * @param symbols of phonemes: three that stand for no phoneme, then the phonemes
 */
record Dictionary(List<String> symbols, List<Word> training, List<Word> validation, List<Word> test) {

  /** What the first step is fed, and what ends a word. */
  static final int START = 1;
  static final int END = 2;

  private static final String LETTERS = "'abcdefghijklmnopqrstuvwxyz";

  static Dictionary read() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    try (BufferedReader in = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(Dictionary.class.getResourceAsStream("/pronunciation/cmudict.gz")), StandardCharsets.UTF_8))) {
      in.lines().map(line -> line.split("\t"))
          .forEach(cells -> lines.computeIfAbsent(cells[0], word -> new ArrayList<>()).add(cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the dictionary from the jar", e);
    }
    List<String> symbols = new ArrayList<>(List.of("", "<start>", "<end>"));
    symbols.addAll(lines.values().stream().flatMap(List::stream).flatMap(said -> Arrays.stream(said.split(" ")))
        .collect(Collectors.toCollection(TreeSet::new)));
    List<List<Word>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    lines.forEach((spelling, said) -> parts.get(part(spelling)).add(new Word(spelling, said.stream()
        .map(one -> Arrays.stream(one.split(" ")).mapToInt(symbols::indexOf).toArray()).toList())));
    return new Dictionary(List.copyOf(symbols), parts.get(0), parts.get(1), parts.get(2));
  }

  private static int part(String spelling) {
    int number = Math.floorMod(spelling.hashCode() * 0x9E3779B9 >>> 7, 100);
    return number < 10 ? 2 : number == 10 ? 1 : 0;
  }

  /** The first words of each part, for a quick look. */
  Dictionary head(int words) {
    return new Dictionary(symbols, training.subList(0, words), validation.subList(0, words / 10), test.subList(0, words / 10));
  }

  static int letters() {
    return LETTERS.length();
  }

  /**
   * The numbers of a word's letters.
   *
   * @throws IllegalArgumentException if it is empty or has other characters than letters and the apostrophe
   */
  static int[] encode(String spelling) {
    if (spelling.isEmpty() || spelling.chars().anyMatch(c -> LETTERS.indexOf(c) < 0)) {
      throw new IllegalArgumentException("'" + spelling + "' is no word of the letters a to z and the apostrophe");
    }
    return spelling.chars().map(LETTERS::indexOf).toArray();
  }

  /** {@code K AE T}. */
  String text(int... said) {
    return Arrays.stream(said).mapToObj(symbols::get).collect(Collectors.joining(" "));
  }

  /** An example for each pronunciation of each word, with the end. */
  static List<Speaker.Train> examples(List<Word> words) {
    List<Speaker.Train> all = new ArrayList<>();
    for (Word word : words) {
      for (int[] said : word.pronunciations()) {
        int[] ended = Arrays.copyOf(said, said.length + 1);
        ended[said.length] = END;
        all.add(new Speaker.Train(encode(word.spelling()), ended));
      }
    }
    return all;
  }
}
