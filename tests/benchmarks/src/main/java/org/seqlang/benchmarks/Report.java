package org.seqlang.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.seqlang.data.AtomicFile;

/**
 * All that was measured, as JSON.
 *
 * @param machine date, processor, load
 * @param contestants what each says of itself
 * @param peak GFLOP/s of fused multiply-adds, or 0
 * @param bandwidth GB/s of reads from memory, or 0
 */
record Report(String machine, List<String> contestants, double peak, double bandwidth, List<Outcome> outcomes) {

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
      json.writeNumberField("peak_gflops", peak);
      json.writeNumberField("bandwidth_gbytes", bandwidth);
      json.writeArrayFieldStart("outcomes");
      for (Outcome outcome : outcomes) {
        write(json, outcome);
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

  private static void write(JsonGenerator json, Outcome outcome) throws IOException {
    for (Outcome.Entry entry : outcome.entries()) {
      json.writeStartObject();
      json.writeStringField("workload", outcome.workload().toString());
      json.writeStringField("pass", outcome.pass().name());
      json.writeStringField("side", entry.side().label());
      json.writeNumberField("best_round_median_ms", entry.timing().best());
      json.writeNumberField("processor_ms", entry.timing().processor());
      json.writeNumberField("p50_ms", entry.timing().quantile(0.5));
      json.writeNumberField("p99_ms", entry.timing().quantile(0.99));
      json.writeNumberField("passes", entry.timing().passes());
      json.writeNumberField("gflops", outcome.rate(entry, Timing::best));
      json.writeNumberField("error", entry.error());
      json.writeEndObject();
    }
  }
}
