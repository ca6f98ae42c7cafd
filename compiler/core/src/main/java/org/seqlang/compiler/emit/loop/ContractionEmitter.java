package org.seqlang.compiler.emit.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.schedule.Launch;
import org.seqlang.compiler.schedule.View;

/**
 * Contractions that are no matrix products with a shared weight: for each row, loops over labels. The innermost loop runs along
 * memory wherever an operand lies that way: along the result ({@code context[n] += weight * memory[n]}) or along a sum
 * ({@code score = Vectors.dotFloat(query, …, key, …, n)}).
 */
public final class ContractionEmitter {

  private final LoopBody method;
  private final Launch.Contraction contraction;
  private final Map<Character, String> names = new HashMap<>();

  public ContractionEmitter(LoopBody method, Launch.Contraction contraction) {
    this.method = method;
    this.contraction = contraction;
    for (int i = 0; i < contraction.labels().length(); i++) {
      names.put(contraction.labels().charAt(i), "i" + i);
    }
    contraction.summed().forEach(summed -> names.put(summed.label(), "i" + names.size()));
  }

  public void emit() {
    method.body.beginControlFlow("$L", Loops.rows(method, contraction.result().dims()));
    if (runsAlongResult()) {
      alongResult();
    } else {
      elementByElement();
    }
    method.body.endControlFlow();
  }

  /** Whether the elements of the result that lie side by side come from elements that do. */
  private boolean runsAlongResult() {
    if (contraction.labels().isEmpty()) {
      return false;
    }
    char last = contraction.labels().charAt(contraction.labels().length() - 1);
    return isDense(contraction.left(), contraction.leftLabels(), last)
        || isDense(contraction.right(), contraction.rightLabels(), last);
  }

  private static boolean isDense(View view, String labels, char label) {
    return labels.indexOf(label) >= 0 && labels.indexOf(label) == labels.lastIndexOf(label)
        && view.strides().get(labels.indexOf(label)).equals(Size.ONE);
  }

  /** {@code result[…, n] += w * x[…, n]}, with what does not change along n read once. */
  private void alongResult() {
    View result = contraction.result();
    int rank = result.dims().size();
    open(0, rank - 1);
    openLast(rank);
    method.body.addStatement("$L = $L", resultElement(), method.dialect().literal(0)).endControlFlow();
    int sums = openSums(contraction.summed().size());
    String left = hoisted(contraction.left(), contraction.leftLabels(), "left");
    String right = hoisted(contraction.right(), contraction.rightLabels(), "right");
    openLast(rank);
    method.body.addStatement("$L += $L * $L", resultElement(), left, right).endControlFlow();
    Loops.close(method, sums + rank - 1);
  }

  /** The operand's element; a local where the innermost loop does not move it. */
  private String hoisted(View view, String labels, String hint) {
    String element = element(view, labels);
    if (labels.indexOf(contraction.labels().charAt(contraction.labels().length() - 1)) >= 0) {
      return element;
    }
    String name = method.fresh(hint);
    method.body.addStatement("$L float $N = $L", method.dialect().constant(), name, element);
    return name;
  }

  private void elementByElement() {
    int rank = contraction.result().dims().size();
    open(0, rank);
    method.body.addStatement("float sum = $L", method.dialect().literal(0));
    boolean dot = isDot();
    int sums = openSums(contraction.summed().size() - (dot ? 1 : 0));
    if (dot) {
      Launch.Summed last = contraction.summed().get(contraction.summed().size() - 1);
      names.put(last.label(), "0");
      method.body.addStatement("sum += $L", method.dialect().dot(
          method.array(contraction.left().buffer()), index(contraction.left(), contraction.leftLabels()),
          method.array(contraction.right().buffer()), index(contraction.right(), contraction.rightLabels()),
          method.code(last.size())));
    } else {
      method.body.addStatement("sum += $L * $L", element(contraction.left(), contraction.leftLabels()),
          element(contraction.right(), contraction.rightLabels()));
    }
    Loops.close(method, sums);
    method.body.addStatement("$L = sum", resultElement());
    Loops.close(method, rank);
  }

  /** Whether the innermost sum runs along memory on both sides. */
  private boolean isDot() {
    if (contraction.summed().isEmpty()) {
      return false;
    }
    char last = contraction.summed().get(contraction.summed().size() - 1).label();
    return isDense(contraction.left(), contraction.leftLabels(), last)
        && isDense(contraction.right(), contraction.rightLabels(), last);
  }

  private void open(int from, int to) {
    for (int i = from; i < to; i++) {
      List<Size> dims = contraction.result().dims();
      method.body.beginControlFlow("$L", method.loop(i, dims.get(i), i == dims.size() - 1));
    }
  }

  private void openLast(int rank) {
    open(rank - 1, rank);
  }

  /** The loop over the steps, where there is one, and over the first summed labels; gives how many loops that are. */
  private int openSums(int count) {
    contraction.time().ifPresent(time -> {
      method.body.beginControlFlow("for (int step = 0; step < $L; step++)", method.length(time));
    });
    for (Launch.Summed summed : contraction.summed().subList(0, count)) {
      String name = names.get(summed.label());
      method.body.beginControlFlow("for (int $L = 0; $L < $L; $L++)", name, name, method.code(summed.size()), name);
    }
    return count + (contraction.time().isPresent() ? 1 : 0);
  }

  private String resultElement() {
    View result = contraction.result();
    return method.array(result.buffer()) + "["
        + method.index(result, method.row(result.buffer()), coordinates(contraction.labels())) + "]";
  }

  private String element(View view, String labels) {
    return method.array(view.buffer()) + "[" + index(view, labels) + "]";
  }

  private String index(View view, String labels) {
    boolean moves = contraction.time().isPresent() && method.isOver(view, contraction.time().get());
    String row = moves ? method.row(view.buffer(), contraction.time().get(), "step") : method.row(view.buffer());
    return method.index(view, row, coordinates(labels));
  }

  private List<String> coordinates(String labels) {
    return labels.chars().mapToObj(label -> names.get((char) label)).toList();
  }
}
