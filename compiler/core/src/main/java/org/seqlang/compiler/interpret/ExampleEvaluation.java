package org.seqlang.compiler.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Node;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Op;

/** What operations ask about the example that is being evaluated. */
final class ExampleEvaluation implements Op.Evaluation {

  private final Map<Symbol, Integer> sizes;
  private final long seed;
  private final int example;
  private final OptionalInt step;
  private final boolean single;

  ExampleEvaluation(Map<Symbol, Integer> sizes, long seed, int example, boolean single) {
    this(sizes, seed, example, OptionalInt.empty(), single);
  }

  private ExampleEvaluation(Map<Symbol, Integer> sizes, long seed, int example, OptionalInt step, boolean single) {
    this.sizes = sizes;
    this.seed = seed;
    this.example = example;
    this.step = step;
    this.single = single;
  }

  @Override
  public int size(Size size) {
    return Math.toIntExact(size.evaluate(symbol -> {
      Integer value = sizes.get(symbol);
      if (value == null) {
        throw new IllegalArgumentException("size " + symbol.name() + " has no value");
      }
      return value;
    }));
  }

  @Override
  public OptionalInt step() {
    return step;
  }

  @Override
  public double uniform(int site, int atStep, int column) {
    return Randomness.uniform(seed, site, example, atStep, column);
  }

  @Override
  public List<Array> run(Graph body, List<Array> inputs, int atStep) {
    Map<Value, Array> values = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(body.inputs().get(i).value(), inputs.get(i));
    }
    ExampleEvaluation inner = new ExampleEvaluation(sizes, seed, example, OptionalInt.of(atStep), single);
    body.nodes().forEach(node -> evaluate(node, values, inner));
    return body.results().stream().map(result -> values.get(result.value())).toList();
  }

  /** Evaluates a node and keeps its results. */
  static void evaluate(Node node, Map<Value, Array> values, ExampleEvaluation context) {
    List<Array> operands = new ArrayList<>();
    node.operands().forEach(operand -> operands.add(values.get(operand)));
    List<Array> results = node.op().evaluate(context, operands, node.results().stream().map(Value::type).toList());
    for (int i = 0; i < results.size(); i++) {
      values.put(node.results().get(i), context.single ? results.get(i).single() : results.get(i));
    }
  }
}
