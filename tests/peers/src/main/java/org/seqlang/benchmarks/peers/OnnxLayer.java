package org.seqlang.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.IntBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.TimeMajor;
import org.seqlang.benchmarks.TokenInput;
import org.seqlang.benchmarks.Workload;

/** A session with whole sequences or texts, asked for its last output alone. */
final class OnnxLayer implements Prepared {

  private static final Set<String> LAST = Set.of(OnnxModel.LAST);

  private final OnnxSession session;
  private final Workload workload;
  private final boolean owner;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final Runnable bring;
  private final float[] outputs;

  OnnxLayer(OnnxSession session, Workload workload) throws OrtException {
    this(session, workload, true);
  }

  private OnnxLayer(OnnxSession session, Workload workload, boolean owner) throws OrtException {
    this.session = session;
    this.workload = workload;
    this.owner = owner;
    OrtEnvironment environment = session.environment();
    if (workload.cell().tokens()) {
      TokenInput input = new TokenInput(workload);
      inputs.put(OnnxModel.INPUT, OnnxTensor.createTensor(environment, input.longs(), new long[] {workload.steps(), workload.batch()}));
      this.bring = input::bring;
    } else {
      TimeMajor input = new TimeMajor(workload);
      inputs.put(OnnxModel.INPUT, OnnxTensor.createTensor(environment, input.floats(),
          new long[] {workload.steps(), workload.batch(), workload.hidden()}));
      this.bring = input::bring;
    }
    if (workload.packed()) {
      inputs.put(OnnxModel.LENGTHS,
          OnnxTensor.createTensor(environment, IntBuffer.wrap(workload.lengths()), new long[] {workload.batch()}));
    }
    this.outputs = new float[workload.batch() * (workload.cell().tokens() ? Workload.CLASSES : workload.hidden())];
  }

  @Override
  public void forward() {
    bring.run();
    try (OrtSession.Result result = session.run(inputs, LAST)) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(outputs);
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
  public Optional<Prepared> another() {
    try {
      return Optional.of(new OnnxLayer(session, workload, false));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses " + workload, e);
    }
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    if (owner) {
      session.close();
    }
  }
}
