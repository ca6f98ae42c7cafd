package org.seqlang.compiler.emit.java;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqlang.device.Device;
import org.seqlang.device.DeviceArray;
import org.seqlang.device.DeviceException;
import org.seqlang.device.DeviceProgram;
import org.seqlang.device.KernelPlan;
import org.seqlang.device.Placement;
import org.seqlang.model.Objective;
import org.seqlang.model.Parameter;
import org.seqlang.tensor.Segments;
import org.seqlang.tensor.Steps;

/** Wherever a device fails, the step is done on the JVM, unless the device was required. */
class DeviceFallbackTest {

  private static final String MODEL = """
      package fallback
      import seq.nn.*

      model Reader(input: int, hidden: int) {
        encoder = LSTM(input, hidden)
        objective train(xs: float[T, input], ys: float[hidden]) = sum(square(encoder(xs).last - ys))
      }
      """;

  /** A device that fails at one point and does nothing at the others. */
  private record Faulty(String where) implements Device {

    private void at(String point) {
      if (point.equals(where)) {
        throw new DeviceException("the device was lost at " + point);
      }
    }

    /** The programs of this test fail before they ask a device for arithmetic. */
    private static AssertionError unreached() {
      return new AssertionError("nobody asks this device for arithmetic");
    }

    @Override
    public String id() {
      return "faulty:0";
    }

    @Override
    public String description() {
      return "a device that fails at " + where;
    }

    @Override
    public long memoryInUse() {
      return 0;
    }

    @Override
    public DeviceArray array(int size) {
      throw unreached();
    }

    @Override
    public double sumOfSquares(List<DeviceArray> arrays) {
      throw unreached();
    }

    @Override
    public void scale(DeviceArray array, float factor) {
      throw unreached();
    }

    @Override
    public void clamp(DeviceArray array, float limit) {
      throw unreached();
    }

    @Override
    public void step(String rule, DeviceArray values, DeviceArray gradient, List<DeviceArray> memory, float... constants) {
      throw unreached();
    }

    @Override
    public DeviceProgram load(KernelPlan plan) {
      at("load");
      return new DeviceProgram() {
        private FloatBuffer room = FloatBuffer.allocate(0);

        @Override
        public void begin(int examples, List<Steps> times, List<Segments> segments, long seed) {
          at("begin");
        }

        @Override
        public FloatBuffer room(String memory, int count) {
          at("room");
          room = FloatBuffer.allocate(count);
          return room;
        }

        @Override
        public float[] recall(String memory, int count) {
          return room.array();
        }

        @Override
        public void write(String memory, float[] values, int count) {
          at("write");
        }

        @Override
        public void write(String memory, int[] values, int count) {
          at("write");
        }

        @Override
        public void forward() {
          at("forward");
        }

        @Override
        public void backward() {
          at("backward");
        }

        @Override
        public void read(String memory, float[] values, int count) {
          at("read");
        }

        @Override
        public void read(String memory, int[] values, int count) {
          at("read");
        }

        @Override
        public void close() {}
      };
    }
  }

  private static Objective<Object> objective(CompiledModel model, Placement placement) {
    model.parameters().on(placement);
    return model.objective("train");
  }

  private static List<Object> batch(CompiledModel model) {
    List<Object> batch = new ArrayList<>();
    for (int e = 0; e < 3; e++) {
      float[][] xs = new float[e + 2][2];
      for (int t = 0; t < xs.length; t++) {
        xs[t] = new float[] {0.3f * t - 0.2f * e, 0.1f * e};
      }
      batch.add(model.example("train", (Object) xs, new float[] {0.1f, -0.2f, 0.3f}));
    }
    return batch;
  }

  @ParameterizedTest
  @ValueSource(strings = {"load", "begin", "room", "write", "forward", "read", "backward"})
  void theJvmGoesOn(String where) {
    CompiledModel here = CompiledModel.create(MODEL, "fallback.Reader", 2, 3);
    CompiledModel there = CompiledModel.create(MODEL, "fallback.Reader", 2, 3);
    double loss = objective(here, Placement.JVM).train(batch(here), 1);
    assertEquals(loss, objective(there, Placement.prefer(new Faulty(where))).train(batch(there), 1));
    for (Parameter parameter : here.parameters()) {
      assertArrayEquals(parameter.gradient(), there.parameters().get(parameter.name()).gradient(), parameter.name());
    }
    CompiledModel must = CompiledModel.create(MODEL, "fallback.Reader", 2, 3);
    Objective<Object> strict = objective(must, Placement.require(new Faulty(where)));
    DeviceException e = assertThrows(DeviceException.class, () -> strict.train(batch(must), 1));
    assertEquals("the device was lost at " + where, e.getMessage());
  }
}
