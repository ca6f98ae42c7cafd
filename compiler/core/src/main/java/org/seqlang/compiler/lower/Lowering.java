package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.FunctionChoice;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.diagnostic.Span;

/** Lowers expressions of one function, and of everything that it calls. */
final class Lowering {

  private final Names names;
  private final Shapes shapes;
  private final Applications applications;
  private final Dropouts dropouts;
  private final BatchValues batches;
  private final CellSteps cellSteps;
  private final Decodings decodings;
  private final GradientRequests gradients = new GradientRequests();

  Lowering(CheckedModel model, Lower.Mode mode, Carries carries) {
    this.names = new Names(model);
    this.shapes = new Shapes(this);
    this.dropouts = new Dropouts(mode, names);
    this.batches = new BatchValues(this, names, mode);
    this.cellSteps = new CellSteps(this, dropouts);
    this.applications = new Applications(this, model, new CellRuns(this, cellSteps, dropouts, carries));
    this.decodings = new Decodings(this, model, dropouts);
  }

  Decodings decodings() {
    return decodings;
  }

  GradientRequests gradients() {
    return gradients;
  }

  BatchValues batches() {
    return batches;
  }

  /** The value of an expression, in the environment's frame. */
  Value value(Typed typed, Environment environment) {
    GraphBuilder graph = environment.frame().builder();
    Span before = graph.origin();
    graph.at(typed.span());
    Value value = dispatch(typed, environment, graph);
    graph.at(before);
    return value;
  }

  List<Value> values(List<Typed> all, Environment environment) {
    return all.stream().map(typed -> value(typed, environment)).toList();
  }

  private Value dispatch(Typed typed, Environment e, GraphBuilder graph) {
    Type type = e.binding().type(typed.type());
    if (typed instanceof Typed.Number number) {
      Value value = graph.add(new Constant(number.value(), type));
      e.frame().rememberConstant(value, number.value());
      return value;
    } else if (typed instanceof Typed.IndexValue index) {
      return graph.add(new SizeOf(e.binding().size(index.size()), type.element()));
    } else if (typed instanceof Typed.SizeValue size) {
      return graph.add(new SizeOf(e.binding().size(size.size())));
    } else if (typed instanceof Typed.Real real) {
      return names.real(real.name(), e);
    } else if (typed instanceof Typed.Variable variable) {
      return names.variable(variable, e);
    } else if (typed instanceof Typed.Delayed delayed) {
      return names.delayed(delayed, e);
    } else if (typed instanceof Typed.Elementwise elementwise) {
      return map(graph, elementwise.function(), values(elementwise.operands(), e), type);
    } else if (typed instanceof Typed.Chosen chosen) {
      ScalarFunction function = e.binding().function(new FunctionChoice.Hyper(chosen.hyper()));
      return map(graph, function, List.of(value(chosen.operand(), e)), type);
    } else if (typed instanceof Typed.Spread spread) {
      return Shapes.spread(graph, value(spread.operand(), e), type);
    } else if (typed instanceof Typed.Product product) {
      Contract contract = new Contract(product.leftLabels(), product.rightLabels(), product.labels());
      return graph.add(contract, value(product.left(), e), value(product.right(), e));
    } else if (typed instanceof Typed.Conditional conditional) {
      return value(e.binding().holds(conditional.condition()) ? conditional.whenTrue() : conditional.whenFalse(), e);
    } else if (typed instanceof Typed.Block block) {
      return block(block, e);
    } else if (typed instanceof Typed.Dropout dropout) {
      return dropouts.apply(graph, value(dropout.operand(), e), () -> value(dropout.rate(), e));
    } else if (typed instanceof Typed.BatchSum sum) {
      return batches.sum(value(sum.operand(), e), e);
    } else if (typed instanceof Typed.Running running) {
      return batches.running(running, e);
    } else if (typed instanceof Typed.VariationalDropout dropout) {
      return dropouts.ofSequence(value(dropout.operand(), e), dropout.rate(), e);
    } else if (typed instanceof Typed.StopGradient stop) {
      return graph.add(new StopGradient(), value(stop.operand(), e));
    } else if (typed instanceof Typed.Gradient gradient) {
      return gradients.of(value(gradient.of(), e), value(gradient.by(), e), gradient.span(), e);
    }
    return structure(typed, e, graph, type);
  }

  private Value structure(Typed typed, Environment e, GraphBuilder graph, Type type) {
    if (typed instanceof Typed.Split split) {
      return split(split, e).get(0);
    } else if (typed instanceof Typed.Slice slice) {
      return shapes.slice(slice, e);
    } else if (typed instanceof Typed.Concat concat) {
      List<Value> parts = values(concat.operands(), e);
      return graph.addAll(new Concat(type.rank() - 1), parts).get(0);
    } else if (typed instanceof Typed.Stack stack) {
      return Shapes.stack(graph, values(stack.operands(), e));
    } else if (typed instanceof Typed.Reshape reshape) {
      return graph.add(new Reshape(type.dims()), value(reshape.operand(), e));
    } else if (typed instanceof Typed.Reduction reduction) {
      return shapes.reduce(reduction, e);
    } else if (typed instanceof Typed.Edge edge) {
      return graph.add(new Edge(edge.last() ? Edge.End.LAST : Edge.End.FIRST), value(edge.operand(), e));
    } else if (typed instanceof Typed.Rows rows) {
      var padding = rows.padding().map(e.binding()::size).filter(p -> p.constant().filter(c -> c < 0).isEmpty());
      return graph.add(new Gather(padding), value(rows.table(), e), value(rows.index(), e));
    } else if (typed instanceof Typed.Pick pick) {
      Value operand = value(pick.operand(), e);
      return graph.add(new Pick(operand.type().rank() - 1), operand, value(pick.index(), e));
    }
    return application(typed, e);
  }

  private Value application(Typed typed, Environment e) {
    if (typed instanceof Typed.Call call) {
      return applications.call(call, e);
    } else if (typed instanceof Typed.Apply apply) {
      return applications.apply(apply, e);
    } else if (typed instanceof Typed.Run run) {
      return applications.run(run, e);
    } else if (typed instanceof Typed.CellStep step) {
      return cellSteps.step(step, Applications.instances(step.part(), e), values(step.arguments(), e), e);
    } else if (typed instanceof Typed.Decode decode) {
      return decodings.decode(decode, e);
    } else if (typed instanceof Typed.Outcome outcome) {
      return e.frame().outcome(value(outcome.run(), e), outcome.member());
    }
    throw new IllegalStateException(typed.span() + ": an expression with an error was lowered");
  }

  private static Value map(GraphBuilder graph, ScalarFunction function, List<Value> operands, Type type) {
    Value[] spread = operands.stream().map(v -> Shapes.spread(graph, v, v.type().withDims(type.dims())))
        .toArray(Value[]::new);
    return graph.add(new Map(function), spread);
  }

  /** The parts of a split, one a name. */
  List<Value> split(Typed.Split split, Environment e) {
    Value operand = value(split.operand(), e);
    int axis = operand.type().rank() - 1;
    Size part = e.binding().type(split.type()).dim(axis);
    List<Size> parts = new ArrayList<>();
    for (int i = 0; i < split.parts(); i++) {
      parts.add(part);
    }
    return e.frame().builder().addAll(new Split(axis, parts), List.of(operand));
  }

  private Value block(Typed.Block block, Environment e) {
    for (Typed.Let let : block.lets()) {
      define(let.names(), let.value(), Typed.Variable.Kind.LOCAL, e);
    }
    return value(block.value(), e);
  }

  /** Gives a value, or the parts of a split, to names. */
  void define(List<String> targets, Typed value, Typed.Variable.Kind kind, Environment e) {
    define(targets, value, name -> kind, e);
  }

  /** @param kinds what each name is */
  void define(List<String> targets, Typed value, Function<String, Typed.Variable.Kind> kinds, Environment e) {
    GraphBuilder graph = e.frame().builder();
    Span before = graph.origin();
    graph.at(value.span());
    List<Value> all = targets.size() > 1 ? split((Typed.Split) value, e) : List.of(value(value, e));
    for (int i = 0; i < targets.size(); i++) {
      e.put(new Environment.Key(kinds.apply(targets.get(i)), targets.get(i)), all.get(i));
    }
    graph.at(before);
  }
}
