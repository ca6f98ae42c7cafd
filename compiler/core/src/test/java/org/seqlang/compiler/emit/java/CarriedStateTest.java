package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.seqlang.model.Carried;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameter;
import org.seqlang.model.StatefulObjective;

/** Truncated back-propagation through generated Java: what is carried, and what is not. */
class CarriedStateTest {

  private static final int IN = 3;
  private static final int HIDDEN = 5;

  /** The same two layers three times: carried, over a whole sequence, and from states that are given. */
  private static final String MODEL = """
      package carried
      import seq.nn.*

      model Reader(input: int, hidden: int) {
        encoder = LSTM(input, hidden, layers = 2)
        def error(hs: float[T, hidden], ys: float[T, hidden]) -> float[] = sum(sum(square(hs - ys) over T))
        objective train(xs: float[T, input], ys: float[T, hidden]) = error(carry encoder(xs), ys)
        objective whole(xs: float[T, input], ys: float[T, hidden]) = error(encoder(xs), ys)
        objective given(xs: float[T, input], ys: float[T, hidden], h0: float[2, hidden], c0: float[2, hidden]) =
          error(encoder(xs, h = h0, c = c0), ys)
      }
      """;

  private static final String LEARNED = """
      package carried

      cell Learned(input, hidden) {
        param weight: float[hidden, input] ~ uniform(0.5)
        param start: float[hidden] ~ uniform(0.5)
        in    x: float[input]
        state h: float[hidden] = start
        h[t] = tanh(0.5 * h[t-1] + weight @ x[t])
        out h
      }

      model Starter(input: int, hidden: int) {
        encoder = Learned(input, hidden)
        objective train(xs: float[T, input]) = sum(sum(carry encoder(xs) over T))
        objective whole(xs: float[T, input]) = sum(sum(encoder(xs) over T))
      }
      """;

  /** A state that is an index: the loudest unit of the step before, which the next step begins from. */
  private static final String INDEX = """
      package carried

      cell Loudest(input, hidden) {
        param weight: float[hidden, input] ~ uniform(0.5)
        in    x: float[input]
        state h: float[hidden] = 0
        state unit: index<hidden> = 0
        h[t]    = tanh(0.5 * h[t-1] + weight @ x[t])
        unit[t] = argmax(stop_gradient(h[t]))
        out y = h[t] * float(unit[t-1])
      }

      model Walker(input: int, hidden: int) {
        cells = Loudest(input, hidden)
        objective train(xs: float[T, input]) = sum(sum(carry cells(xs) over T))
        objective whole(xs: float[T, input]) = sum(sum(cells(xs) over T))
      }
      """;

  private final Random random = new Random(3);
  private final CompiledModel model = CompiledModel.create(MODEL, "carried.Reader", IN, HIDDEN);
  private final StatefulObjective<Object> train = (StatefulObjective<Object>) model.objective("train");

  private float[][] sequence(int steps, int columns) {
    float[][] sequence = new float[steps][columns];
    for (float[] row : sequence) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return sequence;
  }

  private record Lane(float[][] xs, float[][] ys) {}

  private List<Lane> lanes(int count, int steps) {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane(sequence(steps, IN), sequence(steps, HIDDEN)));
    }
    return lanes;
  }

  private List<Object> chunk(String objective, List<Lane> lanes, int from, int to) {
    return lanes.stream().map(lane -> model.example(
        objective, Arrays.copyOfRange(lane.xs, from, to), Arrays.copyOfRange(lane.ys, from, to))).toList();
  }

  private static void assertSame(Carried expected, Carried actual) {
    assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
    expected.arrays().forEach((name, values) -> assertArrayEquals(values, actual.arrays().get(name), name));
  }

  @Test
  void onlyWhatCarriesStateIsStateful() {
    assertFalse(model.objective("whole") instanceof StatefulObjective);
    assertEquals(List.of("carry.fresh", "encoder.h", "encoder.c"), keysAfterOneChunk());
  }

  private List<String> keysAfterOneChunk() {
    train.evaluate(chunk("train", lanes(1, 2), 0, 2));
    return List.copyOf(train.carried().arrays().keySet());
  }

  @Test
  void chunksAddUpToTheWholeSequence() {
    List<Lane> lanes = lanes(4, 12);
    Objective<Object> whole = model.objective("whole");
    double sum = 0;
    for (int[] border : new int[][] {{0, 5}, {5, 6}, {6, 12}}) {
      sum += train.evaluate(chunk("train", lanes, border[0], border[1]));
    }
    double expected = whole.evaluate(chunk("whole", lanes, 0, 12));
    assertEquals(expected, sum, 1e-6 * expected);
    Carried chunked = train.carried();
    train.reset();
    train.evaluate(chunk("train", lanes, 0, 12));
    assertSame(train.carried(), chunked);
  }

  @Test
  void trainingCarriesToo() {
    List<Lane> lanes = lanes(3, 8);
    train.evaluate(chunk("train", lanes, 0, 8));
    Carried served = train.carried();
    train.reset();
    train.train(chunk("train", lanes, 0, 3), 1);
    train.train(chunk("train", lanes, 3, 8), 2);
    assertSame(served, train.carried());
  }

  /** The gradient of a chunk is that of the chunk alone, started from constant states: no more, no less. */
  @Test
  void noGradientFlowsIntoTheChunkBefore() {
    List<Lane> lanes = lanes(2, 9);
    train.evaluate(chunk("train", lanes, 0, 4));
    Map<String, float[]> before = train.carried().arrays();
    model.parameters().zeroGradients();
    double loss = train.train(chunk("train", lanes, 4, 9), 1);
    List<float[]> gradients = gradients();

    List<Object> batch = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      batch.add(model.example("given", Arrays.copyOfRange(lanes.get(i).xs, 4, 9),
          Arrays.copyOfRange(lanes.get(i).ys, 4, 9), row(before.get("encoder.h"), i), row(before.get("encoder.c"), i)));
    }
    model.parameters().zeroGradients();
    assertEquals(model.objective("given").train(batch, 1), loss, 1e-6 * loss);
    List<float[]> expected = gradients();
    for (int p = 0; p < expected.size(); p++) {
      assertArrayEquals(expected.get(p), gradients.get(p), 1e-5f);
    }
  }

  @Test
  void gradientsAreThoseOfTheChunkFromConstantStates() {
    List<Lane> lanes = lanes(2, 6);
    train.evaluate(chunk("train", lanes, 0, 3));
    Carried before = train.carried();
    model.parameters().zeroGradients();
    train.train(chunk("train", lanes, 3, 6), 1);
    for (Parameter parameter : model.parameters()) {
      for (int i = 0; i < parameter.size(); i += 17) {
        float kept = parameter.values()[i];
        double above = lossWith(parameter, i, kept + 0.01f, before, lanes);
        double below = lossWith(parameter, i, kept - 0.01f, before, lanes);
        lossWith(parameter, i, kept, before, lanes);
        double expected = (above - below) / 0.02;
        assertEquals(expected, parameter.gradient()[i], 0.02 * Math.max(1, Math.abs(expected)), parameter.name());
      }
    }
  }

  private double lossWith(Parameter parameter, int at, float value, Carried before, List<Lane> lanes) {
    parameter.values()[at] = value;
    parameter.touched();
    train.carry(before);
    return train.evaluate(chunk("train", lanes, 3, 6));
  }

  private List<float[]> gradients() {
    List<float[]> gradients = new ArrayList<>();
    model.parameters().forEach(parameter -> gradients.add(parameter.gradient().clone()));
    return gradients;
  }

  private static float[] row(float[] all, int lane) {
    return Arrays.copyOfRange(all, lane * 2 * HIDDEN, (lane + 1) * 2 * HIDDEN);
  }

  @Test
  void lanesDoNotMix() {
    List<Lane> lanes = lanes(3, 6);
    train.evaluate(chunk("train", lanes, 0, 4));
    train.evaluate(chunk("train", lanes, 4, 6));
    Map<String, float[]> together = train.carried().arrays();
    for (int i = 0; i < 3; i++) {
      train.reset();
      train.evaluate(chunk("train", lanes.subList(i, i + 1), 0, 4));
      train.evaluate(chunk("train", lanes.subList(i, i + 1), 4, 6));
      assertArrayEquals(train.carried().arrays().get("encoder.h"), row(together.get("encoder.h"), i));
    }
  }

  /** Lanes of different lengths: those that are through are last, and stay as they are. */
  @Test
  void lanesMayEndEarlier() {
    List<Lane> lanes = lanes(2, 6);
    train.evaluate(chunk("train", lanes, 0, 3));
    float[] before = row(train.carried().arrays().get("encoder.c"), 1);
    train.evaluate(chunk("train", lanes.subList(0, 1), 3, 6));
    assertArrayEquals(before, row(train.carried().arrays().get("encoder.c"), 1));
  }

  @Test
  void aLaneCanBeginAgainWhileOthersGoOn() {
    List<Lane> lanes = lanes(2, 6);
    train.evaluate(chunk("train", lanes, 0, 3));
    train.restart(1);
    train.evaluate(chunk("train", lanes, 3, 6));
    Map<String, float[]> both = train.carried().arrays();
    train.reset();
    train.evaluate(chunk("train", lanes.subList(1, 2), 3, 6));
    assertArrayEquals(train.carried().arrays().get("encoder.h"), row(both.get("encoder.h"), 1));
    train.reset();
    train.evaluate(chunk("train", lanes.subList(0, 1), 0, 6));
    assertArrayEquals(train.carried().arrays().get("encoder.h"), row(both.get("encoder.h"), 0));
  }

  @Test
  void whatIsCarriedIsAValue() {
    List<Lane> lanes = lanes(2, 8);
    train.evaluate(chunk("train", lanes, 0, 4));
    Carried taken = train.carried();
    double first = train.evaluate(chunk("train", lanes, 4, 8));
    train.reset();
    train.evaluate(chunk("train", lanes(5, 2), 0, 2));
    train.carry(Carried.of(taken.arrays()));
    assertEquals(first, train.evaluate(chunk("train", lanes, 4, 8)));
    Carried other = Carried.of(
        Map.of("carry.fresh", new float[2], "encoder.h", new float[3], "encoder.c", new float[3]));
    var refused = assertThrows(IllegalArgumentException.class, () -> train.carry(other));
    assertTrue(refused.getMessage().contains("encoder.h has 10 numbers in each of 2 lanes"), refused.getMessage());
  }

  @Test
  void aLearnedInitialStateCountsWhereAStreamBegins() {
    CompiledModel starter = CompiledModel.create(LEARNED, "carried.Starter", IN, HIDDEN);
    var carrying = (StatefulObjective<Object>) starter.objective("train");
    float[][] xs = sequence(7, IN);
    Object begin = starter.example("train", (Object) Arrays.copyOfRange(xs, 0, 3));
    Object rest = starter.example("train", (Object) Arrays.copyOfRange(xs, 3, 7));
    Parameter start = starter.parameters().get("encoder.start_l0");
    double sum = carrying.train(List.of(begin), 1);
    float[] learned = start.gradient().clone();
    assertTrue(learned[0] != 0);
    sum += carrying.train(List.of(rest), 2);
    assertArrayEquals(learned, start.gradient(), "the second chunk does not start from it");
    double whole = starter.objective("whole").evaluate(List.of(starter.example("whole", (Object) xs)));
    assertEquals(whole, sum, 1e-5);
  }

  @Test
  void statesThatAreIndicesAreCarriedToo() {
    CompiledModel walker = CompiledModel.create(INDEX, "carried.Walker", IN, HIDDEN);
    float[][] xs = sequence(11, IN);
    StatefulObjective<Object> carried = (StatefulObjective<Object>) walker.objective("train");
    double sum = 0;
    for (int[] border : new int[][] {{0, 4}, {4, 5}, {5, 11}}) {
      sum += carried.evaluate(List.of(walker.example("train", (Object) Arrays.copyOfRange(xs, border[0], border[1]))));
    }
    double whole = walker.objective("whole").evaluate(List.of(walker.example("whole", (Object) xs)));
    assertEquals(whole, sum, 1e-5 * Math.max(1, Math.abs(whole)));
  }
}
