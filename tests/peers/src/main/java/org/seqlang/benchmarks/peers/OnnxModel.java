package org.seqlang.benchmarks.peers;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.seqlang.benchmarks.Cell;
import org.seqlang.benchmarks.Workload;

/**
 * A model of one recurrent operator (opset 14). Gates are put from PyTorch's order into ONNX's: an LSTM's {@code ifgo} become {@code iofc}, a
 * GRU's {@code rzn} become {@code zrh} with {@code linear_before_reset}, which is PyTorch's form of it.
 */
final class OnnxModel {

  static final String INPUT = "X";
  static final String LAST = "Y_h";

  private static final int FLOAT = OnnxMl.TensorProto.DataType.FLOAT_VALUE;

  private OnnxModel() {}

  /** The model as a file's content. */
  static byte[] bytes(Workload workload) {
    Cell cell = workload.cell();
    int hidden = workload.hidden();
    int rows = cell.gates() * hidden;
    List<float[]> weights = workload.weights();
    OnnxMl.NodeProto.Builder node = OnnxMl.NodeProto.newBuilder().setOpType(cell.name()).setName("layer")
        .addInput(INPUT).addInput("W").addInput("R").addInput("B").addOutput("").addOutput(LAST)
        .addAttribute(attribute("hidden_size", hidden));
    if (cell == Cell.GRU) {
      node.addAttribute(attribute("linear_before_reset", 1));
    }
    float[] biases = new float[2 * rows];
    System.arraycopy(ordered(cell, weights.get(2), hidden), 0, biases, 0, rows);
    System.arraycopy(ordered(cell, weights.get(3), hidden), 0, biases, rows, rows);
    OnnxMl.GraphProto graph = OnnxMl.GraphProto.newBuilder().setName("layer").addNode(node)
        .addInput(value(INPUT, workload.steps(), workload.batch(), hidden))
        .addOutput(value(LAST, 1, workload.batch(), hidden))
        .addInitializer(tensor("W", ordered(cell, weights.get(0), hidden * hidden), 1, rows, hidden))
        .addInitializer(tensor("R", ordered(cell, weights.get(1), hidden * hidden), 1, rows, hidden))
        .addInitializer(tensor("B", biases, 1, 2 * rows))
        .build();
    return OnnxMl.ModelProto.newBuilder().setIrVersion(7).setGraph(graph)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(14))
        .build().toByteArray();
  }

  /** The blocks of the gates, each of so many numbers, in ONNX's order. */
  private static float[] ordered(Cell cell, float[] weight, int block) {
    int[] order = switch (cell) {
      case LSTM -> new int[] {0, 3, 1, 2};
      case GRU -> new int[] {1, 0, 2};
      default -> new int[] {0};
    };
    float[] all = new float[weight.length];
    for (int gate = 0; gate < order.length; gate++) {
      System.arraycopy(weight, order[gate] * block, all, gate * block, block);
    }
    return all;
  }

  private static OnnxMl.AttributeProto attribute(String name, int value) {
    return OnnxMl.AttributeProto.newBuilder().setName(name).setType(OnnxMl.AttributeProto.AttributeType.INT).setI(value).build();
  }

  private static OnnxMl.ValueInfoProto value(String name, long... shape) {
    OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder();
    for (long size : shape) {
      dimensions.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return OnnxMl.ValueInfoProto.newBuilder().setName(name)
        .setType(OnnxMl.TypeProto.newBuilder()
            .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder().setElemType(FLOAT).setShape(dimensions)))
        .build();
  }

  private static OnnxMl.TensorProto tensor(String name, float[] values, long... shape) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    OnnxMl.TensorProto.Builder tensor = OnnxMl.TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long size : shape) {
      tensor.addDims(size);
    }
    return tensor.setRawData(ByteString.copyFrom(bytes.array())).build();
  }
}
