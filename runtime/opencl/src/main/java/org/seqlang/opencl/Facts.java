package org.seqlang.opencl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * What a driver says of a device.
 *
 * @param units how many work-groups can run at the same time, at least
 * @param memory bytes
 * @param localMemory bytes that a work-group may have
 * @param largestGroup work-items
 */
record Facts(
    String name, String vendor, String platform, String version, String driver, boolean cpu, int units, long memory,
    long localMemory, int largestGroup) {

  static Facts of(long platform, long device) {
    return new Facts(text(device, CL10.CL_DEVICE_NAME), text(device, CL10.CL_DEVICE_VENDOR), platformName(platform),
        text(device, CL10.CL_DEVICE_VERSION), text(device, CL10.CL_DRIVER_VERSION),
        (number(device, CL10.CL_DEVICE_TYPE) & CL10.CL_DEVICE_TYPE_CPU) != 0,
        (int) number(device, CL10.CL_DEVICE_MAX_COMPUTE_UNITS), number(device, CL10.CL_DEVICE_GLOBAL_MEM_SIZE),
        number(device, CL10.CL_DEVICE_LOCAL_MEM_SIZE), (int) number(device, CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE));
  }

  boolean isNvidia() {
    return vendor.toLowerCase(Locale.ROOT).contains("nvidia");
  }

  /** A number of up to eight bytes, in the byte order of OpenCL's platforms, which is little-endian. */
  private static long number(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      var value = stack.callocLong(1);
      PointerBuffer size = stack.mallocPointer(1);
      Errors.check(CL10.clGetDeviceInfo(device, what, (ByteBuffer) null, size), "Asking a device");
      ByteBuffer bytes = MemoryUtil.memByteBuffer(value).limit((int) size.get(0));
      Errors.check(CL10.clGetDeviceInfo(device, what, bytes, null), "Asking a device");
      return value.get(0);
    }
  }

  private static String text(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      Errors.check(CL10.clGetDeviceInfo(device, what, (ByteBuffer) null, size), "Asking a device");
      ByteBuffer text = stack.malloc((int) size.get(0));
      Errors.check(CL10.clGetDeviceInfo(device, what, text, null), "Asking a device");
      return string(text);
    }
  }

  private static String platformName(long platform) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      Errors.check(CL10.clGetPlatformInfo(platform, CL10.CL_PLATFORM_NAME, (ByteBuffer) null, size), "Asking a platform");
      ByteBuffer text = stack.malloc((int) size.get(0));
      Errors.check(CL10.clGetPlatformInfo(platform, CL10.CL_PLATFORM_NAME, text, null), "Asking a platform");
      return string(text);
    }
  }

  static String string(ByteBuffer text) {
    byte[] bytes = new byte[text.remaining()];
    text.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").trim();
  }
}
