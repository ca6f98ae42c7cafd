package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.stream.Floats;
import org.seqlang.stream.StateException;
import org.seqlang.stream.StreamState;
import org.seqlang.tensor.InputException;

/** Streams through the generated class, as users have them. */
class StreamClassTest {

  private static final String MODEL = """
      package streams
      import seq.nn.*

      model Tagger(words: int, tags: int, n: int) {
        word    = Embedding(words, n)
        encoder = LSTM(n, n, layers = 2)
        output  = Linear(n, tags)
        both    = GRU(n, n, bidirectional = true)
        param first: float[n] ~ normal(1)

        /// The scores of each word's tags.
        entry scores(text: index<words>[T]) -> float[T, tags] = output(encoder(word(text)))
        entry tag(text: index<words>[T]) -> index<tags>[T] = argmax(scoresOf(text))
        def scoresOf(text: index<words>[T]) -> float[T, tags] = output(encoder(word(text)))
        /// What all of it is about; it begins with a topic.
        entry mood(text: index<words>[T], weight: float[T], topic: float[n]) -> float[tags] {
          seen = encoder(word(text), h = stack(topic, tanh(first)))
          output(mean(seen * weights(weight) over T) + max(seen over T) + seen.first)
        }
        def weights(weight: float[T]) -> float[T, n] = repeat(weight)
        def repeat(weight: float) -> float[n] = first * 0 + weight
        entry answer(text: index<words>[T], memory: float[S, n]) -> float[T, n] =
          attend(encoder(word(text)), tanh(memory))
        def attend(query: float[n], keys: float[S, n]) -> float[n] = softmax(keys @ query) @ keys
        entry weight(memory: float[S, n], text: index<words>[T]) -> float[S] = softmax(memory @ encoder(word(text)).last)
        entry wide(text: index<words>[T]) -> float[T, 2*n] = both(word(text))
        entry sharp(text: index<words>[T]) -> float[T, tags] = exp(scoresOf(text) - max(scoresOf(text) over T))
      }
      """;
  private static final int WORDS = 7;
  private static final int TAGS = 3;
  private static final int N = 6;

  private final CompiledModel model = CompiledModel.create(MODEL, "streams.Tagger", WORDS, TAGS, N);
  private final Random random = new Random(3);

  private int[] text(int length) {
    return random.ints(length, 0, WORDS).toArray();
  }

  private float[] vector(int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  private float[][] vectors(int rows) {
    return random.ints(rows).mapToObj(i -> vector(N)).toArray(float[][]::new);
  }

  @Test
  void aValueAtEachElement() {
    int[] text = text(9);
    float[][] whole = (float[][]) model.call("scores", (Object) text);
    int[] tags = (int[]) model.call("tag", (Object) text);
    StreamedModel scores = new StreamedModel(model, "scores");
    StreamedModel tag = new StreamedModel(model, "tag");
    StreamState state = scores.start();
    StreamState ofTags = tag.start();
    for (int t = 0; t < text.length; t++) {
      StreamedModel.Step step = scores.step(state, text[t]);
      assertArrayEquals(whole[t], (float[]) step.value(), 1e-6f);
      state = step.state();
      assertEquals(t + 1, state.steps());
      StreamedModel.Step next = tag.step(ofTags, text[t]);
      assertEquals(tags[t], next.value());
      ofTags = next.state();
    }
  }

  @Test
  void aValueSoFarWithArgumentsForTheWholeStream() {
    int[] text = text(8);
    float[] weight = vector(8);
    float[] topic = vector(N);
    StreamedModel mood = new StreamedModel(model, "mood");
    StreamState state = mood.start((Object) topic);
    for (int t = 0; t < text.length; t++) {
      StreamedModel.Step step = mood.step(state, text[t], weight[t]);
      float[] whole = (float[]) model.call("mood", Arrays.copyOf(text, t + 1), Arrays.copyOf(weight, t + 1), topic);
      assertArrayEquals(whole, (float[]) step.value(), 1e-6f);
      state = step.state();
    }
  }

  @Test
  void eachStepReadsAMemory() {
    int[] text = text(5);
    float[][] memory = vectors(4);
    float[][] whole = (float[][]) model.call("answer", text, memory);
    StreamedModel answer = new StreamedModel(model, "answer");
    StreamedModel weight = new StreamedModel(model, "weight");
    StreamState state = answer.start((Object) memory);
    StreamState weights = weight.start((Object) memory);
    for (int t = 0; t < text.length; t++) {
      StreamedModel.Step step = answer.step(state, text[t]);
      assertArrayEquals(whole[t], (float[]) step.value(), 1e-6f);
      state = step.state();
      StreamedModel.Step next = weight.step(weights, text[t]);
      assertArrayEquals((float[]) model.call("weight", memory, Arrays.copyOf(text, t + 1)), (float[]) next.value(),
          1e-6f);
      weights = next.state();
    }
  }

  /** Streams of different ages and memories, advanced together and each alone. */
  @Test
  void manyStreamsTogether() {
    StreamedModel answer = new StreamedModel(model, "answer");
    List<float[][]> memories = List.of(vectors(3), vectors(1), vectors(5), vectors(2));
    List<StreamState> alone = new ArrayList<>();
    List<StreamState> together = new ArrayList<>();
    for (Object started : (List<?>) model.call("answerStart", memories)) {
      together.add((StreamState) started);
    }
    for (int i = 0; i < memories.size(); i++) {
      alone.add(answer.start((Object) memories.get(i)));
      assertEquals(alone.get(i), together.get(i));
    }
    together.set(1, answer.step(together.get(1), 4).state());
    alone.set(1, together.get(1));
    for (int t = 0; t < 6; t++) {
      int[] text = text(memories.size());
      List<StreamedModel.Step> steps = answer.step(together, text);
      for (int i = 0; i < text.length; i++) {
        StreamedModel.Step one = answer.step(alone.get(i), text[i]);
        assertArrayEquals((float[]) one.value(), (float[]) steps.get(i).value(), 1e-6f);
        alone.set(i, one.state());
        together.set(i, steps.get(i).state());
      }
    }
    assertEquals(List.of(6L, 7L, 6L, 6L), together.stream().map(StreamState::steps).toList());
  }

  @Test
  void statesAreValues() {
    StreamedModel scores = new StreamedModel(model, "scores");
    StreamState start = scores.start();
    StreamState one = scores.step(start, 2).state();
    StreamState same = scores.step(start, 2).state();
    assertEquals(start, scores.start());
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, scores.step(start, 3).state());
    Floats h = (Floats) StreamedModel.get(one, one.getClass().getRecordComponents()[1]);
    h.toArray()[0] = 100;
    assertEquals(one, same);
    assertTrue(one.toString().startsWith("ScoresState[steps=1, encoder_h_l0=Floats[6: "), one.toString());
    // What one step gives does not change when the program is used again.
    float[] value = (float[]) scores.step(one, 1).value();
    float[] before = value.clone();
    scores.step(one, 5);
    assertArrayEquals(before, value);
  }

  @Test
  void statesGoThroughBytesAndFiles(@TempDir Path folder) {
    for (String entry : List.of("scores", "mood", "answer")) {
      StreamedModel stream = new StreamedModel(model, entry);
      StreamState state = switch (entry) {
        case "mood" -> stream.step(stream.start((Object) vector(N)), 3, 0.5f).state();
        case "answer" -> stream.step(stream.start((Object) vectors(3)), 3).state();
        default -> stream.step(stream.start(), 3).state();
      };
      assertEquals(state, stream.read(state.toBytes()));
      state.save(folder.resolve(entry));
      assertEquals(state, stream.read(folder.resolve(entry)));
    }
  }

  @Test
  void bytesThatDoNotFitAreRefused(@TempDir Path folder) {
    StreamedModel scores = new StreamedModel(model, "scores");
    byte[] bytes = scores.start().toBytes();
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    assertSays("damaged or not all of it", () -> scores.read(damaged));
    assertSays("damaged or not all of it", () -> scores.read(Arrays.copyOf(bytes, bytes.length - 3)));
    assertSays("are no state of a stream", () -> scores.read(new byte[] {1, 2, 3}));
    assertSays("the state is of streams.Tagger.scores, not of streams.Tagger.tag",
        () -> new StreamedModel(model, "tag").read(bytes));
    assertSays("absent cannot be read", () -> scores.read(folder.resolve("absent")));
    StreamedModel small = new StreamedModel(CompiledModel.create(MODEL, "streams.Tagger", WORDS, TAGS, 4), "scores");
    assertSays("""
        the state does not fit this streams.Tagger.scores:
          encoder.h_l0 has 6 numbers where the model has 4
        """, () -> small.read(bytes));
  }

  private static void assertSays(String what, Callable<StreamState> read) {
    String message = assertThrows(StateException.class, read::call).getMessage();
    assertTrue(message.contains(what), message);
  }

  @Test
  void elementsAndStatesThatDoNotFitAreRefused() {
    StreamedModel scores = new StreamedModel(model, "scores");
    assertTrue(assertThrows(InputException.class, () -> scores.step(scores.start(), WORDS)).getMessage()
        .startsWith("text: example 0: 7 is not in 0..6"));
    assertThrows(InputException.class, () -> scores.step(List.of(scores.start()), new int[] {1, 2}));
    assertThrows(InputException.class, () -> scores.step(List.<StreamState>of(), new int[0]));
    assertThrows(InputException.class, () -> new StreamedModel(model, "mood").start((Object) vector(N + 1)));
  }

  @Test
  void manyThreadsOnOneModel() throws Exception {
    int threads = 6;
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      texts.add(text(60));
    }
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<float[]>>> all = new ArrayList<>();
      for (int[] text : texts) {
        all.add(pool.submit(() -> {
          together.await();
          return stream(text);
        }));
      }
      for (int i = 0; i < threads; i++) {
        List<float[]> alone = stream(texts.get(i));
        List<float[]> found = all.get(i).get();
        for (int t = 0; t < alone.size(); t++) {
          assertArrayEquals(alone.get(t), found.get(t));
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private List<float[]> stream(int[] text) {
    StreamedModel scores = new StreamedModel(model, "scores");
    List<float[]> values = new ArrayList<>();
    StreamState state = scores.start();
    for (int word : text) {
      StreamedModel.Step step = scores.step(state, word);
      values.add((float[]) step.value());
      state = step.state();
    }
    return values;
  }

  @Test
  void whatCannotStreamHasNoStep() {
    assertFalse(model.has("wideStep"));
    assertFalse(model.has("sharpStart"));
    assertTrue(model.has("scoresStep"));
  }
}
