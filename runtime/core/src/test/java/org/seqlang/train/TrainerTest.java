package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqlang.autograd.Variable;
import org.seqlang.data.Dataset;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.optim.Adam;
import org.seqlang.optim.Mode;
import org.seqlang.optim.ReduceOnPlateau;
import org.seqlang.optim.SGD;
import org.seqlang.tensor.Tensor;

class TrainerTest {

  private final Parameter weight = Parameter.of("output.weight", 2, 2);
  private final Parameter bias = Parameter.of("output.bias", 2);
  private final Parameters parameters = Parameters.of(weight, bias);

  private record Point(float x, float y, int label) {}

  /** Points on both sides of a line. */
  private static Dataset<Point> points(int count, long seed) {
    Random random = new Random(seed);
    return Dataset.of(IntStream.range(0, count).mapToObj(i -> {
      float x = random.nextFloat() * 2 - 1;
      float y = random.nextFloat() * 2 - 1;
      return new Point(x, y, x > 2 * y + 0.3 ? 1 : 0);
    }).toList());
  }

  /** Logistic regression. */
  private Objective<Point> objective() {
    return TapeObjective.of(parameters, (tape, batch, seed) -> {
      Variable x = tape.constant(Tensor.matrix(batch.stream()
          .map(point -> new float[] {point.x, point.y}).toArray(float[][]::new)));
      int[] labels = batch.stream().mapToInt(Point::label).toArray();
      return x.matmul(tape.parameter(weight)).add(tape.parameter(bias)).crossEntropy(labels);
    });
  }

  private double accuracy(List<Point> points) {
    float[] w = weight.values();
    float[] b = bias.values();
    return points.stream().mapToInt(point ->
        (point.x * (w[1] - w[0]) + point.y * (w[3] - w[2]) + b[1] - b[0] > 0 ? 1 : 0) == point.label ? 1 : 0)
        .average().orElseThrow();
  }

  private Trainer<Point> trainer() {
    return Trainer.of(objective()).optimizer(Adam.rate(0.05)).clipNorm(1).epochs(15).seed(7).progress(Progress.none());
  }

  @Test
  void learnsToTellTheSidesOfALine() {
    History history = trainer().metric("accuracy", this::accuracy).fit(points(400, 1), points(100, 2));
    assertEquals(15, history.epochs().size());
    assertTrue(history.last().trainingLoss() < 0.5 * history.epochs().get(0).trainingLoss(), history.toString());
    assertTrue(history.last().metrics().get("accuracy") > 0.95, history.toString());
    assertFalse(history.stoppedEarly());
    assertTrue(history.toString().contains("  accuracy"), history.toString());
    assertTrue(history.toString().contains("  best"), history.toString());
    assertTrue(history.last().toString().matches("loss 0\\.\\d{4}  validation 0\\.\\d{4}  accuracy .*"),
        history.last().toString());
  }

  @Test
  void theSeedDecidesEveryBit() {
    List<float[]> runs = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      parameters.list().forEach(parameter -> Arrays.fill(parameter.values(), 0));
      trainer().seed(seed).epochs(3).clipValue(0.1).fit(points(100, 1));
      runs.add(weight.values().clone());
    }
    assertArrayEquals(runs.get(0), runs.get(1));
    assertNotEquals(runs.get(0)[0], runs.get(2)[0]);
  }

  @Test
  void stopsEarlyAndGoesBackToTheBestEpoch() {
    Parameter only = Parameter.of("x", 1);
    double[] validation = {5, 4, 3, 4, 3, 6, 1};
    List<Float> seen = new ArrayList<>();
    Objective<Integer> scripted = scripted(only, validation, seen);
    History history = Trainer.of(scripted).optimizer(SGD.rate(0.1)).epochs(7).earlyStopping(Patience.epochs(3))
        .progress(Progress.none()).fit(Dataset.of(List.of(1)), Dataset.of(List.of(2)));
    assertEquals(6, history.epochs().size());
    assertTrue(history.stoppedEarly());
    assertEquals(3, history.bestNumber());
    assertEquals(3, history.best().validationLoss().orElseThrow());
    assertEquals(seen.get(2), only.values()[0]);
  }

  @Test
  void smallImprovementsDoNotCountButTheBestEpochIsStillKept() {
    Parameter only = Parameter.of("x", 1);
    List<Float> seen = new ArrayList<>();
    History history = Trainer.of(scripted(only, new double[] {5, 4.95, 4.9, 1}, seen)).optimizer(SGD.rate(0.1))
        .epochs(4).earlyStopping(Patience.epochs(2).improvement(0.5)).progress(Progress.none())
        .fit(Dataset.of(List.of(1)), Dataset.of(List.of(2)));
    assertEquals(3, history.epochs().size());
    assertEquals(3, history.bestNumber());
    assertEquals(seen.get(2), only.values()[0]);
  }

  @Test
  void aMetricCanBeWatchedAndThePlateauLowersTheRate() {
    Parameter only = Parameter.of("x", 1);
    double[] accuracy = {0.5, 0.7, 0.6, 0.6, 0.9};
    int[] asked = {0};
    History history = Trainer.of(scripted(only, new double[] {1, 2, 3, 4, 5}, new ArrayList<>()))
        .optimizer(SGD.rate(0.1)).epochs(5).progress(Progress.none())
        .metric("accuracy", examples -> accuracy[asked[0]++]).watch("accuracy", Mode.MAX)
        .schedule(ReduceOnPlateau.factor(0.5).patience(0))
        .fit(Dataset.of(List.of(1)), Dataset.of(List.of(2)));
    assertEquals(5, history.bestNumber());
    assertEquals(List.of(0.1, 0.1, 0.1, 0.05, 0.025), history.epochs().stream().map(Epoch::rate).toList());
  }

  @Test
  void aLossThatIsNotFiniteNamesThePlaceAndTheParameter() {
    Dataset<Point> broken = Dataset.of(List.of(new Point(Float.NaN, 1, 0), new Point(1, 1, 1)));
    float[] before = weight.values().clone();
    assertEquals("the loss is NaN in epoch 1, batch 1 of 1: the first parameter whose gradient is not finite is"
        + " output.weight (element 0 is NaN). Lower the learning rate (now 0.05), clip the gradients with"
        + " clipNorm(1.0), or look for numbers in the examples that are not finite or very large",
        assertThrows(TrainingException.class, () -> trainer().fit(broken)).getMessage());
    assertArrayEquals(before, weight.values());
    weight.values()[3] = Float.POSITIVE_INFINITY;
    String message = assertThrows(TrainingException.class, () -> trainer().fit(points(8, 1))).getMessage();
    assertTrue(message.contains("the values of output.weight are not finite (element 3 is Infinity)"), message);
  }

  @Test
  void aGradientThatIsNotFiniteStopsTrainingToo() {
    Objective<Point> steep = TapeObjective.of(parameters, (tape, batch, seed) -> tape.function(
        List.of(), Tensor.scalar(1), gradient -> bias.gradient()[1] = Float.NEGATIVE_INFINITY));
    String message = assertThrows(TrainingException.class,
        () -> Trainer.of(steep).progress(Progress.none()).fit(points(40, 1))).getMessage();
    assertTrue(message.startsWith("the norm of the gradient is Infinity in epoch 1, batch 1 of 2: the first parameter"
        + " whose gradient is not finite is output.bias (element 1 is -Infinity)"), message);
  }

  @Test
  void aValidationLossThatIsNotFiniteIsReported() {
    Dataset<Point> broken = Dataset.of(List.of(new Point(Float.NaN, 1, 0)));
    String message = assertThrows(TrainingException.class,
        () -> trainer().fit(points(8, 1), broken)).getMessage();
    assertTrue(message.startsWith("the validation loss is NaN in epoch 1: all parameters and gradients are finite"),
        message);
  }

  @Test
  void settingsAndDataThatMakeNoSenseAreRefused() {
    Dataset<Point> none = Dataset.of(List.of());
    assertEquals("training on no examples makes no sense: choose a data set with some",
        assertThrows(IllegalArgumentException.class, () -> trainer().fit(none)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> trainer().fit(points(1, 1), none));
    assertThrows(IllegalArgumentException.class, () -> trainer().metric("a", e -> 1).fit(points(1, 1)));
    assertThrows(IllegalArgumentException.class, () -> trainer().watch("accuracy", Mode.MAX));
    assertThrows(IllegalArgumentException.class, () -> trainer().batchSize(0));
    assertThrows(IllegalArgumentException.class, () -> trainer().epochs(0));
    assertThrows(IllegalArgumentException.class, () -> trainer().clipNorm(0));
    assertThrows(IllegalArgumentException.class, () -> Patience.epochs(0));
  }

  /** Adds 1 to the gradient in each epoch and reports these validation losses, noting the value at each. */
  private static Objective<Integer> scripted(Parameter parameter, double[] validation, List<Float> seen) {
    return new Objective<>() {
      @Override
      public Parameters parameters() {
        return Parameters.of(parameter);
      }

      @Override
      public double train(List<Integer> batch, long seed) {
        parameter.gradient()[0] += 1;
        return 1;
      }

      @Override
      public double evaluate(List<Integer> batch) {
        seen.add(parameter.values()[0]);
        return validation[seen.size() - 1];
      }

      @Override
      public int length(Integer example) {
        return example;
      }
    };
  }
}
