package org.seqlang.samples.sentiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqlang.autograd.Tape;
import org.seqlang.data.Dataset;
import org.seqlang.model.Seed;
import org.seqlang.optim.Adam;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Rows;
import org.seqlang.train.Progress;
import org.seqlang.train.Trainer;

/** What users may rely on of a generated class. */
class GeneratedModelTest {

  private static SentimentClassifier model() {
    return SentimentClassifier.create(SentimentClassifier.sizes(50).embed(6).hidden(5), new Seed(3));
  }

  /** Unsorted, of lengths 1 to 12. */
  private static List<SentimentClassifier.Train> examples(int count) {
    Random random = new Random(5);
    List<SentimentClassifier.Train> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new SentimentClassifier.Train(random.ints(1 + random.nextInt(12), 1, 50).toArray(), random.nextInt(2)));
    }
    return all;
  }

  @Test
  void aLossOfOnesOwnGivesTheGradientOfTheSameObjective() {
    List<SentimentClassifier.Train> batch = examples(9);
    SentimentClassifier compiled = model();
    double loss = compiled.train().train(batch, 11);

    SentimentClassifier own = model();
    Tape tape = Tape.recording();
    var scores = own.logits(tape, 11, batch.stream().map(SentimentClassifier.Train::text).toList());
    var mean = scores.crossEntropy(batch.stream().mapToInt(SentimentClassifier.Train::label).toArray());
    tape.backward(mean);

    assertEquals(loss, mean.value().item(), 1e-6);
    compiled.parameters().forEach(p ->
        assertArrayEquals(p.gradient(), own.parameters().get(p.name()).gradient(), 1e-6f, p.name()));
  }

  @Test
  void trainingTwiceGivesTheSameBits() {
    float[][] weights = new float[2][];
    for (int run = 0; run < 2; run++) {
      SentimentClassifier model = model();
      Trainer.of(model.train()).optimizer(Adam.rate(1e-2)).clipNorm(1.0).batchSize(8).epochs(2).seed(4)
          .progress(Progress.none()).fit(Dataset.of(examples(60)), Dataset.of(examples(10)));
      weights[run] = model.parameters().get("encoder.weight_hh_l0").values();
    }
    assertArrayEquals(weights[0], weights[1]);
  }

  @Test
  void anExampleDoesNotSeeItsBatch() {
    SentimentClassifier model = model();
    List<int[]> texts = new ArrayList<>(examples(33).stream().map(SentimentClassifier.Train::text).toList());
    for (int shuffle = 0; shuffle < 3; shuffle++) {
      Collections.shuffle(texts, new Random(shuffle));
      Rows together = model.predict(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(model.predict(texts.get(i)), together.row(i), "example " + i);
      }
    }
  }

  @Test
  void servesSeveralThreadsAtOnce() {
    SentimentClassifier model = model();
    List<int[]> texts = examples(200).stream().map(SentimentClassifier.Train::text).toList();
    Rows expected = model.predict(texts);
    IntStream.range(0, 200).parallel().forEach(i -> assertArrayEquals(expected.row(i), model.predict(texts.get(i))));
  }

  @Test
  void badInputIsNamed() {
    SentimentClassifier model = model();
    String message = assertThrows(InputException.class, () -> model.predict(new int[] {1, 2, 50})).getMessage();
    assertEquals("text: example 0, step 2: 50 is not in 0..49", message.substring(0, 43));
    assertThrows(InputException.class, () -> model.predict(new int[0]));
    assertThrows(InputException.class, () -> model.predict(List.of()));
    assertThrows(InputException.class,
        () -> model.train().train(List.of(new SentimentClassifier.Train(new int[] {1}, 2)), 1));
  }
}
