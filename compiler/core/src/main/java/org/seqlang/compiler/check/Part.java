package org.seqlang.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.ir.Type;
import org.seqlang.diagnostic.Span;
import org.seqlang.syntax.Expression;

/**
 * A layer or a cell as a part of a model or of another layer: {@code encoder = LSTM(embed, hidden, layers = 2)}.
 *
 * @param values of all the layer's hyper-parameters, over the symbols of whatever the part belongs to
 * @param nameSpan where the part's name stands
 * @param instance what was written
 */
public record Part(
    String name, String documentation, CheckedLayer layer, Map<String, HyperValue> values, Modifiers modifiers,
    Span nameSpan, Expression.Call instance) {

  /**
   * What every cell can be told.
   *
   * @param layers stacked; one for a layer
   * @param summed whether the outputs of two directions are added; else they are concatenated
   * @param dropout between layers
   */
  public record Modifiers(
      Size layers, boolean bidirectional, boolean summed, boolean reverse, Optional<RealExpression> dropout) {

    public static final Modifiers NONE = new Modifiers(Size.ONE, false, false, false, Optional.empty());

    /** 1 or 2. */
    public int directions() {
      return bidirectional ? 2 : 1;
    }

    /** How many outputs stand side by side in what a layer gives: 1 or 2. */
    public int width() {
      return summed ? 1 : directions();
    }
  }

  public Part {
    values = Map.copyOf(values);
  }

  /** The sizes that the layer's symbols stand for. */
  public Map<Symbol, Size> sizes() {
    Map<Symbol, Size> sizes = new LinkedHashMap<>();
    values.forEach((hyper, value) -> {
      if (value instanceof HyperValue.OfSize of) {
        sizes.put(Symbol.hyper(hyper), of.size());
      }
    });
    return sizes;
  }

  /** What a cell gives for one step of the input, all directions together, over the symbols of the part's owner. */
  public Type stepOutput(Map<Symbol, Size> freeSizes) {
    Map<Symbol, Size> all = new LinkedHashMap<>(freeSizes);
    all.putAll(sizes());
    return allDirections(layer.out().type().substitute(all));
  }

  /** What all directions give together, where one gives that. */
  Type allDirections(Type one) {
    return modifiers.width() == 1 ? one : wider(one, modifiers.width());
  }

  private static Type wider(Type one, int times) {
    List<Size> dims = new ArrayList<>(one.dims());
    dims.set(one.rank() - 1, one.dim(one.rank() - 1).times(times));
    return one.withDims(dims);
  }
}
