package org.seqlang.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom. */
@AnalyzeClasses(packages = "org.seqlang", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String C = "org.seqlang.compiler.";

  private static ArchRule knowsNothingOf(String who, String... whom) {
    return noClasses().that().resideInAPackage(who).should().dependOnClassesThat().resideInAnyPackage(whom);
  }

  @ArchTest
  static final ArchRule RUNTIME_KNOWS_NO_COMPILER = noClasses().that().resideInAnyPackage(
      "org.seqlang.kernel..", "org.seqlang.tensor..", "org.seqlang.data..", "org.seqlang.checkpoint..",
      "org.seqlang.model..", "org.seqlang.autograd..", "org.seqlang.optim..", "org.seqlang.train..",
      "org.seqlang.device..", "org.seqlang.opencl..", "org.seqlang.stream..")
      .should().dependOnClassesThat().resideInAnyPackage(
          "org.seqlang.compiler..", "org.seqlang.grammar..", "org.seqlang.syntax..", "org.seqlang.diagnostic..");

  @ArchTest
  static final ArchRule COMPILER_KNOWS_NO_RUNTIME = noClasses().that().resideInAnyPackage("org.seqlang.compiler..")
      .should().dependOnClassesThat().resideInAnyPackage("org.seqlang.kernel..", "org.seqlang.tensor..",
          "org.seqlang.model..", "org.seqlang.train..", "org.seqlang.device..", "org.seqlang.opencl..", "org.seqlang.stream..");

  @ArchTest
  static final ArchRule DEVICES_KNOW_LAYOUTS_ONLY = knowsNothingOf("org.seqlang.device..", "org.seqlang.kernel..",
      "org.seqlang.data..", "org.seqlang.model..", "org.seqlang.autograd..", "org.seqlang.optim..", "org.seqlang.train..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_BACKEND = noClasses().that().resideOutsideOfPackage("org.seqlang.opencl..")
      .should().dependOnClassesThat().resideInAPackage("org.seqlang.opencl..");

  @ArchTest
  static final ArchRule KERNELS_KNOW_ARRAYS_ONLY = knowsNothingOf("org.seqlang.kernel..", "org.seqlang.tensor..",
      "org.seqlang.data..", "org.seqlang.model..", "org.seqlang.autograd..", "org.seqlang.optim..", "org.seqlang.train..");

  @ArchTest
  static final ArchRule THE_GRAPH_KNOWS_NO_ONE = knowsNothingOf(C + "ir..", C + "check..", C + "lower..", C + "autodiff..",
      C + "pass..", C + "interpret..", C + "schedule..", C + "emit..", "org.seqlang.syntax..", "org.seqlang.grammar..");

  @ArchTest
  static final ArchRule PASSES_KNOW_THE_GRAPH_ONLY = noClasses().that()
      .resideInAnyPackage(C + "autodiff..", C + "pass..", C + "interpret..").should().dependOnClassesThat()
      .resideInAnyPackage(C + "check..", C + "lower..", C + "schedule..", C + "emit..", "org.seqlang.syntax..");

  @ArchTest
  static final ArchRule STREAMS_KNOW_GRAPHS_AND_PASSES = knowsNothingOf(C + "stream..", C + "check..", C + "lower..",
      C + "autodiff..", C + "schedule..", C + "emit..", "org.seqlang.syntax..", "org.seqlang.grammar..");

  @ArchTest
  static final ArchRule THE_SCHEDULE_KNOWS_NO_BACKEND = knowsNothingOf(C + "schedule..", C + "check..", C + "lower..",
      C + "autodiff..", C + "pass..", C + "emit..", "org.seqlang.syntax..", "com.palantir..");

  @ArchTest
  static final ArchRule EMITTERS_NEVER_LOOK_AT_SYNTAX = knowsNothingOf(C + "emit..", "org.seqlang.syntax..",
      "org.seqlang.grammar..", C + "lower..", C + "autodiff..", C + "pass..", C + "stream..");

  @ArchTest
  static final ArchRule CHECKS_KNOW_NO_GRAPHS_OF_THEIRS = knowsNothingOf(C + "check..", C + "lower..", C + "schedule..",
      C + "emit..", C + "pass..", C + "autodiff..");
}
