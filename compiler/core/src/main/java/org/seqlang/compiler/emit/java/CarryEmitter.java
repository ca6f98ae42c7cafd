package org.seqlang.compiler.emit.java;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.schedule.Schedule;

/**
 * The memory of an objective that carries state from chunk to chunk:
 *
 * <pre>
 * private final Lanes lanes = new Lanes(List.of("encoder.h"), sizes.hidden());
 * </pre>
 */
final class CarryEmitter {

  private static final String LANES = "lanes";

  private final List<Schedule.Port> states;

  /** @param program of the objective, trained or served: both carry the same */
  CarryEmitter(FunctionProgram program) {
    this.states = program.carried();
  }

  boolean carries() {
    return !states.isEmpty();
  }

  /** What a {@code StatefulObjective} has beside an {@code Objective}. */
  void addTo(TypeSpec.Builder objective) {
    List<CodeBlock> arguments = new ArrayList<>();
    CodeBlock names = states.stream().map(state -> CodeBlock.of("$S", state.name())).collect(CodeBlock.joining(", "));
    arguments.add(CodeBlock.of("$T.of($L)", List.class, names));
    states.forEach(state -> arguments.add(
        CodeBlock.of("$L", Sizes.code(state.type().columns(), ParameterEmitter::accessor))));
    objective.addField(FieldSpec.builder(RuntimeNames.LANES, LANES, PRIVATE, FINAL)
        .initializer("new $T($L)", RuntimeNames.LANES, CodeBlock.join(arguments, ", ")).build());
    objective.addMethod(overriding("carried", RuntimeNames.CARRIED).addStatement("return $N.carried()", LANES).build());
    objective.addMethod(overriding("carry", TypeName.VOID).addParameter(RuntimeNames.CARRIED, "from")
        .addStatement("$N.carry(from)", LANES).build());
    objective.addMethod(overriding("restart", TypeName.VOID).addParameter(int.class, "lane")
        .addStatement("$N.restart(lane)", LANES).build());
  }

  private static MethodSpec.Builder overriding(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(PUBLIC).returns(returns);
  }

  /** The interface of the objective. */
  ClassName type() {
    return carries() ? RuntimeNames.STATEFUL_OBJECTIVE : RuntimeNames.OBJECTIVE;
  }

  /** Behind {@code begin}: the program starts from where the lanes stopped. */
  CodeBlock read(FunctionProgram program) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (carries()) {
      code.addStatement("$N.open(batch.size())", LANES);
      code.addStatement("$N.readFresh(batch.size(), program.$N)", LANES, program.input(Graph.FRESH));
    }
    for (int i = 0; i < states.size(); i++) {
      code.addStatement("$N.read($L, batch.size(), program.$N)", LANES, i, program.input(states.get(i).name()));
    }
    return code.build();
  }

  /** Behind the run: the lanes have stopped where the program has. */
  CodeBlock write(FunctionProgram program) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int i = 0; i < states.size(); i++) {
      code.addStatement("$N.write($L, batch.size(), program.$N)", LANES, i, program.result(states.get(i).name()));
    }
    return code.build();
  }
}
