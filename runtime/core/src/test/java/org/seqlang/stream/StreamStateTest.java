package org.seqlang.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.tensor.InputException;
import org.seqlang.tensor.Steps;

class StreamStateTest {

  private record Sample(long steps, Floats h, Ints tag) implements StreamState {
    @Override
    public byte[] toBytes() {
      return new StateWriter("acme.Tagger", "tag", steps).put("h", h).put("tag", tag).toBytes();
    }

    static Sample read(byte[] bytes, int width) {
      StateReader from = new StateReader(bytes, "acme.Tagger", "tag");
      return from.finish(new Sample(from.steps(), from.floats("h", width), from.ints("tag", 1)));
    }
  }

  private static final Sample SAMPLE =
      new Sample(1L << 40, Floats.of(0.1f, Float.NaN, Float.NEGATIVE_INFINITY, -0.0f), Ints.of(-7));

  @Test
  void everyBitSurvives() {
    Sample back = Sample.read(SAMPLE.toBytes(), 4);
    assertEquals(SAMPLE, back);
    assertEquals(SAMPLE.hashCode(), back.hashCode());
    assertNotEquals(SAMPLE, new Sample(1L << 40, Floats.of(0.1f, Float.NaN, Float.NEGATIVE_INFINITY, 0.0f),
        Ints.of(-7)));
  }

  @Test
  void everyDamagedByteIsNoticed() {
    byte[] bytes = SAMPLE.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 0x10;
      assertThrows(StateException.class, () -> Sample.read(damaged, 4), "byte " + i);
    }
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThrows(StateException.class, () -> Sample.read(cut, 4), "length " + length);
    }
  }

  @Test
  void everythingThatDoesNotFitIsListed() {
    byte[] other = new StateWriter("acme.Tagger", "tag", 1).put("h", Floats.of(1, 2, 3)).put("c", Floats.of(1))
        .toBytes();
    assertEquals("""
        the state does not fit this acme.Tagger.tag:
          h has 3 numbers where the model has 4
          tag is missing
          c is nothing that the model has
        go on with the model that made it, or with one of the same sizes""",
        assertThrows(StateException.class, () -> Sample.read(other, 4)).getMessage());
    byte[] kind = new StateWriter("acme.Tagger", "tag", 1).put("h", Ints.of(1)).put("tag", Ints.of(1)).toBytes();
    assertThrows(StateException.class, () -> Sample.read(kind, 1));
  }

  @Test
  void arraysAreCopied() {
    float[] mine = {1, 2};
    Floats floats = Floats.of(mine);
    mine[0] = 9;
    floats.toArray()[1] = 9;
    assertArrayEquals(new float[] {1, 2}, floats.toArray());
    assertEquals("Floats[2: 1.0, 2.0]", floats.toString());
    assertEquals("Ints[10: 3, 3, 3, 3, 3, 3, 3, 3, …]", Ints.filled(10, 3).toString());
  }

  /** Two streams with 2 and 3 steps of another sequence: the longer one's rows come first. */
  @Test
  void sequencesGoToTheirRowsAndBack() {
    List<Floats> kept = List.of(Floats.of(1, 2, 3, 4), Floats.of(5, 6, 7, 8, 9, 10));
    Steps steps = Fit.steps(kept, one -> one, Floats::length, 2, "memory");
    float[] memory = new float[10];
    for (int i = 0; i < 2; i++) {
      kept.get(i).toSequence(memory, steps, i, 2, "memory");
    }
    assertArrayEquals(new float[] {5, 6, 1, 2, 7, 8, 3, 4, 9, 10}, memory);
    assertEquals(kept.get(0), Floats.sequence(memory, steps, 0, 2));
    assertEquals(kept.get(1), Floats.sequence(memory, steps, 1, 2));
    assertThrows(InputException.class, () -> Fit.steps(kept, one -> one, Floats::length, 3, "memory"));
    assertThrows(InputException.class, () -> kept.get(0).toSequence(memory, steps, 1, 2, "memory"));
  }

  @Test
  void rowsAreChecked() {
    assertEquals("the state of stream 2 does not fit the model: tag has a 5 where the model expects 0 to 4: go on with a state"
        + " that this model made, or one of the same sizes",
        assertThrows(InputException.class, () -> Ints.of(5).toRow(new int[3], 2, 1, 5, "tag")).getMessage());
    assertThrows(InputException.class, () -> Floats.of(1).toRow(new float[4], 0, 2, "h"));
  }

  @Test
  void aFolderThatIsNotThereIsSaid(@TempDir Path folder) {
    SAMPLE.save(folder.resolve("state"));
    assertEquals(SAMPLE, Sample.read(StateReader.read(folder.resolve("state")), 4));
    assertThrows(UncheckedIOException.class, () -> SAMPLE.save(folder.resolve("absent/state")));
  }
}
