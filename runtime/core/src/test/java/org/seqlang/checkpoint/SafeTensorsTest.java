package org.seqlang.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqlang.tensor.Tensor;

class SafeTensorsTest {

  @TempDir
  private Path folder;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("w.safetensors");
  }

  @Test
  void keepsEveryBitAndTheOrder() {
    float[] odd = {-0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, Float.intBitsToFloat(0x7FC12345), 1f / 3};
    float[] large = new float[600_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = i * 0.1f;
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.weight", Tensor.of(large, 600, 1000));
    tensors.put("a", Tensor.of(odd, 5));
    tensors.put("scalar", Tensor.scalar(7));
    tensors.put("none", Tensor.zeros(0, 3));
    new SafeTensors(tensors, Map.of("ключ", "значение \"\n")).write(file);
    SafeTensors back = SafeTensors.read(file);
    assertEquals(List.of("z.weight", "a", "scalar", "none"), List.copyOf(back.tensors().keySet()));
    assertEquals(Map.of("ключ", "значение \"\n"), back.metadata());
    tensors.forEach((name, tensor) -> {
      assertEquals(tensor.shape(), back.tensors().get(name).shape());
      assertArrayEquals(bits(tensor), bits(back.tensors().get(name)));
    });
  }

  @Test
  void numbersAreAligned() throws IOException {
    for (String name : List.of("a", "ab", "abc", "abcd", "abcde")) {
      new SafeTensors(Map.of(name, Tensor.vector(1)), Map.of()).write(file);
      byte[] bytes = Files.readAllBytes(file);
      assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
      assertEquals('{', bytes[8]);
    }
  }

  @Test
  void replacesAFileAndLeavesNothingBesideIt() throws IOException {
    new SafeTensors(Map.of("a", Tensor.vector(1)), Map.of()).write(file);
    new SafeTensors(Map.of("a", Tensor.vector(2)), Map.of()).write(file);
    assertEquals(2, SafeTensors.read(file).tensors().get("a").item());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertThrows(CheckpointException.class,
        () -> new SafeTensors(Map.of(), Map.of()).write(folder.resolve("no/folder/w.safetensors")));
  }

  @Test
  void readsOtherFloats() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(8 * 2 + 2 * 6 + 2 * 2).order(ByteOrder.LITTLE_ENDIAN)
        .putDouble(0.1).putDouble(-1e300)
        .putShort((short) 0x3C00).putShort((short) 0xC000).putShort((short) 0x0001).putShort((short) 0x7C00)
        .putShort((short) 0x8000).putShort((short) 0x7BFF)
        .putShort((short) 0x3F80).putShort((short) 0xC049);
    write("""
        {"d":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},
         "h":{"dtype":"F16","shape":[6],"data_offsets":[16,28]},
         "b":{"dtype":"BF16","shape":[2],"data_offsets":[28,32]}}""", data.array());
    Map<String, Tensor> tensors = SafeTensors.read(file).tensors();
    assertArrayEquals(new float[] {0.1f, Float.NEGATIVE_INFINITY}, tensors.get("d").values());
    assertArrayEquals(new float[] {1, -2, 0x1p-24f, Float.POSITIVE_INFINITY, -0f, 65504}, tensors.get("h").values());
    assertArrayEquals(new float[] {1, -3.140625f}, tensors.get("b").values());
  }

  @Test
  void refusesWhatIsNotAWholeFile() throws IOException {
    assertRefused("there is no such file");
    Files.write(file, new byte[3]);
    assertRefused("it has only 3 bytes");
    Files.writeString(file, "PK\u0003\u0004 this is a zip file, and not a small one");
    assertRefused("this is some other format");
    new SafeTensors(Map.of("weight", Tensor.zeros(4, 4)), Map.of()).write(file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));
    assertRefused("it is truncated: its arrays need 64 bytes after the header, but only 59 are there");
    Files.write(file, Arrays.copyOf(whole, 30));
    assertRefused("it is truncated: its header has");
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused("it has 1 bytes after its last array");
  }

  @Test
  void refusesABrokenHeader() throws IOException {
    assertHeaderRefused("{\"a\": nonsense}", "is not the JSON that it should be");
    assertHeaderRefused("[1, 2]", "its header is not a JSON object");
    assertHeaderRefused("{\"a\": 3}", "the header's entry 'a' is not an object");
    assertHeaderRefused("{} {}", "something follows the header's JSON object");
    assertHeaderRefused("{\"__metadata__\": {\"a\": 3}}", "the metadata 'a' is not a string");
    assertHeaderRefused(entry("a", "F32", "[2]", 0, 8) + "," + entry("a", "F32", "[2]", 0, 8), "Duplicate field 'a'");
    assertHeaderRefused(entry("a", "I64", "[1]", 0, 8), "the array 'a' has the type 'I64'");
    assertHeaderRefused(entry("a", "F32", "[3]", 0, 8), "needs 12 bytes, but the header gives it 8");
    assertHeaderRefused(entry("a", "F32", "[-2]", 0, 8), "the shape of 'a' are not whole numbers from 0");
    assertHeaderRefused(entry("a", "F32", "[99999999999]", 0, 8), "is larger than an array can be");
    assertHeaderRefused(entry("a", "F32", "[65536, 65536]", 0, 8), "is larger than an array can be");
    assertHeaderRefused("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "does not have two data_offsets");
    assertHeaderRefused("{\"a\":{\"dtype\":1,\"shape\":[2]}}", "the dtype of 'a' is not a string");
  }

  @Test
  void refusesHolesAndOverlaps() throws IOException {
    assertHeaderRefused(entry("a", "F32", "[1]", 0, 4) + "," + entry("b", "F32", "[1]", 2, 6), "'a' and 'b' overlap");
    assertHeaderRefused(entry("b", "F32", "[1]", 4, 8), "4 bytes between the start of the data and 'b'");
    assertHeaderRefused(entry("a", "F32", "[1]", 0, 4), "it has 4 bytes after its last array");
  }

  private void assertHeaderRefused(String header, String part) throws IOException {
    write(header.startsWith("\"") ? "{" + header + "}" : header, new byte[8]);
    assertRefused(part);
  }

  private void assertRefused(String part) {
    String message = assertThrows(CheckpointException.class, () -> SafeTensors.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()) && message.contains(part), message);
  }

  private void write(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    Files.write(file, ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length).put(text).put(data).array());
  }

  private static String entry(String name, String type, String shape, int begin, int end) {
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end
        + "]}";
  }

  private static int[] bits(Tensor tensor) {
    int[] bits = new int[tensor.values().length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.values()[i]));
    return bits;
  }
}
