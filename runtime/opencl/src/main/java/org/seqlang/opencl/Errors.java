package org.seqlang.opencl;

import org.lwjgl.opencl.CL10;
import org.seqlang.device.DeviceException;

/** Return codes as exceptions. */
final class Errors {

  private Errors() {}

  /** @throws DeviceException if the code is not success */
  static void check(int code, String what) {
    if (code != CL10.CL_SUCCESS) {
      throw new DeviceException(what + " failed: " + name(code) + advice(code));
    }
  }

  private static String name(int code) {
    return switch (code) {
      case CL10.CL_DEVICE_NOT_FOUND -> "no device (CL_DEVICE_NOT_FOUND)";
      case CL10.CL_DEVICE_NOT_AVAILABLE -> "the device is not available (CL_DEVICE_NOT_AVAILABLE)";
      case CL10.CL_COMPILER_NOT_AVAILABLE -> "the driver has no compiler (CL_COMPILER_NOT_AVAILABLE)";
      case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE -> "out of device memory (CL_MEM_OBJECT_ALLOCATION_FAILURE)";
      case CL10.CL_OUT_OF_RESOURCES -> "out of resources, or the device was lost (CL_OUT_OF_RESOURCES)";
      case CL10.CL_OUT_OF_HOST_MEMORY -> "out of host memory (CL_OUT_OF_HOST_MEMORY)";
      case CL10.CL_BUILD_PROGRAM_FAILURE -> "the kernels do not build (CL_BUILD_PROGRAM_FAILURE)";
      case CL10.CL_INVALID_BUFFER_SIZE -> "a buffer larger than the device allows (CL_INVALID_BUFFER_SIZE)";
      case -1001 -> "there is a loader, but no driver (CL_PLATFORM_NOT_FOUND_KHR)";
      default -> "OpenCL error " + code;
    };
  }

  private static String advice(int code) {
    return switch (code) {
      case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL10.CL_INVALID_BUFFER_SIZE -> "; use a smaller batch";
      case -1001 -> "; install the driver of your device, or PoCL for the processor (Debian: apt install pocl-opencl-icd)";
      default -> "";
    };
  }
}
