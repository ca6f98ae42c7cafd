package org.seqlang.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqlang.device.DeviceException;
import org.seqlang.device.Devices;

/**
 * The products of the preludes against products in double precision, at sizes that fill no tile: of both styles, and of tensor cores
 * with one and two numbers a factor, emulated.
 */
class ProductsTest {

  /** What a case needs: the prelude, the options, work-items of a group, floats of local memory, largest relative error. */
  private record Style(String name, String prelude, String options, int items, int floats, double bound) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> cases() {
    String tensor = ClDevice.prelude(Profile.TENSOR).replace("\n// A tile of a product on NVIDIA's", read("emulation.cl")
        + "\n// A tile of a product on NVIDIA's");
    String simt = ClDevice.prelude(Profile.SIMT);
    String items = " -cl-opt-disable -DSEQ_POLLS=1 -DSEQ_ITEMS=";
    return Stream.of(
        new Style("vector", ClDevice.prelude(Profile.VECTOR), "", 1, 1, 1e-6),
        new Style("simt 64", simt, items + 64, 64, Profile.SIMT.tileFloats(64), 1e-6),
        new Style("simt 256", simt, items + 256, 256, Profile.SIMT.tileFloats(256), 1e-6),
        new Style("tf32", tensor, items + "64 -DSEQ_TF32=1", 64, Profile.TENSOR.tileFloats(64) + 64 * 6, 1e-3),
        new Style("tf32x3", tensor, items + "64 -DSEQ_TF32=3", 64, Profile.TENSOR.tileFloats(64) + 64 * 6, 2e-6))
        .flatMap(style -> Stream.of(new int[] {70, 37, 45}, new int[] {5, 8, 133}, new int[] {1, 1, 1}, new int[] {64, 16, 32})
            .map(size -> Arguments.of(style, size[0], size[1], size[2])));
  }

  @ParameterizedTest(name = "{0}: {1} x {2} x {3}")
  @MethodSource("cases")
  void areRight(Style style, int m, int k, int n) {
    ClDevice device = device();
    String source = read("products-test.cl");
    long program = new Builder(device).build(new Kernels("products-test.cl", style.prelude(), source, "-cl-std=CL1.2" + style.options()));
    Random random = new Random(m + k + n);
    float[] a = draw(random, m * k);
    float[] w = draw(random, k * n);
    float[] init = draw(random, m * n);
    check(product(device, program, style, m, k, n, a, w, init), (i, j) -> {
      double sum = init[i * n + j];
      for (int p = 0; p < k; p++) {
        sum += (double) a[i * k + p] * w[p * n + j];
      }
      return sum;
    }, m, n, style.bound() * k);
    float[] wide = draw(random, m * n);
    float[] begin = draw(random, k * n);
    check(outer(device, program, style, m, k, n, a, wide, begin), (i, j) -> {
      double sum = begin[i * n + j];
      for (int r = 0; r < m; r++) {
        sum += (double) a[r * k + i] * wide[r * n + j];
      }
      return sum;
    }, k, n, style.bound() * m);
    check(columns(device, program, style, m, n, wide, begin), (i, j) -> {
      double sum = begin[j];
      for (int r = 0; r < m; r++) {
        sum += wide[r * n + j];
      }
      return sum;
    }, 1, n, 1e-6 * m);
  }

  private interface Expected {
    double at(int i, int j);
  }

  private static void check(float[] got, Expected expected, int rows, int columns, double bound) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        assertEquals(expected.at(i, j), got[i * columns + j], bound, i + ", " + j);
      }
    }
  }

  private static float[] draw(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return values;
  }

  private static float[] product(
      ClDevice device, long program, Style style, int m, int k, int n, float[] a, float[] w, float[] init) {
    try (ClMemory da = memory(device, a); ClMemory dw = memory(device, w); ClMemory di = memory(device, init);
        ClMemory packed = memory(device, new float[(n + 15) / 16 * 16 * k]); ClMemory c = memory(device, new float[m * n]);
        Kernel pack = new Kernel(program, "seq_pack"); Kernel kernel = new Kernel(program, "product")) {
      pack.memory(0, dw).number(1, 0).number(2, 0).number(3, k).number(4, n).memory(5, packed);
      device.queue().run(pack, 2, style.items());
      kernel.memory(0, da).memory(1, packed).memory(2, di).memory(3, c).number(4, m).number(5, k).number(6, n)
          .local(7, 4L * style.floats());
      device.queue().run(kernel, 3, style.items());
      return values(device, c, m * n);
    }
  }

  private static float[] outer(
      ClDevice device, long program, Style style, int rows, int m, int n, float[] a, float[] b, float[] init) {
    try (ClMemory da = memory(device, a); ClMemory db = memory(device, b); ClMemory c = memory(device, init);
        Kernel kernel = new Kernel(program, "outer")) {
      kernel.memory(0, da).memory(1, db).memory(2, c).number(3, rows).number(4, m).number(5, n).local(6, 4L * style.floats());
      device.queue().run(kernel, 3, style.items());
      return values(device, c, m * n);
    }
  }

  private static float[] columns(ClDevice device, long program, Style style, int rows, int n, float[] a, float[] init) {
    try (ClMemory da = memory(device, a); ClMemory c = memory(device, init); Kernel kernel = new Kernel(program, "columns")) {
      kernel.memory(0, da).memory(1, c).number(2, rows).number(3, n).local(4, 4L * style.floats());
      device.queue().run(kernel, 2, style.items());
      return values(device, c, n);
    }
  }

  private static ClMemory memory(ClDevice device, float[] values) {
    ClMemory memory = device.memory();
    memory.grow(4L * values.length);
    device.queue().write(memory, values, values.length);
    return memory;
  }

  private static float[] values(ClDevice device, ClMemory memory, int count) {
    float[] values = new float[count];
    device.queue().read(memory, values, count);
    return values;
  }

  private static ClDevice device() {
    try {
      return (ClDevice) Devices.find("opencl");
    } catch (DeviceException e) {
      System.err.println("OPENCL TESTS ARE SKIPPED: " + e.getMessage());
      return abort(e.getMessage());
    }
  }

  private static String read(String name) {
    try (var in = ProductsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
