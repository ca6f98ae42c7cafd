package org.seqlang.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqlang.device.Devices;
import org.seqlang.device.Placement;
import org.seqlang.kernel.Kernels;
import org.seqlang.model.Parameters;

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
    if (workload.cell().tokens()) {
      TextModel model = TextModel.of(workload, placement);
      return Optional.of(new PreparedModel(() -> {
        List<int[]> batch = workload.tokens();
        return () -> model.forward().apply(batch).values();
      }, Optional.of(model::step), model.parameters()));
    }
    if (workload.stream()) {
      Stream stream = Stream.of(workload, placement);
      return Optional.of(new PreparedModel(() -> stream.calls(workload), Optional.empty(), stream.parameters()));
    }
    Layer layer = Layer.of(workload.cell(), workload.hidden(), placement);
    List<float[][]> batch = workload.input();
    return Optional.of(new PreparedModel(() -> () -> layer.forward().apply(batch).values(), Optional.of(() -> layer.step(batch)),
        layer.parameters()));
  }

  /** A model, whose passes any thread may run. */
  private static final class PreparedModel implements Prepared {

    private final Supplier<Supplier<float[]>> callers;
    private final Supplier<float[]> pass;
    private final Optional<Runnable> step;
    private final Parameters parameters;
    private float[] outputs = {};

    /**
     * @param callers gives what a caller runs again and again for the outputs
     * @param step the training step, if there is one
     */
    PreparedModel(Supplier<Supplier<float[]>> callers, Optional<Runnable> step, Parameters parameters) {
      this.callers = callers;
      this.pass = callers.get();
      this.step = step;
      this.parameters = parameters;
    }

    @Override
    public void forward() {
      outputs = pass.get();
    }

    @Override
    public float[] outputs() {
      return outputs;
    }

    @Override
    public boolean trains() {
      return step.isPresent();
    }

    @Override
    public void train() {
      step.orElseThrow(() -> new UnsupportedOperationException("no training step by step")).run();
    }

    @Override
    public List<float[]> gradients() {
      return parameters.list().stream().map(p -> p.gradient().clone()).toList();
    }

    @Override
    public Optional<Prepared> another() {
      return Optional.of(new PreparedModel(callers, step, parameters));
    }

    @Override
    public void close() {}
  }
}
