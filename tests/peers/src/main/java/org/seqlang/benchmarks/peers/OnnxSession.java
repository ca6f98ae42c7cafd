package org.seqlang.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import java.util.Set;
import org.seqlang.benchmarks.Contestant;

/** A model that is ready; any thread may run it. */
final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;

  OnnxSession(OrtEnvironment environment, byte[] model) throws OrtException {
    this.environment = environment;
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(Contestant.threads());
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(model, options);
  }

  OrtEnvironment environment() {
    return environment;
  }

  /** The outputs of the given names, in the model's order. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) {
    try {
      return session.run(inputs, outputs);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not let go", e);
    }
  }
}
