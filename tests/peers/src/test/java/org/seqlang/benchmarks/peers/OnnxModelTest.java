package org.seqlang.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.seqlang.benchmarks.Workload;

class OnnxModelTest {

  /** PyTorch's {@code ifgo} become ONNX's {@code iofc}. */
  @Test
  void gatesAreInOnnxsOrder() throws InvalidProtocolBufferException {
    Workload workload = Workload.parse("LSTM 3 1 2");
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(OnnxModel.bytes(workload)).getGraph();
    float[] weight = workload.weights().get(0);
    FloatBuffer theirs = graph.getInitializer(0).getRawData().asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    int block = 3 * 3;
    assertEquals(weight[0], theirs.get(0));
    assertEquals(weight[3 * block], theirs.get(block));
    assertEquals(weight[block], theirs.get(2 * block));
    assertEquals(weight[2 * block], theirs.get(3 * block));
  }

  @Test
  void aStreamsStatesGoInAndOut() throws InvalidProtocolBufferException {
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(OnnxModel.bytes(Workload.parse("LSTM 3 1 2 stream"))).getGraph();
    assertEquals(List.of("X", "initial_h", "initial_c"), graph.getInputList().stream().map(OnnxMl.ValueInfoProto::getName).toList());
    assertEquals(List.of("X", "W", "R", "B", "", "initial_h", "initial_c"), graph.getNode(0).getInputList());
    assertEquals(List.of("", "Y_h", "Y_c"), graph.getNode(0).getOutputList());
    assertEquals(1, graph.getInput(0).getType().getTensorType().getShape().getDim(0).getDimValue());
  }

  @Test
  void theClassifierHasTwoLayersInBothDirections() throws InvalidProtocolBufferException {
    Workload workload = Workload.parse("TEXT 3 2 2..4 11");
    OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(OnnxModel.bytes(workload)).getGraph();
    assertEquals(List.of("Gather", "LSTM", "Transpose", "Reshape", "LSTM", "Transpose", "Reshape", "Gemm"),
        graph.getNodeList().stream().map(OnnxMl.NodeProto::getOpType).toList());
    long numbers = graph.getInitializerList().stream().filter(t -> t.getDataType() == OnnxMl.TensorProto.DataType.FLOAT_VALUE)
        .mapToLong(t -> t.getDimsList().stream().reduce(1L, (a, b) -> a * b)).sum();
    assertEquals(workload.weights().stream().mapToLong(w -> w.length).sum(), numbers);
    assertEquals("sequence_lens", graph.getNode(4).getInput(4));
  }

  @Test
  void theShapesOfTheClassifierHoldItsWeights() {
    Workload workload = Workload.parse("TEXT 3 2 4 11");
    assertEquals(workload.weights().stream().map(w -> (long) w.length).toList(),
        TextShapes.of(workload).stream().map(shape -> LongStream.of(shape).reduce(1, (a, b) -> a * b)).toList());
  }
}
