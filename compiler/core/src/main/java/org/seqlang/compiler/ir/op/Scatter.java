package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import org.seqlang.compiler.ir.Element;

/**
 * The reverse of {@link Gather}: adds {@code g[lead, rest]} to row {@code index[lead]} of a table of zeros.
 *
 * @param padding the row that stays zero
 */
public record Scatter(Size rows, Optional<Size> padding) implements Op {

  @Override
  public String text() {
    return "scatter rows " + rows + padding.map(p -> " padding " + p).orElse("");
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    int lead = operands.size() == 2 ? operands.get(0).rank() : 0;
    Rules.require(operands.size() == 2 && operands.get(0).element() instanceof Element.Index
        && operands.get(1).isFloat() && operands.get(1).rank() >= lead
        && operands.get(1).dims().subList(0, lead).equals(operands.get(0).dims()),
        this, "needs indices and the values that belong to them", operands);
    List<Size> dims = new ArrayList<>(List.of(rows));
    dims.addAll(operands.get(1).dims().subList(lead, operands.get(1).rank()));
    return List.of(Type.floats(dims));
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Value g = gradients.get(0).orElseThrow();
    Value rowsOfG = graph.add(new Gather(padding), g, operands.get(0));
    if (padding.isPresent()) {
      rowsOfG = withoutPadding(graph, operands.get(0), rowsOfG);
    }
    return List.of(Optional.empty(), Optional.of(rowsOfG));
  }

  /** What went to the padding row went nowhere. */
  private Value withoutPadding(GraphBuilder graph, Value index, Value g) {
    Type lead = Type.floats(index.type().dims());
    Value asFloat = graph.add(new Map(org.seqlang.compiler.ir.ScalarFunction.TO_FLOAT), index);
    Value size = graph.add(new SizeOf(padding.orElseThrow()));
    Value pad = graph.add(new Broadcast(lead.dims(), List.of()), size);
    Value keep = graph.add(new Map(org.seqlang.compiler.ir.ScalarFunction.NOT_EQUAL), asFloat, pad);
    Value factor = graph.add(new Map(org.seqlang.compiler.ir.ScalarFunction.TO_FLOAT), keep);
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < lead.rank(); i++) {
      axes.add(i);
    }
    Value wide = graph.add(new Broadcast(g.type().dims(), axes), factor);
    return graph.add(new Map(org.seqlang.compiler.ir.ScalarFunction.MULTIPLY), g, wide);
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    throw new IllegalStateException(text() + " cannot be lifted over " + time);
  }

  /** A table for every step is never wanted: the sum over the steps is the same scatter over all of them. */
  @Override
  public boolean canLift(List<Type> operands) {
    return false;
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Array result = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    int width = result.shape()[0] == 0 ? 0 : result.size() / result.shape()[0];
    int pad = padding.map(context::size).orElse(-1);
    for (int i = 0; i < operands.get(0).size(); i++) {
      int row = (int) operands.get(0).data()[i];
      for (int k = 0; k < width && row != pad; k++) {
        result.data()[row * width + k] += operands.get(1).data()[i * width + k];
      }
    }
    return List.of(result);
  }
}
