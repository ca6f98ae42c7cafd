package org.seqlang.compiler.ir.op;

import java.util.List;
import java.util.stream.IntStream;
import java.util.Optional;
import org.seqlang.compiler.ir.Array;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The product of two arrays, summed over the labels that the result lacks (an einsum): {@code contract "oi,ti->to"}.
 *
 * @param left labels of the first operand's dimensions, a letter each
 * @param right labels of the second's
 * @param result labels of the result's; each occurs in an operand
 */
public record Contract(String left, String right, String result) implements Op {

  @Override
  public String text() {
    return "contract \"" + left + "," + right + "->" + result + "\"";
  }

  @Override
  public List<Type> resultTypes(List<Type> operands) {
    Rules.require(operands.size() == 2 && operands.get(0).rank() == left.length()
        && operands.get(1).rank() == right.length(), this, "needs a label for each dimension", operands);
    Map<Character, Size> sizes = sizes(operands);
    List<Size> dims = new ArrayList<>();
    for (char label : result.toCharArray()) {
      Rules.require(sizes.containsKey(label), this, "label " + label + " is in no operand", operands);
      dims.add(sizes.get(label));
    }
    return List.of(Type.floats(dims));
  }

  private Map<Character, Size> sizes(List<Type> operands) {
    Map<Character, Size> sizes = new LinkedHashMap<>();
    String[] labels = {left, right};
    for (int k = 0; k < 2; k++) {
      Rules.require(operands.get(k).isFloat(), this, "multiplies floats", operands);
      for (int i = 0; i < labels[k].length(); i++) {
        Size size = operands.get(k).dim(i);
        Size known = sizes.putIfAbsent(labels[k].charAt(i), size);
        Rules.require(known == null || known.equals(size), this,
            "label " + labels[k].charAt(i) + " is both " + known + " and " + size, operands);
      }
    }
    return sizes;
  }

  @Override
  public List<Optional<Value>> gradient(
      GraphBuilder graph, List<Value> operands, List<Value> results, List<Optional<Value>> gradients) {
    Value g = gradients.get(0).orElseThrow();
    return List.of(
        Optional.of(side(graph, g, right, operands.get(1), left, operands.get(0))),
        Optional.of(side(graph, g, left, operands.get(0), right, operands.get(1))));
  }

  /** The gradient of one side: result times the other side, then repeated along labels that only this side had. */
  private Value side(GraphBuilder graph, Value g, String otherLabels, Value other, String labels, Value operand) {
    StringBuilder kept = new StringBuilder();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < labels.length(); i++) {
      char label = labels.charAt(i);
      if (result.indexOf(label) >= 0 || otherLabels.indexOf(label) >= 0) {
        kept.append(label);
        axes.add(i);
      }
    }
    Value product = graph.add(new Contract(result, otherLabels, kept.toString()), g, other);
    return kept.length() == labels.length() ? product
        : graph.add(new Broadcast(operand.type().dims(), axes), product);
  }

  @Override
  public List<Value> lift(GraphBuilder graph, Size time, List<Value> operands, List<Boolean> varies) {
    char label = 't';
    while ((left + right + result).indexOf(label) >= 0) {
      label = label == 'z' ? 'A' : (char) (label + 1);
    }
    return graph.addAll(new Contract((varies.get(0) ? label + left : left), (varies.get(1) ? label + right : right),
        label + result), operands);
  }

  @Override
  public List<Array> evaluate(Evaluation context, List<Array> operands, List<Type> types) {
    Map<Character, Integer> sizes = new LinkedHashMap<>();
    addSizes(sizes, result, types.get(0).dims().stream().mapToInt(context::size).toArray());
    addSizes(sizes, left, operands.get(0).shape());
    addSizes(sizes, right, operands.get(1).shape());
    List<Character> labels = new ArrayList<>(sizes.keySet());
    int[] extent = labels.stream().mapToInt(sizes::get).toArray();
    int[] l = strides(labels, left, operands.get(0).shape());
    int[] r = strides(labels, right, operands.get(1).shape());
    Array out = Array.zeros(types.get(0).dims().stream().mapToInt(context::size).toArray());
    int[] o = strides(labels, result, out.shape());
    int total = java.util.Arrays.stream(extent).reduce(1, (a, b) -> a * b);
    for (int i = 0; i < total; i++) {
      int rest = i;
      int a = 0;
      int b = 0;
      int c = 0;
      for (int d = extent.length - 1; d >= 0; d--) {
        int at = rest % extent[d];
        rest /= extent[d];
        a += at * l[d];
        b += at * r[d];
        c += at * o[d];
      }
      out.data()[c] += operands.get(0).data()[a] * operands.get(1).data()[b];
    }
    return List.of(out);
  }

  private static void addSizes(Map<Character, Integer> sizes, String labels, int[] shape) {
    for (int i = 0; i < labels.length(); i++) {
      sizes.put(labels.charAt(i), shape[i]);
    }
  }

  private static int[] strides(List<Character> all, String labels, int[] shape) {
    int[] strides = new int[all.size()];
    int stride = 1;
    for (int i = labels.length() - 1; i >= 0; i--) {
      strides[all.indexOf(labels.charAt(i))] += stride;
      stride *= shape[i];
    }
    return strides;
  }

  /** Whether each element of the result is a product of two numbers, and there are more of them than either operand has. */
  public boolean isOuter(List<Type> operands) {
    int rank = result.length();
    return rank > 1 && isOuter(left, operands.get(0), rank) && isOuter(right, operands.get(1), rank);
  }

  private boolean isOuter(String labels, Type operand, int rank) {
    long wide = operand.dims().stream().filter(dim -> !dim.equals(Size.ONE)).count();
    return wide < rank && IntStream.range(0, labels.length())
        .allMatch(i -> result.indexOf(labels.charAt(i)) >= 0 || operand.dim(i).equals(Size.ONE));
  }
}
