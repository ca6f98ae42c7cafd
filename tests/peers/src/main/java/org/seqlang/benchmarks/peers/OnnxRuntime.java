package org.seqlang.benchmarks.peers;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.Optional;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Contestant;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** ONNX Runtime's operators of the same names; it does not train. */
public final class OnnxRuntime implements Contestant {

  @Override
  public String name() {
    return "onnxruntime";
  }

  private static OrtEnvironment environment() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be turned off", e);
    }
    return environment;
  }

  @Override
  public String description() {
    return "ONNX Runtime " + environment().getVersion() + ", " + Contestant.threads() + " threads";
  }

  @Override
  public Optional<Prepared> prepare(Workload workload) {
    if (!workload.cell().common() && workload.cell() != Cell.TEXT) {
      return Optional.empty();
    }
    try {
      OnnxSession session = new OnnxSession(environment(), OnnxModel.bytes(workload));
      return Optional.of(workload.stream() ? new OnnxStream(session, workload) : new OnnxLayer(session, workload));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses " + workload, e);
    }
  }
}
