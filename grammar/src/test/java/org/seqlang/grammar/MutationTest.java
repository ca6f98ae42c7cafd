package org.seqlang.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.diagnostic.Source;

/** Texts that are right, broken at random: reading them never fails, and always says something sensible. */
class MutationTest {

  private static final List<String> WORDS = List.of(
      "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", ".*", "=", "->", "=>", "~", "==", "<", ">", "+", "-", "*", "@",
      "^",
      "if", "then", "else", "and", "not", "over", "when", "cell", "model", "layer", "def", "entry", "param",
      "in", "state",
      "out", "import", "package", "step", "run", "x", "3", "1.2.3", "\"a", "/*", "*/", "//", "///", "#", "$", "\n",
      "\t", "\r",
      "\u0000", "\uD83D", "\uD83D\uDE00", "return", "modle");

  private static final String TOKEN = "(?<=\\W)|(?=\\W)";

  static List<Path> files() {
    return Expectation.files("good");
  }

  @ParameterizedTest
  @MethodSource("files")
  void truncated(Path file) {
    Source source = Expectation.source(file);
    for (int end = 0; end <= source.text().length(); end += 5) {
      check(source.text().substring(0, end));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void mutated(Path file) {
    List<String> tokens = List.of(Expectation.source(file).text().split(TOKEN));
    for (long seed = 0; seed < 120; seed++) {
      Random random = new Random(seed);
      List<String> mutated = new ArrayList<>(tokens);
      for (int i = random.nextInt(3); i >= 0; i--) {
        mutate(mutated, random);
      }
      check(String.join("", mutated));
    }
  }

  private static void mutate(List<String> tokens, Random random) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(4)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, WORDS.get(random.nextInt(WORDS.size())));
      case 2 -> tokens.set(at, WORDS.get(random.nextInt(WORDS.size())));
      default -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
    }
  }

  /** There is either a tree that prints and reads again, or an explanation that can be shown. */
  private static void check(String text) {
    Parsed parsed = SyntaxReader.read(new Source("mutated.seq", text));
    String rendered = DiagnosticRenderer.render(parsed.diagnostics());
    int size = text.length();
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      assertTrue(diagnostic.primary().span().end() <= size, text);
      assertFalse(diagnostic.message().isBlank(), text);
      assertFalse(rendered.contains("<EOF>") || rendered.contains("mismatched input"), text);
    }
    String printed = SyntaxPrinter.print(parsed.file());
    if (!parsed.hasErrors()) {
      Parsed again = SyntaxReader.read(new Source("again.seq", printed));
      assertEquals(Trees.withoutSpans(parsed.file()), Trees.withoutSpans(again.file()), text);
    }
  }
}
