package org.seqlang.benchmarks.peers;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Arrays;
import java.util.List;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Workload;

/**
 * A model of one recurrent operator, or the classifier of texts. Gates are put from PyTorch's order into ONNX's: an LSTM's {@code ifgo}
 * become {@code iofc}, a GRU's {@code rzn} become {@code zrh} with {@code linear_before_reset}, which is PyTorch's form of it.
 */
final class OnnxModel {

  static final String INPUT = "X";
  static final String LENGTHS = "sequence_lens";
  static final String LAST = "Y_h";

  private OnnxModel() {}

  /** The names of the last states, the output first. */
  static List<String> states(Cell cell) {
    return cell == Cell.LSTM ? List.of(LAST, "Y_c") : List.of(LAST);
  }

  /** The names of the inputs for them. */
  static String initial(int state) {
    return state == 0 ? "initial_h" : "initial_c";
  }

  /** The model as a file's content. */
  static byte[] bytes(Workload workload) {
    OnnxGraph graph = new OnnxGraph();
    if (workload.packed()) {
      graph.input(LENGTHS, DataType.INT32_VALUE, workload.batch());
    }
    if (workload.cell().tokens()) {
      text(graph, workload);
    } else {
      layer(graph, workload);
    }
    return graph.bytes();
  }

  private static void layer(OnnxGraph graph, Workload workload) {
    int batch = workload.batch();
    int hidden = workload.hidden();
    graph.input(INPUT, DataType.FLOAT_VALUE, workload.stream() ? 1 : workload.steps(), batch, hidden);
    OnnxMl.NodeProto.Builder node = recurrent(graph, workload, workload.cell(), "", hidden, List.of(workload.weights())).addOutput("");
    List<String> states = workload.stream() ? states(workload.cell()) : List.of(LAST);
    for (int s = 0; s < states.size(); s++) {
      node.addOutput(states.get(s));
      graph.output(states.get(s), 1, batch, hidden);
      if (workload.stream()) {
        graph.input(initial(s), DataType.FLOAT_VALUE, 1, batch, hidden);
        node.addInput(initial(s));
      }
    }
    graph.add(node);
  }

  private static void text(OnnxGraph graph, Workload workload) {
    int batch = workload.batch();
    int hidden = workload.hidden();
    List<float[]> w = workload.weights();
    graph.input(INPUT, DataType.INT64_VALUE, workload.steps(), batch);
    graph.constant("words", w.get(0), workload.words(), Workload.EMBEDDING);
    graph.add(OnnxGraph.node("Gather", "vectors", "words", INPUT));
    OnnxMl.NodeProto.Builder lower = recurrent(graph, workload, Cell.LSTM, "0", Workload.EMBEDDING, List.of(w.subList(1, 5), w.subList(5, 9)));
    graph.add(lower.setInput(0, "vectors").addOutput("Y"));
    // [steps][directions][batch][hidden], both directions of a step side by side.
    graph.add(OnnxGraph.node("Transpose", "Y_t", "Y").addAttribute(OnnxGraph.attribute("perm", 0, 2, 1, 3)));
    graph.constant("pair", workload.steps(), batch, 2 * hidden);
    graph.add(OnnxGraph.node("Reshape", "Y_2", "Y_t", "pair"));
    OnnxMl.NodeProto.Builder upper = recurrent(graph, workload, Cell.LSTM, "1", 2 * hidden, List.of(w.subList(9, 13), w.subList(13, 17)));
    graph.add(upper.setInput(0, "Y_2").addOutput("").addOutput("last"));
    graph.add(OnnxGraph.node("Transpose", "last_t", "last").addAttribute(OnnxGraph.attribute("perm", 1, 0, 2)));
    graph.constant("both", batch, 2 * hidden);
    graph.add(OnnxGraph.node("Reshape", "last_2", "last_t", "both"));
    graph.constant("weight", w.get(17), Workload.CLASSES, 2 * hidden);
    graph.constant("bias", w.get(18), Workload.CLASSES);
    graph.add(OnnxGraph.node("Gemm", LAST, "last_2", "weight", "bias").addAttribute(OnnxGraph.attribute("transB", 1)));
    graph.output(LAST, batch, Workload.CLASSES);
  }

  /**
   * The operator with its first five inputs; its outputs are still to come.
   *
   * @param suffix of the names of its weights
   * @param directions the four weights of each
   */
  private static OnnxMl.NodeProto.Builder recurrent(OnnxGraph graph, Workload workload, Cell cell, String suffix, int width,
      List<List<float[]>> directions) {
    int hidden = workload.hidden();
    int rows = cell.gates() * hidden;
    graph.constant("W" + suffix, all(directions, cell, 0, width * hidden), directions.size(), rows, width);
    graph.constant("R" + suffix, all(directions, cell, 1, hidden * hidden), directions.size(), rows, hidden);
    graph.constant("B" + suffix, joined(directions.stream()
        .map(d -> joined(List.of(ordered(cell, d.get(2), hidden), ordered(cell, d.get(3), hidden)))).toList()), directions.size(), 2 * rows);
    OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setOpType(cell.name()).setName("layer" + suffix)
        .addAllInput(List.of(INPUT, "W" + suffix, "R" + suffix, "B" + suffix, workload.packed() ? LENGTHS : ""))
        .addAttribute(OnnxGraph.attribute("hidden_size", hidden));
    if (directions.size() == 2) {
      node.addAttribute(OnnxGraph.text("direction", "bidirectional"));
    }
    if (cell == Cell.GRU) {
      node.addAttribute(OnnxGraph.attribute("linear_before_reset", 1));
    }
    return node;
  }

  private static float[] all(List<List<float[]>> directions, Cell cell, int weight, int block) {
    return joined(directions.stream().map(d -> ordered(cell, d.get(weight), block)).toList());
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** The blocks of the gates, each of so many numbers, in ONNX's order. */
  private static float[] ordered(Cell cell, float[] weight, int block) {
    int[] order = switch (cell) {
      case LSTM -> new int[] {0, 3, 1, 2};
      case GRU -> new int[] {1, 0, 2};
      default -> new int[] {0};
    };
    return joined(Arrays.stream(order).mapToObj(gate -> Arrays.copyOfRange(weight, gate * block, (gate + 1) * block)).toList());
  }
}
