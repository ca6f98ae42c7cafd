package org.seqlang.opencl;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.seqlang.device.DeviceException;

/** Builds programs from binaries of an earlier process where there are any, else from source. */
final class Builder {

  private final ClDevice device;

  Builder(ClDevice device) {
    this.device = device;
  }

  long build(Kernels kernels) {
    synchronized (Driver.LOCK) {
      return cachedOrCompiled(kernels);
    }
  }

  private long cachedOrCompiled(Kernels kernels) {
    BinaryCache cache = BinaryCache.of(kernels, device);
    Optional<byte[]> binary = cache.read();
    if (binary.isPresent()) {
      Optional<Long> program = load(binary.get(), kernels);
      if (program.isPresent()) {
        return program.get();
      }
    }
    long program = compile(kernels);
    cache.write(binary(program));
    return program;
  }

  private Optional<Long> load(byte[] binary, Kernels kernels) {
    ByteBuffer bytes = MemoryUtil.memAlloc(binary.length).put(binary).flip();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer status = stack.mallocInt(1);
      IntBuffer error = stack.mallocInt(1);
      PointerBuffer devices = stack.pointers(device.handle());
      PointerBuffer lengths = stack.pointers(binary.length);
      PointerBuffer binaries = stack.pointers(bytes);
      long program = CL10.clCreateProgramWithBinary(device.context(), devices, lengths, binaries, status, error);
      if (error.get(0) != CL10.CL_SUCCESS || status.get(0) != CL10.CL_SUCCESS) {
        return Optional.empty();
      }
      if (CL10.clBuildProgram(program, device.handle(), kernels.options(), null, 0) != CL10.CL_SUCCESS) {
        CL10.clReleaseProgram(program);
        return Optional.empty();
      }
      return Optional.of(program);
    } finally {
      MemoryUtil.memFree(bytes);
    }
  }

  private long compile(Kernels kernels) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer error = stack.mallocInt(1);
      long program = CL10.clCreateProgramWithSource(device.context(), kernels.source(), error);
      Errors.check(error.get(0), "Reading the kernels of " + kernels.name());
      if (CL10.clBuildProgram(program, device.handle(), kernels.options(), null, 0) != CL10.CL_SUCCESS) {
        String log = log(program);
        CL10.clReleaseProgram(program);
        throw new DeviceException("the kernels of " + kernels.name() + " do not build on " + device.description() + ":\n"
            + kernels.explained(log));
      }
      return program;
    }
  }

  private String log(long program) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      CL10.clGetProgramBuildInfo(program, device.handle(), CL10.CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, size);
      ByteBuffer text = MemoryUtil.memAlloc((int) size.get(0));
      try {
        CL10.clGetProgramBuildInfo(program, device.handle(), CL10.CL_PROGRAM_BUILD_LOG, text, null);
        return Facts.string(text);
      } finally {
        MemoryUtil.memFree(text);
      }
    }
  }

  /** The program's binary for its only device; empty where the driver gives none. */
  private static byte[] binary(long program) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      if (CL10.clGetProgramInfo(program, CL10.CL_PROGRAM_BINARY_SIZES, size, null) != CL10.CL_SUCCESS || size.get(0) == 0) {
        return new byte[0];
      }
      ByteBuffer bytes = MemoryUtil.memAlloc((int) size.get(0));
      try {
        PointerBuffer pointer = stack.pointers(bytes);
        if (CL10.clGetProgramInfo(program, CL10.CL_PROGRAM_BINARIES, pointer, null) != CL10.CL_SUCCESS) {
          return new byte[0];
        }
        byte[] binary = new byte[bytes.remaining()];
        bytes.get(binary);
        return binary;
      } finally {
        MemoryUtil.memFree(bytes);
      }
    }
  }
}
