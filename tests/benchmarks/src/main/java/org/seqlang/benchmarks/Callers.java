package org.seqlang.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many threads that call one model, as requests do in a server. */
final class Callers {

  private Callers() {}

  /**
   * Calls of so many threads during so many milliseconds, as a line of text: calls a second, then the milliseconds that half of the calls
   * and all but a hundredth took; {@code none} if the model takes one thread alone.
   */
  static String measure(Prepared model, int callers, long milliseconds) {
    List<Prepared> all = new ArrayList<>(List.of(model));
    try {
      for (int c = 1; c < callers; c++) {
        Optional<Prepared> another = model.another();
        if (another.isEmpty()) {
          return "none";
        }
        all.add(another.get());
      }
      double[][] times = new double[callers][];
      CountDownLatch ready = new CountDownLatch(callers);
      List<Thread> threads = IntStream.range(0, callers).mapToObj(c -> new Thread(() -> {
        all.get(c).forward();
        ready.countDown();
        await(ready);
        times[c] = Worker.times(all.get(c)::forward, milliseconds);
      })).toList();
      threads.forEach(Thread::start);
      threads.forEach(Callers::join);
      // Each for itself: nobody waits for the slowest.
      double rate = Arrays.stream(times).mapToDouble(one -> 1000 * one.length / Arrays.stream(one).sum()).sum();
      double[] sorted = Arrays.stream(times).flatMapToDouble(Arrays::stream).sorted().toArray();
      return rate + " " + sorted[sorted.length / 2] + " " + sorted[(int) (0.99 * (sorted.length - 1) + 0.5)];
    } finally {
      all.subList(1, all.size()).forEach(Prepared::close);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The best of some rounds of each side, which take turns. */
  static List<Served> measure(Workload workload, List<Integer> callers, List<WorkerProcess> workers, Turns turns) {
    List<WorkerProcess> able = workers.stream().filter(worker -> !worker.ask("prepare " + workload).equals("none")).toList();
    able.forEach(worker -> worker.times("forward", turns.warm()));
    List<Served> served = new ArrayList<>();
    for (int count : callers) {
      Served[] best = new Served[able.size()];
      for (int round = 0; round < turns.rounds(); round++) {
        for (int w = 0; w < best.length; w++) {
          Machine.awaitQuiet(turns.patience());
          String answer = able.get(w).ask("callers " + count + " " + turns.turn());
          if (!answer.equals("none")) {
            double[] figures = Arrays.stream(answer.split(" ")).mapToDouble(Double::parseDouble).toArray();
            Side side = able.get(w).side();
            if (best[w] == null || figures[0] > best[w].rate()) {
              best[w] = new Served(workload, count, side.column(), side.label(), figures[0], figures[1], figures[2]);
            }
          }
        }
      }
      Arrays.stream(best).filter(Objects::nonNull).forEach(served::add);
    }
    return served;
  }

  /** A line for each workload and number of callers: of each contestant's best setting the calls a second and the times. */
  static String table(List<Served> served) {
    Set<String> columns = new LinkedHashSet<>(served.stream().map(Served::column).toList());
    StringBuilder text = new StringBuilder("| cell H B T | callers |").append(columns.stream().map(c -> " " + c + ", calls/s | p50, p99 ms |")
        .collect(Collectors.joining())).append(" java / best peer |\n|---|---:|").append("---:|---:|".repeat(columns.size())).append("---:|\n");
    for (String workload : new LinkedHashSet<>(served.stream().map(s -> s.workload().toString()).toList())) {
      List<Served> ofWorkload = served.stream().filter(s -> s.workload().toString().equals(workload)).toList();
      for (int callers : new TreeSet<>(ofWorkload.stream().map(Served::callers).toList())) {
        List<Served> line = ofWorkload.stream().filter(s -> s.callers() == callers).toList();
        text.append(String.format(Locale.ROOT, "| %s | %d |", workload, callers));
        columns.forEach(column -> text.append(best(line, column::equals).map(s -> String.format(Locale.ROOT, " %.0f | %.3f, %.3f |", s.rate(), s.p50(), s.p99()))
            .orElse(" – | – |")));
        Optional<Served> mine = best(line, "java"::equals);
        Optional<Served> peer = best(line, column -> !Side.own(column));
        text.append(mine.isPresent() && peer.isPresent() ? String.format(Locale.ROOT, " %.2f |%n", mine.get().rate() / peer.get().rate()) : " – |\n");
      }
    }
    return text.toString();
  }

  private static Optional<Served> best(List<Served> line, Predicate<String> column) {
    return line.stream().filter(s -> column.test(s.column())).max(Comparator.comparingDouble(Served::rate));
  }
}
