package org.seqlang.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
}
