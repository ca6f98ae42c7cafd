package org.seqlang.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.tensor.Shape;
import org.seqlang.tensor.Tensor;

/**
 * The JSON at the start of a safetensors file: for each array its element type, shape, and the bytes that hold it,
 * counted from the end of the header; and text metadata.
 */
record SafeTensorsHeader(Map<String, String> metadata, Map<String, Entry> entries) {

  private static final String METADATA = "__metadata__";
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Where an array lies, {@code begin} to {@code end - 1}, and how. */
  record Entry(ElementType type, Shape shape, long begin, long end) {}

  /** The header of these arrays, one after the other. */
  static byte[] print(Map<String, String> metadata, Map<String, Tensor> tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> field : metadata.entrySet()) {
          json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        long end = offset + 4L * tensor.getValue().values().length;
        print(json, tensor.getKey(), tensor.getValue().shape(), offset, end);
        offset = end;
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void print(JsonGenerator json, String name, Shape shape, long begin, long end) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("dtype", ElementType.F32.name());
    json.writeFieldName("shape");
    json.writeArray(shape.toArray(), 0, shape.rank());
    json.writeFieldName("data_offsets");
    json.writeArray(new long[] {begin, end}, 0, 2);
    json.writeEndObject();
  }

  /**
   * Reads a header and checks that its arrays fill {@code dataBytes} bytes without holes or overlaps.
   *
   * @throws CheckpointException if it does not; the message lacks the name of the file
   */
  static SafeTensorsHeader parse(byte[] text, long dataBytes) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(text)) {
      require(json.nextToken() == JsonToken.START_OBJECT, "its header is not a JSON object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json.nextToken() == JsonToken.START_OBJECT, "the header's entry '" + name + "' is not an object");
        if (name.equals(METADATA)) {
          readMetadata(json, metadata);
        } else {
          entries.put(name, readEntry(json, name));
        }
      }
      require(json.nextToken() == null, "something follows the header's JSON object");
    } catch (IOException e) {
      throw new CheckpointException("its header is not the JSON that it should be: "
          + e.getMessage().lines().findFirst().orElse("unreadable"), e);
    }
    requireNoHoles(entries, dataBytes);
    return new SafeTensorsHeader(metadata, entries);
  }

  private static void readMetadata(JsonParser json, Map<String, String> metadata) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      require(json.nextToken() == JsonToken.VALUE_STRING, "the metadata '" + name + "' is not a string");
      metadata.put(name, json.getText());
    }
  }

  private static Entry readEntry(JsonParser json, String name) throws IOException {
    String type = "";
    List<Long> shape = List.of();
    List<Long> offsets = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "dtype" -> {
          require(value == JsonToken.VALUE_STRING, "the dtype of '" + name + "' is not a string");
          type = json.getText();
        }
        case "shape" -> shape = readNumbers(json, "shape", name);
        case "data_offsets" -> offsets = readNumbers(json, "data_offsets", name);
        default -> json.skipChildren();
      }
    }
    require(offsets.size() == 2, "the array '" + name + "' does not have two data_offsets");
    return entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static Entry entry(String name, String type, List<Long> shape, long begin, long end) {
    ElementType element = elementType(name, type);
    try {
      Shape sizes = Shape.of(shape.stream().mapToInt(Math::toIntExact).toArray());
      long bytes = (long) sizes.elements() * element.bytes();
      require(end - begin == bytes, "the array '" + name + "' of shape " + sizes + " and type " + type + " needs "
          + bytes + " bytes, but the header gives it " + (end - begin));
      return new Entry(element, sizes, begin, end);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new CheckpointException("the array '" + name + "' of shape " + shape + " is larger than an array can be",
          e);
    }
  }

  private static ElementType elementType(String name, String type) {
    for (ElementType known : ElementType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw new CheckpointException("the array '" + name + "' has the type '" + type
        + "', and only F32, F64, F16 and BF16 can be read: convert it, or save without it");
  }

  private static List<Long> readNumbers(JsonParser json, String field, String name) throws IOException {
    require(json.currentToken() == JsonToken.START_ARRAY, "the " + field + " of '" + name + "' is not a list");
    List<Long> numbers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getLongValue() >= 0,
          "the " + field + " of '" + name + "' are not whole numbers from 0");
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private static void requireNoHoles(Map<String, Entry> entries, long dataBytes) {
    List<Map.Entry<String, Entry>> ordered = new ArrayList<>(entries.entrySet());
    ordered.sort(Comparator.<Map.Entry<String, Entry>>comparingLong(entry -> entry.getValue().begin())
        .thenComparingLong(entry -> entry.getValue().end()));
    long end = 0;
    String before = "the start of the data";
    for (Map.Entry<String, Entry> entry : ordered) {
      String name = "'" + entry.getKey() + "'";
      long begin = entry.getValue().begin();
      require(begin >= end, "the arrays " + before + " and " + name + " overlap");
      require(begin == end, (begin - end) + " bytes between " + before + " and " + name + " belong to no array");
      end = entry.getValue().end();
      before = name;
    }
    require(end <= dataBytes, "it is truncated: its arrays need " + end + " bytes after the header, but only "
        + dataBytes + " are there");
    require(end == dataBytes, "it has " + (dataBytes - end) + " bytes after its last array");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new CheckpointException(otherwise);
    }
  }
}
