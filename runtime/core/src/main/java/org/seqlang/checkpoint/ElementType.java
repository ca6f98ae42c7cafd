package org.seqlang.checkpoint;

import java.nio.ByteBuffer;

/** How a safetensors file holds numbers; those that can be read as floats, and how. Little-endian. */
enum ElementType {
  F32(4) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      from.asFloatBuffer().get(to, offset, count);
    }
  },
  F64(8) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = (float) from.getDouble(8 * i);
      }
    }
  },
  F16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = half(from.getShort(2 * i));
      }
    }
  },
  BF16(2) {
    @Override
    void read(ByteBuffer from, float[] to, int offset, int count) {
      for (int i = 0; i < count; i++) {
        to[offset + i] = Float.intBitsToFloat(from.getShort(2 * i) << 16);
      }
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  int bytes() {
    return bytes;
  }

  /** Reads {@code count} elements from the buffer's start. */
  abstract void read(ByteBuffer from, float[] to, int offset, int count);

  /** IEEE 754 binary16: a sign, five bits of exponent (bias 15), ten of fraction. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign | 0x7F800000 | (fraction << 13));
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }
}
