package org.seqlang.report;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.train.Epoch;
import org.seqlang.train.Monitor;

/**
 * Writes what TensorBoard shows: {@code tensorboard --logdir FOLDER}. The horizontal axis is the number of steps.
 *
 * <table>
 *   <caption>Scalars</caption>
 *   <tr><td>{@code loss/train}</td><td>of the batch, each step</td></tr>
 *   <tr><td>{@code loss/train_epoch}</td><td>the mean of an epoch</td></tr>
 *   <tr><td>{@code loss/validation}</td><td>each epoch, where there are validation examples</td></tr>
 *   <tr><td>{@code metric/NAME}</td><td>each epoch</td></tr>
 *   <tr><td>{@code learning_rate}</td><td>each step</td></tr>
 *   <tr><td>{@code gradient_norm}</td><td>each step, of all parameters together, before clipping</td></tr>
 *   <tr><td>{@code gradient_norm/PARAMETER}</td><td>at each epoch's last step, after clipping, if asked for</td></tr>
 * </table>
 *
 * <p>A run makes a new file in the folder; one that goes on from a checkpoint makes another, in which TensorBoard is
 * told to forget what it has of the steps that are done again. Files are flushed after each epoch. Failures to write
 * end the run with an {@link java.io.UncheckedIOException}.
 */
public final class TensorBoard implements Monitor {

  private final Path folder;
  private final boolean parameterNorms;
  private final DoubleSupplier clock;
  private Optional<EventFile> file = Optional.empty();
  private Optional<Parameters> parameters = Optional.empty();

  private TensorBoard(Path folder, boolean parameterNorms, DoubleSupplier clock) {
    this.folder = folder;
    this.parameterNorms = parameterNorms;
    this.clock = clock;
  }

  /** Files in this folder, which is made where missing. */
  public static TensorBoard in(Path folder) {
    return in(folder, () -> System.currentTimeMillis() * 1e-3);
  }

  static TensorBoard in(Path folder, DoubleSupplier secondsSince1970) {
    return new TensorBoard(folder, false, secondsSince1970);
  }

  /** The same, and whether the norm of each parameter's own gradient is written too. */
  public TensorBoard parameterNorms(boolean on) {
    return new TensorBoard(folder, on, clock);
  }

  @Override
  public void started(Start start) {
    closed();
    EventFile begun = EventFile.in(folder, clock.getAsDouble());
    if (start.step() > 0) {
      begun.restart(clock.getAsDouble(), start.step() + 1);
    }
    begun.flush();
    file = Optional.of(begun);
    parameters = Optional.of(start.parameters());
  }

  @Override
  public void stepDone(Step step) {
    scalar(step.number(), "loss/train", step.loss());
    scalar(step.number(), "learning_rate", step.rate());
    scalar(step.number(), "gradient_norm", step.gradientNorm());
    if (parameterNorms && step.batch() == step.batches()) {
      parameters.ifPresent(all -> all.forEach(parameter -> norm(step.number(), parameter)));
    }
  }

  @Override
  public void epochDone(Epoch epoch) {
    scalar(epoch.step(), "loss/train_epoch", epoch.trainingLoss());
    epoch.validationLoss().ifPresent(loss -> scalar(epoch.step(), "loss/validation", loss));
    epoch.metrics().forEach((name, value) -> scalar(epoch.step(), "metric/" + name, value));
    file.ifPresent(EventFile::flush);
  }

  @Override
  public void closed() {
    Optional<EventFile> open = file;
    file = Optional.empty();
    open.ifPresent(EventFile::close);
  }

  private void norm(long step, Parameter parameter) {
    if (!parameter.frozen()) {
      scalar(step, "gradient_norm/" + parameter.name(), Parameters.of(parameter).gradientNorm());
    }
  }

  private void scalar(long step, String tag, double value) {
    file.ifPresent(open -> open.scalar(clock.getAsDouble(), step, tag, value));
  }
}
