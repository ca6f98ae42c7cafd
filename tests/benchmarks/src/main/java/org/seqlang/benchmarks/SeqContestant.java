package org.seqlang.benchmarks;

import java.util.List;
import java.util.Optional;
import org.seqlang.device.Devices;
import org.seqlang.device.Placement;
import org.seqlang.kernel.Kernels;

/** This project, on the JVM or on a device. */
record SeqContestant(String name) implements Contestant {

  @Override
  public String description() {
    return name.equals("java")
        ? "Java " + Runtime.version() + ", " + Kernels.description()
        : Devices.find(name).description();
  }

  @Override
  public Optional<Prepared> prepare(Workload workload) {
    Placement placement = name.equals("java") ? Placement.JVM : Placement.require(Devices.find(name));
    return Optional.of(new PreparedLayer(Layer.of(workload.cell(), workload.hidden(), placement), workload.input()));
  }

  private static final class PreparedLayer implements Prepared {

    private final Layer layer;
    private final List<float[][]> batch;
    private float[] outputs = {};

    PreparedLayer(Layer layer, List<float[][]> batch) {
      this.layer = layer;
      this.batch = batch;
    }

    @Override
    public void forward() {
      outputs = layer.forward().apply(batch).values();
    }

    @Override
    public float[] outputs() {
      return outputs;
    }

    @Override
    public boolean trains() {
      return true;
    }

    @Override
    public void train() {
      layer.step(batch);
    }

    @Override
    public List<float[]> gradients() {
      return layer.parameters().list().stream().map(p -> p.gradient().clone()).toList();
    }

    @Override
    public void close() {}
  }
}
