package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.compiler.cell.CellKinds;
import org.seqlang.decode.Decoding;
import org.seqlang.decode.Hypothesis;
import org.seqlang.model.Objective;
import org.seqlang.stream.StreamState;

/** Each kind of cell in the classes that users have: generating, carried from chunk to chunk, element by element. */
@SuppressWarnings("unchecked")
class OwnCellKindsTest {

  private static final int N = 4;

  static List<CellKinds> kinds() {
    return CellKinds.all();
  }

  private static final Map<CellKinds, CompiledModel> MODELS = new ConcurrentHashMap<>();

  private static CompiledModel model(CellKinds kind) {
    return MODELS.computeIfAbsent(kind, k -> CompiledModel.create(k.decoder(), "kinds.Decoding", N));
  }

  private static float[] vector(Random random) {
    float[] vector = new float[N];
    for (int i = 0; i < N; i++) {
      vector[i] = random.nextFloat() - 0.5f;
    }
    return vector;
  }

  private static float[][] sequence(Random random, int steps) {
    float[][] sequence = new float[steps][];
    Arrays.setAll(sequence, t -> vector(random));
    return sequence;
  }

  /** What the kind takes beside its sequence: nothing, a vector or a sequence. */
  private static Object[] with(CellKinds kind, Object first, Object... rest) {
    Random random = new Random(11);
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    if (kind.type().startsWith("float[S")) {
      all.add(sequence(random, 3));
    } else if (!kind.type().isEmpty()) {
      all.add(vector(random));
    }
    return all.toArray();
  }

  /** What is generated is what a teacher who says the same would have scored highest. */
  @ParameterizedTest
  @MethodSource("kinds")
  void generatesWhatItScores(CellKinds kind) {
    CompiledModel model = model(kind);
    for (int start = 0; start < 5; start++) {
      int[] said = (int[]) model.call("invent", with(kind, start));
      int[] ended = Arrays.copyOf(said, Math.min(7, said.length + 1));
      float[][] scores = (float[][]) model.call("scores", with(kind, start, ended));
      int[] best = Arrays.stream(scores).mapToInt(OwnCellKindsTest::argmax).toArray();
      assertArrayEquals(ended, best);
    }
  }

  /** As many beginnings as there are sequences find the best of all: at least as good as one alone. */
  @ParameterizedTest
  @MethodSource("kinds")
  void beamsFindNothingWorse(CellKinds kind) {
    CompiledModel model = model(kind);
    List<Object> greedy = (List<Object>) model.call("inventBest", append(with(kind, 2), Decoding.greedy()));
    List<Object> broad = (List<Object>) model.call("inventBest", append(with(kind, 2), Decoding.beam(300)));
    assertTrue(score(broad.get(0)) >= score(greedy.get(0)) - 1e-5);
    assertEquals(broad.get(0), ((List<Object>) model.call("broadBest", append(with(kind, 2), Decoding.beam(300)))).get(0));
  }

  private static Object[] append(Object[] all, Object last) {
    Object[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = last;
    return more;
  }

  private static double score(Object hypothesis) {
    return ((Hypothesis) hypothesis).score();
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void chunksAddUpToTheWhole(CellKinds kind) {
    CompiledModel model = model(kind);
    Random random = new Random(5);
    List<float[][]> lanes = List.of(sequence(random, 11), sequence(random, 11));
    Objective<Object> chunks = model.objective("chunk");
    double sum = 0;
    for (int[] border : new int[][] {{0, 4}, {4, 5}, {5, 11}}) {
      sum += chunks.evaluate(lanes.stream().map(x -> model.example(
          "chunk", with(kind, Arrays.copyOfRange(x, border[0], border[1])))).toList());
    }
    double whole = model.objective("whole").evaluate(lanes.stream().map(x -> model.example("whole", with(kind, x))).toList());
    assertEquals(whole, sum, 1e-5 * whole);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void elementByElement(CellKinds kind) {
    CompiledModel model = model(kind);
    float[][] x = sequence(new Random(3), 9);
    Object[] arguments = with(kind, x);
    float[][] whole = (float[][]) model.call("read", arguments);
    StreamedModel read = new StreamedModel(model, "read");
    StreamState state = read.start(Arrays.copyOfRange(arguments, 1, arguments.length));
    for (int t = 0; t < x.length; t++) {
      StreamedModel.Step step = read.step(state, (Object) x[t]);
      assertArrayEquals(whole[t], (float[]) step.value(), 1e-6f);
      state = read.read(step.state().toBytes());
      assertEquals(step.state(), state);
    }
  }
}
