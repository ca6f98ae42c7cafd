package org.seqlang.benchmarks.peers;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Contestant;
import org.seqlang.benchmarks.Prepared;
import org.seqlang.benchmarks.Workload;

/** Cells that libtorch has not, written from its tensor operations: what is left to its users. */
public final class EagerTorch implements Contestant {

  @Override
  public String name() {
    return "eager";
  }

  @Override
  public String description() {
    return new LibTorch().description() + ", operation by operation";
  }

  @Override
  public Optional<Prepared> prepare(Workload workload) {
    if (workload.packed() || workload.stream() || workload.cell().tokens() || workload.cell().common() && workload.cell() != Cell.LSTM) {
      return Optional.empty();
    }
    LibTorch.engine();
    return Optional.of(new EagerLayer(NDManager.newBaseManager(Device.cpu(), "PyTorch"), workload));
  }
}
