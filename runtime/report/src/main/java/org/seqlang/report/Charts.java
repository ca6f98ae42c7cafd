package org.seqlang.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.seqlang.train.Epoch;

/**
 * The charts of a run as JSON for the page's script: {@code [{"id", "title", "series": [{"label", "role", "x": […],
 * "y": […]}]}]}. A role decides colour and stroke. Numbers that are not finite become null, which leaves a gap.
 */
final class Charts {

  private Charts() {}

  /** The JSON, in which no tag can begin or end. */
  static String json(Recording run) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartArray();
      loss(json, run);
      for (String metric : metrics(run.epochs())) {
        chart(json, "metric-" + metric, metric);
        ofEpochs(json, "validation", "validation", run.epochs(), e -> e.metrics().getOrDefault(metric, Double.NaN));
        end(json);
      }
      chart(json, "rate", "Learning rate");
      ofSteps(json, "learning rate", "single", run.curve(Recording.RATE));
      end(json);
      chart(json, "norm", "Gradient norm");
      ofSteps(json, "each step", "faint", run.curve(Recording.NORM));
      ofEpochs(json, "mean of the epoch", "training", run.epochs(), Epoch::gradientNorm);
      end(json);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static void loss(JsonGenerator json, Recording run) throws IOException {
    chart(json, "loss", "Loss");
    ofSteps(json, "training, each step", "faint", run.curve(Recording.LOSS));
    ofEpochs(json, "training, mean of the epoch", "training", run.epochs(), Epoch::trainingLoss);
    if (run.epochs().stream().anyMatch(epoch -> epoch.validationLoss().isPresent())) {
      ofEpochs(json, "validation", "validation", run.epochs(), epoch -> epoch.validationLoss().orElse(Double.NaN));
    }
    end(json);
  }

  /** The names of all metrics, in the order of their first appearance. */
  static Set<String> metrics(List<Epoch> epochs) {
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
    return names;
  }

  private static void chart(JsonGenerator json, String id, String title) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("title", title);
    json.writeArrayFieldStart("series");
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void ofSteps(JsonGenerator json, String label, String role, List<Curve.Point> points)
      throws IOException {
    series(json, label, role, points, Curve.Point::x, Curve.Point::y);
  }

  private static void ofEpochs(JsonGenerator json, String label, String role, List<Epoch> epochs,
      Function<Epoch, Double> value) throws IOException {
    series(json, label, role, epochs, Epoch::step, value);
  }

  private static <P> void series(JsonGenerator json, String label, String role, List<P> points, Function<P, Long> x,
      Function<P, Double> y) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", label);
    json.writeStringField("role", role);
    json.writeArrayFieldStart("x");
    for (P point : points) {
      json.writeNumber(x.apply(point));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("y");
    for (P point : points) {
      double value = y.apply(point);
      if (Double.isFinite(value)) {
        json.writeNumber((float) value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
