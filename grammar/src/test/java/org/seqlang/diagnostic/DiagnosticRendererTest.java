package org.seqlang.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {

  private static final Source SENTIMENT = new Source("src/main/seq/Sentiment.seq", """
      package samples.sentiment
      import seq.nn.*

      /// How a review feels, from its words.
      model SentimentClassifier(vocab: int, embed: int = 50, hidden: int = 64, classes: int = 2, rate: real = 0.5) {
        embedding = Embedding(vocab, embed, padding = 0)
        encoder   = LSTM(embed, hidden, bidirectional = true, dropout = rate)
        output    = Linear(hidden, classes)

        def logits(text: index<vocab>[T]) -> float[classes] =
          output(dropout(encoder(embedding(text)).last, rate))
      }
      """);

  /** The span of the first occurrence of a text. */
  private static Span at(Source source, String text) {
    int start = source.text().indexOf(text);
    return new Span(source, start, start + text.length());
  }

  private static Span at(String text) {
    return at(SENTIMENT, text);
  }

  private static Span start(String text, int length) {
    Span span = at(text);
    return new Span(span.source(), span.start(), span.start() + length);
  }

  private static Diagnostic error(Span at, String remark) {
    return Diagnostic.error("SEQ0999", "message", at, remark);
  }

  @Test
  void remarkOfSeveralLinesAndHelp() {
    Diagnostic diagnostic = Diagnostic.error("SEQ0203", "sizes differ: 2*hidden and hidden",
        start("output(dropout", 6), "expects float[hidden], declared at line 8\n"
            + "got float[2*hidden]: the encoder is bidirectional (line 7)").help("Linear(2*hidden, classes)");
    assertEquals("""
        error[SEQ0203]: sizes differ: 2*hidden and hidden
          --> src/main/seq/Sentiment.seq:11:5
           |
        11 |     output(dropout(encoder(embedding(text)).last, rate))
           |     ^^^^^^ expects float[hidden], declared at line 8
           |            got float[2*hidden]: the encoder is bidirectional (line 7)
           = help: Linear(2*hidden, classes)
        """, DiagnosticRenderer.render(diagnostic));
  }

  @Test
  void labelsOnOtherLines() {
    Diagnostic diagnostic = error(start("output(dropout", 6), "expects float[hidden]")
        .and(at("hidden, classes"), "because of this").and(at("bidirectional = true"), "").help("one\ntwo");
    assertEquals("""
        error[SEQ0999]: message
          --> src/main/seq/Sentiment.seq:11:5
           |
         7 |   encoder   = LSTM(embed, hidden, bidirectional = true, dropout = rate)
           |                                   --------------------
         8 |   output    = Linear(hidden, classes)
           |                      --------------- because of this
        ...
        11 |     output(dropout(encoder(embedding(text)).last, rate))
           |     ^^^^^^ expects float[hidden]
           = help: one
                   two
        """, DiagnosticRenderer.render(diagnostic));
  }

  @Test
  void severalLabelsOnALine() {
    Diagnostic diagnostic = error(start("encoder(embedding", 7), "of the middle\nin two lines")
        .and(start("output(dropout", 6), "of the left").and(start("rate))", 4), "of the right")
        .and(start("dropout(encoder", 7), "");
    assertEquals("""
        error[SEQ0999]: message
          --> src/main/seq/Sentiment.seq:11:20
           |
        11 |     output(dropout(encoder(embedding(text)).last, rate))
           |     ------ ------- ^^^^^^^                        ---- of the right
           |     |              |
           |     |              of the middle
           |     |              in two lines
           |     of the left
        """, DiagnosticRenderer.render(diagnostic));
  }

  @Test
  void overlappingLabels() {
    Diagnostic diagnostic = error(at("dropout(encoder(embedding(text)).last, rate)"), "outer")
        .and(at("encoder(embedding(text))"), "inner");
    assertEquals("""
        error[SEQ0999]: message
          --> src/main/seq/Sentiment.seq:11:12
           |
        11 |     output(dropout(encoder(embedding(text)).last, rate))
           |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ outer
           |                    ------------------------ inner
        """, DiagnosticRenderer.render(diagnostic));
  }

  @Test
  void ofASpanOverLinesTheFirst() {
    assertEquals("""
        error[SEQ0999]: message
          --> src/main/seq/Sentiment.seq:10:3
           |
        10 |   def logits(text: index<vocab>[T]) -> float[classes] =
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ all of it
        """, DiagnosticRenderer.render(error(at("def logits").to(at(".last")), "all of it")));
  }

  @Test
  void tabsAndWhatCannotBeSeen() {
    Source source = new Source("tabs.seq", "\ta\t= \u0007b \uD83D\uDE00 c\r\n");
    assertEquals("""
        error[SEQ0999]: message
         --> tabs.seq:1:12
          |
        1 |     a   =  b \uD83D\uDE00 c
          |            -   ^ here
          |            |
          |            there
        """, DiagnosticRenderer.render(error(at(source, "c"), "here").and(at(source, "b"), "there")));
  }

  @Test
  void endOfTheFile() {
    Source source = new Source("end.seq", "cell A");
    assertEquals("""
        error[SEQ0999]: message
         --> end.seq:1:7
          |
        1 | cell A
          |       ^ here
        """, DiagnosticRenderer.render(error(new Span(source, 6, 6), "here")));
    Source lines = new Source("end.seq", "cell A\n");
    assertEquals("""
        error[SEQ0999]: message
         --> end.seq:2:1
          |
        2 |
          | ^ here
        """, DiagnosticRenderer.render(error(new Span(lines, 7, 7), "here")));
    assertEquals("""
        error[SEQ0999]: message
         --> empty.seq:1:1
          |
        1 |
          | ^
        """, DiagnosticRenderer.render(error(new Span(new Source("empty.seq", ""), 0, 0), "")));
  }

  @Test
  void otherFilesFollow() {
    Source library = new Source("seq/nn/Linear.seq", "layer Linear(input, output) {\n}\n");
    assertEquals("""
        warning[SEQ0999]: message
         --> src/main/seq/Sentiment.seq:8:15
          |
        8 |   output    = Linear(hidden, classes)
          |               ^^^^^^ called
         ::: seq/nn/Linear.seq:1:7
          |
        1 | layer Linear(input, output) {
          |       ------ declared
        """, DiagnosticRenderer.render(
            Diagnostic.warning("SEQ0999", "message", at("Linear"), "called").and(at(library, "Linear"), "declared")));
  }

  @Test
  void withoutAPlace() {
    assertEquals("error[SEQ0999]: message\n  = help: do this\n",
        DiagnosticRenderer.render(error(Span.NONE, "nowhere").help("do this")));
  }

  @Test
  void severalHaveAnEmptyLineBetweenThem() {
    Diagnostic one = error(Span.NONE, "");
    assertEquals("error[SEQ0999]: message\n\nerror[SEQ0999]: message\n", DiagnosticRenderer.render(List.of(one, one)));
    assertEquals("", DiagnosticRenderer.render(List.of()));
  }
}
