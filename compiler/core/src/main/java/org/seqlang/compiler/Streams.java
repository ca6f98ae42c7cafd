package org.seqlang.compiler;

import java.util.Optional;
import org.seqlang.compiler.emit.java.StreamSchedules;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Scheduler;
import org.seqlang.compiler.schedule.UnschedulableException;
import org.seqlang.compiler.stream.Refusal;
import org.seqlang.compiler.stream.StepGraphs;
import org.seqlang.compiler.stream.Streaming;
import org.seqlang.diagnostic.Span;

/**
 * The programs of an entry that runs element by element, or why it has none.
 *
 * @param wholeOnly to go on behind "because"; empty if there are programs
 */
record Streams(Optional<StreamSchedules> schedules, String wholeOnly) {

  /** Of a function that is no entry, or generates. */
  static final Streams NONE = new Streams(Optional.empty(), "");

  /** @param entry where the entry stands */
  static Streams of(Streaming streaming, Span entry) {
    if (streaming instanceof StepGraphs graphs) {
      try {
        return new Streams(Optional.of(schedules(graphs)), "");
      } catch (UnschedulableException e) {
        return new Streams(Optional.empty(), new Refusal("a step cannot be compiled yet: " + e.getMessage(), e.span())
            .text(entry));
      }
    }
    Refusal refusal = (Refusal) streaming;
    return new Streams(Optional.empty(), refusal.span().equals(Span.NONE) ? "" : refusal.text(entry));
  }

  private static StreamSchedules schedules(StepGraphs graphs) {
    Optional<Schedule> start = graphs.starts()
        ? Optional.of(Scheduler.schedule(Pipeline.optimize(graphs.start()))) : Optional.empty();
    return new StreamSchedules(start, Scheduler.schedule(Pipeline.optimize(graphs.step())), graphs.elements(),
        graphs.states().stream().map(s -> new StreamSchedules.State(s.name(), s.type(), s.constant())).toList(),
            graphs.kept(),
        graphs.position());
  }
}
