package org.seqlang.benchmarks.peers;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Contestant;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** PyTorch's own kernels (oneDNN where it takes them), called as Python calls them, without Python. */
public final class LibTorch implements Contestant {

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public String description() {
    return "libtorch " + engine().getVersion() + ", " + JniUtils.getNumThreads() + " threads";
  }

  @Override
  public Optional<Prepared> prepare(Workload workload) {
    boolean text = workload.cell() == Cell.TEXT && !workload.packed();
    if (!workload.cell().common() && !text) {
      return Optional.empty();
    }
    engine();
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    if (text) {
      return Optional.of(new TorchText(manager, workload));
    }
    TorchWeights weights = new TorchWeights(manager, workload);
    return Optional.of(workload.stream() ? new TorchStream(manager, workload, weights) : new TorchLayer(manager, workload, weights));
  }

  /** A tensor over the memory of an input. */
  static PtNDArray over(NDManager manager, ByteBuffer input, DataType type, Shape shape) {
    return JniUtils.createNdFromByteBuffer((PtNDManager) manager, input, shape, type, SparseFormat.DENSE, Device.cpu());
  }

  static Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    Engine engine = Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(Contestant.threads());
    return engine;
  }
}
