package org.seqlang.benchmarks.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.seqlang.benchmarks.Cell;

/** The equations of {@code Own.seq} as tensor operations; matrices are transposed already. */
interface EagerCell {

  /** Everything of all steps that needs no state: {@code [steps * batch][...]}. */
  NDArray project(NDArray x);

  /** The next {@code h} and {@code c}. */
  NDArray[] step(NDArray projected, NDArray h, NDArray c);

  static EagerCell of(Cell cell, List<PtNDArray> w, int hidden) {
    return switch (cell) {
      case PEEPHOLE -> new Peephole(w);
      case LAYERNORM -> new Normalised(w, new Shape(4L * hidden), new Shape(hidden));
      case INDEPENDENT -> new Independent(w);
      default -> new Plain(w);
    };
  }

  private static NDArray sigmoid(NDArray x) {
    return JniUtils.sigmoid((PtNDArray) x);
  }

  /** The LSTM. */
  record Plain(List<PtNDArray> w) implements EagerCell {

    @Override
    public NDArray project(NDArray x) {
      return x.matMul(w.get(0)).add(w.get(2)).add(w.get(3));
    }

    @Override
    public NDArray[] step(NDArray projected, NDArray h, NDArray c) {
      NDList gates = projected.add(h.matMul(w.get(1))).split(4, 1);
      NDArray next = sigmoid(gates.get(1)).mul(c).add(sigmoid(gates.get(0)).mul(gates.get(2).tanh()));
      return new NDArray[] {sigmoid(gates.get(3)).mul(next.tanh()), next};
    }
  }

  /** Weights are {@code weight_ih, weight_hh, bias, peep_i, peep_f, peep_o}. */
  record Peephole(List<PtNDArray> w) implements EagerCell {

    @Override
    public NDArray project(NDArray x) {
      return x.matMul(w.get(0)).add(w.get(2));
    }

    @Override
    public NDArray[] step(NDArray projected, NDArray h, NDArray c) {
      NDList gates = projected.add(h.matMul(w.get(1))).split(4, 1);
      NDArray i = sigmoid(gates.get(0).add(c.mul(w.get(3))));
      NDArray f = sigmoid(gates.get(1).add(c.mul(w.get(4))));
      NDArray next = f.mul(c).add(i.mul(gates.get(2).tanh()));
      return new NDArray[] {sigmoid(gates.get(3).add(next.mul(w.get(5)))).mul(next.tanh()), next};
    }
  }

  /** Weights are {@code weight_ih, weight_hh, bias}, then weight and bias of {@code norm_ih}, {@code norm_hh} and {@code norm_c}. */
  record Normalised(List<PtNDArray> w, Shape gates, Shape units) implements EagerCell {

    private NDArray norm(NDArray x, Shape shape, int first) {
      return JniUtils.layerNorm((PtNDArray) x, shape, w.get(first), w.get(first + 1), 1e-5);
    }

    @Override
    public NDArray project(NDArray x) {
      return norm(x.matMul(w.get(0)), gates, 3).add(w.get(2));
    }

    @Override
    public NDArray[] step(NDArray projected, NDArray h, NDArray c) {
      NDList parts = projected.add(norm(h.matMul(w.get(1)), gates, 5)).split(4, 1);
      NDArray next = sigmoid(parts.get(1)).mul(c).add(sigmoid(parts.get(0)).mul(parts.get(2).tanh()));
      return new NDArray[] {sigmoid(parts.get(3)).mul(norm(next, units, 7).tanh()), next};
    }
  }

  /** Weights are {@code weight, bias, recurrent}. */
  record Independent(List<PtNDArray> w) implements EagerCell {

    @Override
    public NDArray project(NDArray x) {
      return x.matMul(w.get(0)).add(w.get(1));
    }

    @Override
    public NDArray[] step(NDArray projected, NDArray h, NDArray c) {
      return new NDArray[] {JniUtils.relu((PtNDArray) projected.add(h.mul(w.get(2)))), c};
    }
  }
}
