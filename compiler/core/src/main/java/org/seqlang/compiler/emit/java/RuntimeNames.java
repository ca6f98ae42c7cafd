package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;

/** The public types of the runtime that generated code uses, by name: the compiler does not depend on them. */
final class RuntimeNames {

  static final ClassName KERNELS = ClassName.get("org.seqlang.kernel", "Kernels");
  static final ClassName LINEAR_RECURRENCE = ClassName.get("org.seqlang.kernel", "LinearRecurrence");
  static final ClassName LINEAR_ROWS = ClassName.get("org.seqlang.kernel", "LinearRecurrence", "Rows");
  static final ClassName PARALLEL = ClassName.get("org.seqlang.kernel", "Parallel");
  static final ClassName PHASES = ClassName.get("org.seqlang.kernel", "Phases");
  static final ClassName SUM_OVER_ROWS = ClassName.get("org.seqlang.kernel", "SumOverRows");
  static final ClassName PARALLEL_MATRICES = ClassName.get("org.seqlang.kernel", "ParallelMatrices");
  static final ClassName POINTWISE = ClassName.get("org.seqlang.kernel", "Pointwise");
  static final ClassName SPECIAL_FUNCTIONS = ClassName.get("org.seqlang.kernel", "SpecialFunctions");
  static final ClassName STEP_BLOCKS = ClassName.get("org.seqlang.kernel", "StepBlocks");
  static final ClassName RANDOMNESS = ClassName.get("org.seqlang.kernel", "Randomness");
  static final ClassName SCRATCH = ClassName.get("org.seqlang.kernel", "Scratch");
  static final ClassName ROW_RANGE = ClassName.get("org.seqlang.kernel", "RowRange");
  static final ClassName DEVICE_PROGRAM = ClassName.get("org.seqlang.device", "DeviceProgram");
  static final ClassName KERNEL_PLAN = ClassName.get("org.seqlang.device", "KernelPlan");
  static final ClassName PLAN_ROWS = ClassName.get("org.seqlang.device", "KernelPlan", "Rows");
  static final ClassName VECTORS = ClassName.get("org.seqlang.kernel", "Vectors");
  static final ClassName SEGMENTS = ClassName.get("org.seqlang.tensor", "Segments");
  static final ClassName STEPS = ClassName.get("org.seqlang.tensor", "Steps");
  static final ClassName TENSOR = ClassName.get("org.seqlang.tensor", "Tensor");
  static final ClassName ROWS = ClassName.get("org.seqlang.tensor", "Rows");
  static final ClassName RAGGED = ClassName.get("org.seqlang.tensor", "Ragged");
  static final ClassName PACKING = ClassName.get("org.seqlang.tensor", "Packing");
  static final ClassName PARAMETER = ClassName.get("org.seqlang.model", "Parameter");
  static final ClassName PARAMETERS = ClassName.get("org.seqlang.model", "Parameters");
  static final ClassName PROGRAM = ClassName.get("org.seqlang.model", "Program");
  static final ClassName PROGRAM_POOL = ClassName.get("org.seqlang.model", "ProgramPool");
  static final ClassName PACKED_WEIGHT = ClassName.get("org.seqlang.model", "PackedWeight");
  static final ClassName MODEL = ClassName.get("org.seqlang.model", "Model");
  static final ClassName OBJECTIVE = ClassName.get("org.seqlang.model", "Objective");
  static final ClassName STATEFUL_OBJECTIVE = ClassName.get("org.seqlang.model", "StatefulObjective");
  static final ClassName LANES = ClassName.get("org.seqlang.model", "Lanes");
  static final ClassName CARRIED = ClassName.get("org.seqlang.model", "Carried");
  static final ClassName SEED = ClassName.get("org.seqlang.model", "Seed");
  static final ClassName INITIALIZERS = ClassName.get("org.seqlang.model", "Initializers");
  static final ClassName CHECKPOINT = ClassName.get("org.seqlang.checkpoint", "Checkpoint");
  static final ClassName STEP_MODEL = ClassName.get("org.seqlang.decode", "StepModel");
  static final ClassName SEARCH = ClassName.get("org.seqlang.decode", "Search");
  static final ClassName DECODING = ClassName.get("org.seqlang.decode", "Decoding");
  static final ClassName HYPOTHESIS = ClassName.get("org.seqlang.decode", "Hypothesis");
  static final ClassName TAPE = ClassName.get("org.seqlang.autograd", "Tape");
  static final ClassName VARIABLE = ClassName.get("org.seqlang.autograd", "Variable");

  static final ClassName FLOATS = ClassName.get("org.seqlang.stream", "Floats");
  static final ClassName INTS = ClassName.get("org.seqlang.stream", "Ints");
  static final ClassName STATE_FIT = ClassName.get("org.seqlang.stream", "Fit");
  static final ClassName STATE_READER = ClassName.get("org.seqlang.stream", "StateReader");
  static final ClassName STATE_WRITER = ClassName.get("org.seqlang.stream", "StateWriter");
  static final ClassName STREAM_STATE = ClassName.get("org.seqlang.stream", "StreamState");

  static final ClassName PIECE = ClassName.get("org.seqlang.kernel", "Piece");
  static final ClassName ROW_PIECE = ClassName.get("org.seqlang.kernel", "RowPiece");
  static final ClassName COMPARISON = ClassName.get("org.seqlang.kernel", "Functions", "Comparison");

  private RuntimeNames() {}
}
