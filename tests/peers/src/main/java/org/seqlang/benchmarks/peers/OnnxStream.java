package org.seqlang.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.StepInput;
import org.seqlang.benchmarks.Workload;

/** A session called with one step after another; the tensors of the last states are the next call's input. */
final class OnnxStream implements Prepared {

  private final OnnxSession session;
  private final Workload workload;
  private final boolean owner;
  private final StepInput arrays;
  private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
  private final List<OnnxTensor> zeros = new ArrayList<>();
  private final Set<String> states;
  private final float[] outputs;
  private Optional<OrtSession.Result> last = Optional.empty();

  OnnxStream(OnnxSession session, Workload workload) throws OrtException {
    this(session, workload, true);
  }

  private OnnxStream(OnnxSession session, Workload workload, boolean owner) throws OrtException {
    this.session = session;
    this.workload = workload;
    this.owner = owner;
    this.arrays = new StepInput(workload);
    this.states = new LinkedHashSet<>(OnnxModel.states(workload.cell()));
    inputs.put(OnnxModel.INPUT, OnnxTensor.createTensor(session.environment(), arrays.floats(),
        new long[] {1, workload.batch(), workload.hidden()}));
    for (int s = 0; s < states.size(); s++) {
      zeros.add(OnnxTensor.createTensor(session.environment(), new float[1][workload.batch()][workload.hidden()]));
    }
    this.outputs = new float[workload.batch() * workload.hidden()];
  }

  @Override
  public void forward() {
    boolean begins = arrays.bring();
    for (int s = 0; s < zeros.size(); s++) {
      inputs.put(OnnxModel.initial(s), begins ? zeros.get(s) : (OnnxTensor) last.orElseThrow().get(s));
    }
    OrtSession.Result result = session.run(inputs, states);
    last.ifPresent(OrtSession.Result::close);
    last = Optional.of(result);
    ((OnnxTensor) result.get(0)).getFloatBuffer().get(outputs);
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
      return Optional.of(new OnnxStream(session, workload, false));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses " + workload, e);
    }
  }

  @Override
  public void close() {
    last.ifPresent(OrtSession.Result::close);
    zeros.forEach(OnnxTensor::close);
    inputs.get(OnnxModel.INPUT).close();
    if (owner) {
      session.close();
    }
  }
}
