package org.seqlang.compiler;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.TypedPrinter;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphPrinter;
import org.seqlang.compiler.lower.Lower;
import org.seqlang.compiler.pass.Pipeline;
import org.seqlang.compiler.schedule.SchedulePrinter;
import org.seqlang.compiler.schedule.Scheduler;
import org.seqlang.compiler.stream.Refusal;
import org.seqlang.compiler.stream.StepGraphs;
import org.seqlang.compiler.stream.Streaming;

/** The text of a model's functions at the stages between the checked form and Java. */
final class Listings {

  private final CheckedModel model;
  private final Compilation compilation;

  Listings(CheckedModel model) {
    this.model = model;
    this.compilation = new Compilation(model);
  }

  String of(Stage stage, SeqCompiler.Selection selection, String sourceName) {
    if (stage == Stage.JAVA) {
      return compilation.emit(sourceName).classes().stream().map(file -> file.toString()).collect(Collectors.joining("\n"));
    }
    if (stage == Stage.OPENCL) {
      return String.join("\n", compilation.emit(sourceName).kernels().values());
    }
    if (stage == Stage.TYPED) {
      return TypedPrinter.print(model);
    }
    List<CheckedFunction> functions = model.functions().stream()
        .filter(f -> f.kind() != CheckedFunction.Kind.STEP)
        .filter(f -> stage != Stage.STREAM || f.kind() == CheckedFunction.Kind.ENTRY)
        .filter(f -> selection.function().map(f.name()::equals).orElse(true)).toList();
    return functions.stream().map(function -> "// " + model.name() + "." + function.name() + "\n" + of(stage, function))
        .collect(Collectors.joining("\n"));
  }

  private String of(Stage stage, CheckedFunction function) {
    return switch (stage) {
      case GRAPH -> print(compilation.graphs(function, Lower.Mode.TRAINING));
      case GRADIENTS -> print(compilation.isTrainable(function)
          ? List.of(compilation.gradients(function)) : compilation.graphs(function, Lower.Mode.SERVING));
      case OPTIMIZED -> print(compilation.optimized(function));
      case STREAM -> stream(function);
      case SCHEDULE -> compilation.optimized(function).stream()
          .map(graph -> SchedulePrinter.print(Scheduler.schedule(graph))).collect(Collectors.joining("\n"));
      case AST, TYPED, JAVA, OPENCL -> throw new IllegalArgumentException(stage + " is not a stage of a function");
    };
  }

  private String stream(CheckedFunction function) {
    Optional<Streaming> streaming = compilation.streaming(function);
    if (streaming.isEmpty()) {
      return "";
    }
    if (streaming.get() instanceof StepGraphs graphs) {
      Graph step = Pipeline.optimize(graphs.step());
      return print(graphs.starts() ? List.of(Pipeline.optimize(graphs.start()), step) : List.of(step));
    }
    return "// whole sequences only, because " + ((Refusal) streaming.get()).text(function.span()) + "\n";
  }

  private static String print(List<Graph> graphs) {
    return graphs.stream().map(GraphPrinter::print).collect(Collectors.joining("\n"));
  }
}
