package org.seqlang.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.data.Dataset;
import org.seqlang.data.Streams;
import org.seqlang.model.Carried;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.model.StatefulObjective;

/** How a trainer treats an objective that carries state from chunk to chunk. */
class StreamTrainingTest {

  /** Steps of a sequence. */
  private record Chunk(int from, int to) {}

  /** Carries the last step of each lane, and writes down what is asked of it; the loss is the first step of lane 0. */
  private static final class Recorder implements StatefulObjective<Chunk> {
    private final Parameters parameters = Parameters.of(Parameter.of("w", 1));
    private final List<String> log = new ArrayList<>();
    private float[] lanes = {};

    @Override
    public Parameters parameters() {
      return parameters;
    }

    @Override
    public double train(List<Chunk> batch, long seed) {
      return go("train", batch);
    }

    @Override
    public double evaluate(List<Chunk> batch) {
      return go("evaluate", batch);
    }

    private double go(String what, List<Chunk> batch) {
      StringBuilder line = new StringBuilder(what);
      float[] after = new float[Math.max(lanes.length, batch.size())];
      System.arraycopy(lanes, 0, after, 0, lanes.length);
      for (int i = 0; i < batch.size(); i++) {
        line.append(" ").append((int) after[i]).append(">").append(batch.get(i).from);
        after[i] = batch.get(i).to;
      }
      lanes = after;
      log.add(line.toString());
      return batch.get(0).from;
    }

    @Override
    public int length(Chunk chunk) {
      return chunk.to - chunk.from;
    }

    @Override
    public Carried carried() {
      return lanes.length == 0 ? Carried.NOTHING : Carried.of(Map.of("lanes", lanes));
    }

    @Override
    public void carry(Carried from) {
      lanes = from.arrays().getOrDefault("lanes", new float[0]);
    }

    @Override
    public void restart(int lane) {
      log.add("restart " + lane);
      if (lane < lanes.length) {
        lanes[lane] = 0;
      }
    }
  }

  private static Streams<Chunk> streams(int length, int lanes) {
    return Streams.of(length, lanes, 4, (sequence, from, to) -> new Chunk(from, to));
  }

  private static Trainer<Chunk> trainer(Recorder recorder) {
    return Trainer.of(recorder).epochs(2).progress(Progress.none());
  }

  /** Each lane goes on from where it stopped, every chunk is an update, and each pass starts afresh. */
  @Test
  void chunksComeInOrder() {
    Recorder recorder = new Recorder();
    History history = trainer(recorder).fit(streams(21, 2));
    List<String> pass = List.of("restart 0", "restart 1", "train 0>0 0>11", "train 4>4 15>15", "train 8>8 19>19");
    List<String> twice = new ArrayList<>(pass);
    twice.addAll(pass);
    assertEquals(twice, recorder.log);
    assertEquals(6, history.last().step());
  }

  @Test
  void lossesAreMeansOverSteps() {
    History history = trainer(new Recorder()).fit(streams(21, 2));
    assertEquals((8 * 0 + 8 * 4 + 5 * 8) / 21.0, history.last().trainingLoss(), 1e-12);
  }

  @Test
  void validationStartsAfreshAndLeavesTrainingAlone() {
    Recorder recorder = new Recorder();
    History history = trainer(recorder).epochs(1).fit(streams(8, 1), streams(6, 1));
    assertEquals(List.of("restart 0", "train 0>0", "train 4>4", "restart 0", "evaluate 0>0", "evaluate 4>4"),
        recorder.log);
    assertEquals(8, recorder.lanes[0], "as training left it");
    assertEquals((4 * 0 + 2 * 4) / 6.0, history.last().validationLoss().orElseThrow(), 1e-12);
  }

  /** A run that is stopped in the middle of its streams goes on with what the lanes had carried then. */
  @Test
  void lanesAreKeptInCheckpoints(@TempDir Path folder) {
    Recorder whole = new Recorder();
    trainer(whole).fit(streams(21, 2));
    for (int stop = 1; stop <= 6; stop++) {
      Path file = folder.resolve("run" + stop + ".safetensors");
      Recorder first = new Recorder();
      int last = stop;
      Trainer<Chunk> stopped = trainer(first).checkpoints(file, 1).monitor(new Monitor() {
        @Override
        public void checkpointWritten(long step) {
          if (step == last) {
            throw new IllegalStateException("stopped");
          }
        }
      });
      assertThrows(IllegalStateException.class, () -> stopped.fit(streams(21, 2)));
      Recorder second = new Recorder();
      trainer(second).checkpoints(file, 1).fit(streams(21, 2));
      List<String> both = new ArrayList<>(first.log);
      both.addAll(second.log);
      assertEquals(whole.log, both, "stopped after step " + stop);
    }
  }

  @Test
  void shuffledExamplesAreRefused() {
    Dataset<Chunk> chunks = Dataset.of(IntStream.range(0, 3).mapToObj(i -> new Chunk(i, i + 1)).toList());
    var refused = assertThrows(IllegalArgumentException.class, () -> trainer(new Recorder()).fit(chunks));
    assertEquals("a shuffled data set for a model that carries state makes no sense: choose Streams, which keep the"
        + " chunks of a sequence in order", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> trainer(new Recorder()).fit(chunks, chunks));
  }
}
