package org.seqlang.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.seqlang.checkpoint.CheckpointException;
import org.seqlang.checkpoint.SafeTensors;
import org.seqlang.model.Carried;
import org.seqlang.model.Parameter;
import org.seqlang.model.Parameters;
import org.seqlang.model.StatefulObjective;
import org.seqlang.optim.OptimizerMemory;
import org.seqlang.optim.OptimizerState;
import org.seqlang.optim.Schedule;
import org.seqlang.tensor.Tensor;

/**
 * The checkpoint of a run: a safetensors file with the parameters, those of the best epoch, the optimiser's memory and
 * what is carried; and in its metadata a version, the settings, the schedule's memory and the course.
 */
final class RunFile {

  private static final String FORMAT = "seqlang.run";
  private static final String VERSION = "1";
  private static final String PARAMETER = "parameter/";
  private static final String BEST = "best/";
  private static final String OPTIMIZER = "optimizer/";
  private static final String CARRIED = "carried/";
  private static final String SETTING = "setting/";

  private final Path file;
  private final Map<String, String> settings;
  private final List<String> metrics;
  private final Parameters parameters;
  private final Optional<StatefulObjective<?>> stateful;

  RunFile(Path file, Map<String, String> settings, List<String> metrics, Parameters parameters,
      Optional<StatefulObjective<?>> stateful) {
    this.file = file;
    this.settings = new LinkedHashMap<>();
    settings.forEach((name, value) -> this.settings.put(SETTING + name, value));
    parameters.forEach(parameter -> this.settings.put(SETTING + PARAMETER + parameter.name(), parameter.toString()));
    this.metrics = metrics;
    this.parameters = parameters;
    this.stateful = stateful;
  }

  /** Writes how things stand, atomically and down to the disk. */
  void write(Course course, OptimizerState optimizer, Schedule.Run schedule) {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of(FORMAT, VERSION));
    metadata.putAll(settings);
    metadata.putAll(course.print());
    metadata.put("schedule memory", DoubleStream.of(schedule.memory()).mapToObj(Double::toString)
        .collect(Collectors.joining(" ")));
    OptimizerMemory memory = optimizer.memory();
    metadata.put("optimizer steps", memory.steps().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      tensors.put(PARAMETER + parameter.name(), Tensor.of(parameter.values(), parameter.shape()));
    }
    course.bestParameters().ifPresent(best -> {
      for (int p = 0; p < parameters.size(); p++) {
        Parameter parameter = parameters.list().get(p);
        tensors.put(BEST + parameter.name(), Tensor.of(best.values().get(p), parameter.shape()));
      }
    });
    memory.numbers().forEach((name, values) -> tensors.put(OPTIMIZER + name, Tensor.of(values, values.length)));
    stateful.ifPresent(objective -> objective.carried().arrays()
        .forEach((name, values) -> tensors.put(CARRIED + name, Tensor.of(values, values.length))));
    new SafeTensors(tensors, metadata).write(file);
  }

  /**
   * Goes on from the file, if it is there.
   *
   * @throws CheckpointException if it is broken, or of another run
   */
  void read(Course course, OptimizerState optimizer, Schedule.Run schedule) {
    if (!Files.exists(file)) {
      return;
    }
    SafeTensors content = SafeTensors.read(file);
    Map<String, String> metadata = content.metadata();
    requireSame(metadata);
    try {
      course.parse(metadata, metrics);
      schedule.restore(words(metadata, "schedule memory").mapToDouble(Double::parseDouble).toArray());
      optimizer.restore(new OptimizerMemory(part(content, OPTIMIZER),
          words(metadata, "optimizer steps").map(Integer::valueOf).toList()));
      Map<String, float[]> values = part(content, PARAMETER);
      Map<String, float[]> best = part(content, BEST);
      parameters.restore(snapshot(values));
      if (!best.isEmpty()) {
        course.bestParameters(snapshot(best));
      }
      stateful.ifPresent(objective -> objective.carry(Carried.of(part(content, CARRIED))));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new CheckpointException(file + " is no whole checkpoint of a run (" + e.getMessage()
          + "): remove it to start anew", e);
    }
  }

  private static Stream<String> words(Map<String, String> metadata, String name) {
    return Stream.of(metadata.getOrDefault(name, "").split(" ")).filter(word -> !word.isEmpty());
  }

  private Parameters.Snapshot snapshot(Map<String, float[]> values) {
    return Parameters.Snapshot.of(parameters.list().stream()
        .map(parameter -> values.getOrDefault(parameter.name(), new float[0])).toList());
  }

  private void requireSame(Map<String, String> metadata) {
    String version = metadata.getOrDefault(FORMAT, "none");
    if (!version.equals(VERSION)) {
      throw new CheckpointException(file + " is not a checkpoint of a run that this version reads: its " + FORMAT
          + " is " + version + " rather than " + VERSION
          + ". Give a path of its own to checkpoints(…), or remove the file");
    }
    TreeSet<String> names = new TreeSet<>(settings.keySet());
    metadata.keySet().stream().filter(name -> name.startsWith(SETTING)).forEach(names::add);
    for (String name : names) {
      String then = metadata.getOrDefault(name, "none");
      String now = settings.getOrDefault(name, "none");
      if (!then.equals(now)) {
        throw new CheckpointException(file + " is the checkpoint of another run: its "
            + name.substring(SETTING.length()).replace('/', ' ') + " was " + then + ", and is " + now
            + " now. Train with what it was, give another path, or remove the file to start anew");
      }
    }
  }

  private static Map<String, float[]> part(SafeTensors content, String prefix) {
    Map<String, float[]> part = new LinkedHashMap<>();
    content.tensors().forEach((name, tensor) -> {
      if (name.startsWith(prefix)) {
        part.put(name.substring(prefix.length()), tensor.values());
      }
    });
    return part;
  }
}
