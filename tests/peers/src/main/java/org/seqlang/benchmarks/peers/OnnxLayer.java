package org.seqlang.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seqlang.benchmarks.Contestant;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** A session with one operator, asked for its last output alone. */
final class OnnxLayer implements Prepared {

  private static final Set<String> LAST = Set.of(OnnxModel.LAST);

  private final OrtSession session;
  private final OnnxTensor input;
  private final float[] outputs;

  OnnxLayer(OrtEnvironment environment, Workload workload) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(Contestant.threads());
    options.setInterOpNumThreads(1);
    this.session = environment.createSession(OnnxModel.bytes(workload), options);
    this.input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(workload.timeMajor()),
        new long[] {workload.steps(), workload.batch(), workload.hidden()});
    this.outputs = new float[workload.batch() * workload.hidden()];
  }

  @Override
  public void forward() {
    try (OrtSession.Result result = session.run(Map.of(OnnxModel.INPUT, input), LAST)) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(outputs);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime fails", e);
    }
  }

  @Override
  public float[] outputs() {
    return outputs;
  }

  @Override
  public boolean trains() {
    return false;
  }

  @Override
  public void train() {
    throw new UnsupportedOperationException("ONNX Runtime does not train");
  }

  @Override
  public List<float[]> gradients() {
    throw new UnsupportedOperationException("ONNX Runtime does not train");
  }

  @Override
  public void close() {
    input.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime does not let go", e);
    }
  }
}
