package org.seqlang.benchmarks.peers;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
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
    if (!workload.cell().common()) {
      return Optional.empty();
    }
    engine();
    return Optional.of(new TorchLayer(NDManager.newBaseManager(Device.cpu(), "PyTorch"), workload));
  }

  static Engine engine() {
    System.setProperty("ai.djl.offline", "true");
    Engine engine = Engine.getEngine("PyTorch");
    JniUtils.setNumThreads(Contestant.threads());
    return engine;
  }
}
