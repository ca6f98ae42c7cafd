package org.seqlang.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {

  /**
   * What tensorboard 2.21's own RecordWriter makes of the events Event(wall_time=1.7e9, file_version="brain.Event:2"),
   * Event(wall_time=1.7e9+0.5, step=301, session_log=SessionLog(status=START)) and Event(wall_time=1.7e9+0.5, step=300,
   * summary=Summary(value=[Value(tag="loss/train", simple_value=0.25)])).
   */
  private static final String TENSORBOARDS_OWN = "1800000000000000a37f4b220900000040fc54d9411a0d627261696e2e4576656e"
      + "743a32eced8f9d100000000000000095fbfe180900002040fc54d94110ad023a020801596f3f792100000000000000017becf609000020"
      + "40fc54d94110ac022a130a110a0a6c6f73732f747261696e150000803e049cbab9";

  @TempDir
  private Path folder;

  @Test
  void bytesAreTensorBoardsOwn() throws IOException {
    EventFile file = EventFile.in(folder, 1.7e9);
    file.restart(1.7e9 + 0.5, 301);
    file.scalar(1.7e9 + 0.5, 300, "loss/train", 0.25);
    file.close();
    assertEquals(TENSORBOARDS_OWN, HexFormat.of().formatHex(Files.readAllBytes(files().get(0))));
    assertEquals(List.of("1.7E9 brain.Event:2", "1.7000000005E9 step 301 session 1",
        "1.7000000005E9 step 300 loss/train=0.25"), EventReader.read(files().get(0)));
  }

  @Test
  void checksumsAreThoseOfTheStandard() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertEquals(0xe3069283, EventReader.crc32c(digits), "RFC 3720's CRC-32C");
    assertEquals(EventReader.mask(0xe3069283), EventFile.checksum(digits));
  }

  @Test
  void allScalarsOfARunAreThere() throws IOException {
    Runs.tell(TensorBoard.in(folder.resolve("new"), () -> 1.7e9).parameterNorms(true), 2);
    List<String> events = EventReader.read(files(folder.resolve("new")).get(0));

    assertEquals(1 + 2 * (Runs.BATCHES * 3 + 2 + 3), events.size());
    assertTrue(events.contains("1.7E9 step 1 learning_rate=0.002"), events::toString);
    assertTrue(events.contains("1.7E9 step 20 gradient_norm/output.bias=0.0"), events::toString);
    assertTrue(events.contains("1.7E9 step 20 loss/validation=" + (float) (0.25 + 1.3 * Math.exp(-1 / 3.0))));
    assertTrue(events.stream().anyMatch(e -> e.startsWith("1.7E9 step 40 metric/accuracy=")));
    assertTrue(events.stream().anyMatch(e -> e.startsWith("1.7E9 step 40 loss/train_epoch=")));
    assertTrue(events.stream().anyMatch(e -> e.startsWith("1.7E9 step 7 gradient_norm=")));
    assertTrue(events.stream().anyMatch(e -> e.startsWith("1.7E9 step 7 loss/train=")));
  }

  @Test
  void whatIsWrittenIsThereAfterEachEpoch() throws IOException {
    TensorBoard board = TensorBoard.in(folder);
    board.started(Runs.start(3, 0, List.of()));
    assertEquals(1, EventReader.read(files().get(0)).size());
    Runs.tellEpoch(board, 1);
    assertEquals(1 + Runs.BATCHES * 3 + 3, EventReader.read(files().get(0)).size());
    board.closed();
  }

  @Test
  void aRunThatGoesOnAddsAFileAndVoidsTheStepsDoneAgain() throws IOException {
    TensorBoard board = TensorBoard.in(folder, () -> 1.7e9);
    Runs.tell(board, 1);
    board.started(Runs.start(2, 12, List.of()));
    board.closed();
    assertEquals(2, files().size());
    assertEquals(List.of("1.7E9 brain.Event:2", "1.7E9 step 13 session 1"), EventReader.read(files().get(1)));
  }

  @Test
  void aFolderThatCannotBeIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    String message = assertThrows(UncheckedIOException.class,
        () -> TensorBoard.in(file).started(Runs.start(1, 0, List.of()))).getMessage();
    assertTrue(message.startsWith("no event file can be made in " + file), message);
  }

  private List<Path> files() throws IOException {
    return files(folder);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
