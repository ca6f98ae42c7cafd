package org.seqlang.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.data.AtomicFile;

/**
 * All that was measured, as JSON.
 *
 * @param machine date, processor, load
 * @param contestants what each says of itself
 */
record Report(String machine, List<String> contestants, List<Result> results, List<Served> served, List<Started> starts) {

  /** With what another report has measured anew in the place of what is here. */
  Report with(Report newer) {
    Set<Workload> again = newer.results.stream().map(Result::workload).collect(Collectors.toSet());
    Set<String> servedAgain = newer.served.stream().map(Served::key).collect(Collectors.toSet());
    Set<String> started = newer.starts.stream().map(Started::side).collect(Collectors.toSet());
    Set<String> all = new LinkedHashSet<>(contestants);
    all.addAll(newer.contestants);
    return new Report(newer.machine, List.copyOf(all),
        Stream.concat(results.stream().filter(r -> !again.contains(r.workload())), newer.results.stream()).toList(),
        Stream.concat(served.stream().filter(s -> !servedAgain.contains(s.key())), newer.served.stream()).toList(),
        Stream.concat(starts.stream().filter(s -> !started.contains(s.side())), newer.starts.stream()).toList());
  }

  /** Writes the file, whole or not at all. */
  void write(Path file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("machine", machine);
      json.writeArrayFieldStart("contestants");
      for (String contestant : contestants) {
        json.writeString(contestant);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("outcomes");
      for (Result result : results) {
        write(json, result);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("callers");
      for (Served each : served) {
        write(json, each);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("starts");
      for (Started started : starts) {
        write(json, started);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(file, channel -> {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    });
  }

  private static void write(JsonGenerator json, Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("workload", result.workload().toString());
    json.writeStringField("pass", result.pass().name());
    json.writeStringField("contestant", result.column());
    json.writeStringField("side", result.side());
    json.writeNumberField("best_round_median_ms", result.best());
    json.writeNumberField("processor_ms", result.processor());
    json.writeNumberField("p50_ms", result.p50());
    json.writeNumberField("p99_ms", result.p99());
    json.writeNumberField("passes", result.passes());
    json.writeNumberField("gflops", result.rate());
    json.writeNumberField("error", result.error());
    json.writeNumberField("peak_gflops", result.peak());
    json.writeNumberField("bandwidth_gbytes", result.bandwidth());
    json.writeStringField("when", result.when());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Served served) throws IOException {
    json.writeStartObject();
    json.writeStringField("workload", served.workload().toString());
    json.writeNumberField("callers", served.callers());
    json.writeStringField("contestant", served.column());
    json.writeStringField("side", served.side());
    json.writeNumberField("calls_per_second", served.rate());
    json.writeNumberField("p50_ms", served.p50());
    json.writeNumberField("p99_ms", served.p99());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Started started) throws IOException {
    json.writeStartObject();
    json.writeStringField("contestant", started.column());
    json.writeStringField("side", started.side());
    json.writeNumberField("seconds", started.seconds());
    json.writeNumberField("memory_mb", started.memory());
    json.writeNumberField("disk_mb", started.disk());
    json.writeEndObject();
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is no such file
   */
  static Report read(Path file) {
    try (JsonParser json = new JsonFactory().createParser(Files.readString(file))) {
      json.nextToken();
      Map<?, ?> all = (Map<?, ?>) value(json);
      return new Report(all.get("machine").toString(), list(all, "contestants").map(Object::toString).toList(),
          list(all, "outcomes").map(Fields::new).map(Fields::result).toList(), list(all, "callers").map(Fields::new).map(Fields::served).toList(),
          list(all, "starts").map(Fields::new).map(Fields::started).toList());
    } catch (IOException | ClassCastException e) {
      throw new IllegalArgumentException(file + " is no report of this command: move it away, or name another file", e);
    }
  }

  private static Stream<?> list(Map<?, ?> all, String name) {
    return all.get(name) instanceof List<?> list ? list.stream() : Stream.of();
  }

  /** The value that begins here: a map, a list, or a text. */
  private static Object value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        object.put(name, value(json));
      }
      return object;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(json));
      }
      return array;
    }
    return json.getText();
  }

  /** An object of the file. */
  private record Fields(Map<?, ?> all) {

    Fields(Object object) {
      this((Map<?, ?>) object);
    }

    private String text(String name) {
      if (all.get(name) instanceof String text) {
        return text;
      }
      throw new ClassCastException("no " + name);
    }

    private double number(String name) {
      return Double.parseDouble(text(name));
    }

    Result result() {
      return new Result(Workload.parse(text("workload")), Outcome.Pass.valueOf(text("pass")), text("contestant"), text("side"),
          number("best_round_median_ms"), number("processor_ms"), number("p50_ms"), number("p99_ms"), (int) number("passes"), number("error"),
          number("peak_gflops"), number("bandwidth_gbytes"), text("when"));
    }

    Served served() {
      return new Served(Workload.parse(text("workload")), (int) number("callers"), text("contestant"), text("side"),
          number("calls_per_second"), number("p50_ms"), number("p99_ms"));
    }

    Started started() {
      return new Started(text("contestant"), text("side"), number("seconds"), number("memory_mb"), number("disk_mb"));
    }
  }
}
