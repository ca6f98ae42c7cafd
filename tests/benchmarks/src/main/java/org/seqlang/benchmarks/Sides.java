package org.seqlang.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sides of the contestants that a command asks for. */
final class Sides {

  private static final String NAMES = "java, java-plain, java-alone, opencl, opencl-steps, library, libtorch, eager, onnxruntime, dl4j";

  private Sides() {}

  /**
   * In the order of the names.
   *
   * @param jemalloc the library of that allocator, or empty
   * @param devices gives the ids of this project's devices when they are asked for
   * @throws IllegalArgumentException if there is no such contestant
   */
  static List<Side> of(List<String> names, int threads, File jemalloc, Supplier<Stream<String>> devices) {
    String allocator = jemalloc.canRead() ? jemalloc.getPath() : "";
    List<Side> all = new ArrayList<>();
    for (String name : names) {
      switch (name) {
        case "java" -> all.add(Side.seq("java", threads));
        case Side.PLAIN -> all.add(Side.plain(threads));
        case Side.LIBRARY -> all.add(Side.library(threads));
        case Side.ALONE -> all.add(Side.alone());
        case "opencl" -> devices.get().filter(id -> id.startsWith("opencl")).map(id -> Side.seq(id, threads)).forEach(all::add);
        case Side.STEPS -> devices.get().filter(id -> id.startsWith("opencl")).limit(1).map(id -> Side.steps(id, threads)).forEach(all::add);
        case "libtorch" -> all.addAll(Side.libtorch(threads, allocator));
        case "eager" -> all.addAll(Side.eager(threads, allocator));
        case "onnxruntime" -> all.addAll(Side.onnxRuntime(threads));
        case "dl4j" -> all.add(Side.dl4j(threads));
        default -> throw new IllegalArgumentException("no side " + name + ": there are " + NAMES);
      }
    }
    return all;
  }
}
