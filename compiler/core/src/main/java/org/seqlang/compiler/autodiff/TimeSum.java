package org.seqlang.compiler.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Scatter;

/**
 * A contribution of every step to the gradient of something that all steps use: it is stacked by the scan and summed
 * over time behind it. What scatters rows into a table is scattered behind the scan at once, so that a table for
 * every step is never made.
 */
interface TimeSum {

  /** What the scan has to stack. */
  List<Value> stacked();

  /** The sum over time, given how a body's value appears stacked outside. */
  Value outside(GraphBuilder builder, UnaryOperator<Value> sequence);

  /** Takes a sum apart into its addends. */
  static List<TimeSum> of(List<Node> nodes, Value value) {
    Node node = nodes.stream().filter(n -> n.results().contains(value)).findFirst().orElse(null);
    List<TimeSum> parts = new ArrayList<>();
    if (node != null && node.op() instanceof Map map && map.function() == ScalarFunction.ADD) {
      node.operands().forEach(operand -> parts.addAll(of(nodes, operand)));
    } else if (node != null && node.op() instanceof Scatter scatter && node.operands().get(0).type().rank() == 0) {
      parts.add(new ScatteredRows(scatter, node.operands().get(0), node.operands().get(1)));
    } else {
      parts.add(new Sum(value));
    }
    return parts;
  }

  /** Summed as it is. */
  record Sum(Value value) implements TimeSum {
    @Override
    public List<Value> stacked() {
      return List.of(value);
    }

    @Override
    public Value outside(GraphBuilder builder, UnaryOperator<Value> sequence) {
      return builder.add(new Reduce(Reduce.Kind.SUM, 0), sequence.apply(value));
    }
  }

  /** One row of a table a step. */
  record ScatteredRows(Scatter scatter, Value index, Value row) implements TimeSum {
    @Override
    public List<Value> stacked() {
      return List.of(index, row);
    }

    @Override
    public Value outside(GraphBuilder builder, UnaryOperator<Value> sequence) {
      return builder.add(scatter, sequence.apply(index), sequence.apply(row));
    }
  }
}
