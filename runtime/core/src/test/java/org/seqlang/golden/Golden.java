package org.seqlang.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.seqlang.tensor.Tensor;

/** A JSON value of a golden file: an object, a list, a text, a number or a truth value. */
public record Golden(Object value) {

  /** The cases of a file. */
  public static Stream<Golden> cases(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/goldens/" + file + ".json");
        JsonParser json = new JsonFactory().createParser(in)) {
      json.nextToken();
      return new Golden(read(json)).get("cases").list().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The field of an object. */
  public Golden get(String name) {
    Object field = ((Map<?, ?>) value).get(name);
    if (field == null) {
      throw new IllegalArgumentException("no field " + name + " in " + value);
    }
    return new Golden(field);
  }

  public List<Golden> list() {
    return ((List<?>) value).stream().map(Golden::new).toList();
  }

  public double number() {
    return ((Number) value).doubleValue();
  }

  public int[] integers() {
    return list().stream().mapToInt(element -> (int) element.number()).toArray();
  }

  public boolean truth() {
    return (Boolean) value;
  }

  public String text() {
    return (String) value;
  }

  public Tensor tensor() {
    int[] shape = get("shape").integers();
    List<Golden> data = get("data").list();
    float[] values = new float[data.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data.get(i).number();
    }
    return Tensor.of(values, shape);
  }

  /** Demands that these numbers are within 1e-5 of this tensor's, by its largest number. */
  public void assertNear(float[] actual, String what) {
    List<Golden> data = get("data").list();
    assertEquals(data.size(), actual.length, what);
    double largest = data.stream().mapToDouble(element -> Math.abs(element.number())).max().orElse(0);
    for (int i = 0; i < actual.length; i++) {
      assertEquals(data.get(i).number(), actual[i], 1e-5 * (largest == 0 ? 1 : largest), what + " at " + i);
    }
  }

  @Override
  public String toString() {
    return value instanceof Map<?, ?> map && map.containsKey("name")
        ? String.valueOf(map.get("name"))
        : value.toString();
  }

  private static Object read(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          map.put(name, read(json));
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(read(json));
        }
        return list;
      }
      case VALUE_STRING -> {
        return json.getText();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return json.getBooleanValue();
      }
      default -> {
        return json.getDoubleValue();
      }
    }
  }
}
