package org.seqlang.compiler.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.seqlang.compiler.autodiff.Differentiate;
import org.seqlang.compiler.autodiff.NoGradientException;
import org.seqlang.compiler.check.Checked;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Checker;
import org.seqlang.compiler.check.Library;
import org.seqlang.compiler.check.Sources;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphParser;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Equivalence;
import org.seqlang.compiler.pass.Experiment;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.stream.StepGraphs;
import org.seqlang.compiler.stream.Stepwise;
import org.seqlang.compiler.stream.Streaming;
import org.seqlang.diagnostic.Diagnostic;
import org.seqlang.diagnostic.DiagnosticRenderer;
import org.seqlang.grammar.SyntaxPrinter;
import org.seqlang.syntax.SourceFile;

/** A random model, and what must be true of it as far as the interpreter can tell. */
final class CellCase {

  /** Of the cell's and the functions' sizes. */
  static final Map<Symbol, Integer> SIZES = sizes(3, 2);
  /** Of three examples: one step, and more. */
  private static final int[] LENGTHS = {3, 1, 4};
  private static final Library LIBRARY = Sources.library();

  private final Map<Symbol, Integer> sizes;
  private final Set<Oracle> oracles;
  private final SourceFile file;
  private final CheckedModel model;
  private final List<CellRun> runs = new ArrayList<>();

  private CellCase(SourceFile file, CheckedModel model, Map<Symbol, Integer> sizes, Set<Oracle> oracles) {
    this.sizes = sizes;
    this.oracles = oracles;
    this.file = file;
    this.model = model;
  }

  /**
   * Reads, checks, lowers, differentiates and optimises a model, checking these oracles, but for those of Java.
   *
   * @throws CellFailure if one does not hold
   */
  static CellCase check(String text, Map<Symbol, Integer> sizes, Set<Oracle> oracles) {
    SourceFile file = guarded(Oracle.COMPILES, () -> Sources.parse("Random.seq", text));
    CellCase cell = new CellCase(file, guarded(Oracle.COMPILES, () -> checked(file)), sizes, oracles);
    for (CheckedFunction function : cell.model.functions()) {
      if (function.kind() != CheckedFunction.Kind.DEF) {
        cell.check(function);
      }
    }
    return cell;
  }

  /** The cell's sizes; those of functions are there to judge how large a value is. */
  static Map<Symbol, Integer> sizes(int a, int b) {
    return Map.of(Symbol.hyper("a"), a, Symbol.hyper("b"), b, Symbol.hyper("n"), 3, Symbol.hyper("m"), 2);
  }

  private static CheckedModel checked(SourceFile file) {
    Checked checked = Checker.check(List.of(file), LIBRARY);
    if (checked.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      throw new IllegalArgumentException(DiagnosticRenderer.render(checked.diagnostics()));
    }
    return checked.models().get(0);
  }

  /** What Java has to compute. */
  List<CellRun> runs() {
    return runs;
  }

  private void check(CheckedFunction function) {
    boolean trained = function.kind() == CheckedFunction.Kind.OBJECTIVE;
    Lower.Mode mode = trained ? Lower.Mode.TRAINING : Lower.Mode.SERVING;
    Graph graph;
    try {
      graph = guarded(Oracle.COMPILES, () -> Lower.graph(model, function.name(), mode));
    } catch (CellFailure e) {
      if (e.getCause() instanceof NoGradientException) {
        return;
      }
      throw e;
    }
    check(graph, function.name(), mode);
  }

  private void check(Graph graph, String function, Lower.Mode mode) {
    when(Oracle.PRINTS, () -> prints(graph, function, mode));
    Experiment experiment = new Experiment(graph, sizes, 1, LENGTHS);
    whenSteady(Oracle.PASSES, graph, experiment, () -> Equivalence.checkEach(Pipeline.BEFORE_GRADIENTS, graph, experiment));
    Graph early = guarded(Oracle.PASSES, () -> Pipeline.beforeGradients(graph));
    if (mode == Lower.Mode.TRAINING) {
      gradients(graph, early);
    } else {
      whenSteady(Oracle.PASSES, graph, experiment, () -> Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, early, experiment));
      Graph served = guarded(Oracle.PASSES, () -> Pipeline.afterGradients(early));
      runs.add(new CellRun(function, graph, served, experiment));
      if (Streaming.of(graph) instanceof StepGraphs graphs) {
        whenSteady(Oracle.STREAMS, graph, experiment,
            () -> Stepwise.check(graph, graphs, sizes, 5, Pipeline::optimize));
      }
    }
  }

  private void gradients(Graph graph, Graph early) {
    List<String> all = Gradients.floats(graph);
    Graph plain = guarded(Oracle.GRADIENTS, () -> Differentiate.gradient(graph, all));
    when(Oracle.PRINTS, () -> readsBack(plain));
    String text = SyntaxPrinter.print(file);
    // What has no gradient by definition still makes a difference.
    if (!text.contains("stop_gradient(") && !text.contains("padding = ")) {
      when(Oracle.GRADIENTS, () -> Gradients.check(graph, plain, sizes, LENGTHS));
    }
    Graph differentiated = guarded(Oracle.GRADIENTS, () -> Differentiate.gradient(early, all));
    Experiment experiment = new Experiment(plain, sizes, 2, LENGTHS);
    whenSteady(Oracle.PASSES, plain, experiment, () -> {
      Graph optimised = Equivalence.checkEach(Pipeline.AFTER_GRADIENTS, differentiated, experiment);
      Equivalence.check(experiment.run(plain), experiment.run(optimised), () -> GraphPrinter.print(optimised));
    });
    List<String> parameters = graph.inputs().stream().filter(i -> i.role() == Graph.Role.PARAMETER)
        .map(Graph.Input::name).toList();
    Graph reference = Differentiate.gradient(graph, parameters);
    Graph trained = guarded(Oracle.PASSES, () -> Pipeline.afterGradients(Differentiate.gradient(early, parameters)));
    when(Oracle.PRINTS, () -> readsBack(trained));
    runs.add(new CellRun("train", reference, trained, new Experiment(reference, sizes, 3, LENGTHS)));
  }

  /** Checks what is exact; where rounding alone can make a difference, a difference says nothing. */
  private void whenSteady(Oracle oracle, Graph graph, Experiment experiment, Runnable check) {
    when(oracle, () -> {
      try {
        check.run();
      } catch (AssertionError e) {
        if (!Sensitivity.exceeds(graph, experiment, 1e-14, 1e-12)) {
          throw e;
        }
      }
    });
  }

  private void when(Oracle oracle, Runnable check) {
    if (oracles.contains(oracle)) {
      guarded(oracle, () -> {
        check.run();
        return "";
      });
    }
  }

  private void prints(Graph graph, String function, Lower.Mode mode) {
    readsBack(graph);
    String text = SyntaxPrinter.print(file);
    SourceFile again = Sources.parse("Random.seq", text);
    same(text, SyntaxPrinter.print(again));
    Graph other = Lower.graph(checked(again), function, mode);
    same(GraphPrinter.print(graph), GraphPrinter.print(other));
  }

  private static void readsBack(Graph graph) {
    String text = GraphPrinter.print(graph);
    same(text, GraphPrinter.print(GraphParser.parse(text)));
  }

  private static void same(String expected, String found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("printed\n" + expected + "\nand read back as\n" + found);
    }
  }

  private static <V> V guarded(Oracle oracle, Supplier<V> work) {
    try {
      return work.get();
    } catch (CellFailure e) {
      throw e;
    } catch (RuntimeException | AssertionError e) {
      throw new CellFailure(oracle, e);
    }
  }
}
