package org.seqlang.compiler.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.seqlang.compiler.emit.loop.Sizes;
import org.seqlang.compiler.emit.opencl.Kernels;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;
import org.seqlang.compiler.schedule.Buffer;
import org.seqlang.compiler.schedule.Schedule;
import org.seqlang.compiler.schedule.Space;

/** The method of a program that describes its kernels to a device. */
final class PlanEmitter {

  private final Schedule schedule;
  private final ProgramNames names;
  private final Kernels kernels;

  PlanEmitter(Schedule schedule, ProgramNames names, Kernels kernels) {
    this.schedule = schedule;
    this.names = names;
    this.kernels = kernels;
  }

  MethodSpec method(ClassName program) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("final $T plan = $T.of($T.class, $S)", RuntimeNames.KERNEL_PLAN.nestedClass("Builder"),
        RuntimeNames.KERNEL_PLAN, program, program.simpleName() + ".cl");
    schedule.sizes().forEach(symbol -> code.addStatement("plan.size($S, $N)", symbol.name(), names.size(symbol)));
    schedule.times().forEach(time -> code.addStatement("plan.time($S)", time.name()));
    schedule.segments().forEach(space -> code.addStatement("plan.segments($S, $S, $S)", segments(space),
        space.time().orElseThrow().name(), space.by().orElseThrow().name()));
    kernels.memory().forEach((buffer, name) -> code.addStatement("plan.$L", memory(buffer, name)));
    kernels.packed().forEach(p -> code.addStatement("plan.packed($S, $S, $L, $L, $L, $L, $L)", p.name(), p.memory(), size(p.offset()),
        p.transposed(), size(p.k()), size(p.n()), p.computed()));
    kernels.forward().forEach(call -> code.addStatement("plan.$L", call(call)));
    if (!kernels.backward().isEmpty()) {
      code.addStatement("plan.backward()");
      kernels.backward().forEach(call -> code.addStatement("plan.$L", call(call)));
    }
    code.addStatement("return plan.build()");
    return MethodSpec.methodBuilder("plan").addModifiers(Modifier.PRIVATE).returns(RuntimeNames.KERNEL_PLAN)
        .addJavadoc("The kernels in $L.cl, and how they are called.\n", program.simpleName())
        .addParameter(RuntimeNames.PARAMETERS, "parameters").addCode(code.build()).build();
  }

  private static String segments(Space space) {
    return space.time().orElseThrow().name() + "By" + space.by().orElseThrow().name();
  }

  private CodeBlock memory(Buffer buffer, String name) {
    return switch (buffer.source()) {
      case PARAMETER -> CodeBlock.of("parameter($S, parameters.get($S))", name, buffer.external());
      case GRADIENT -> CodeBlock.of("gradient($S, parameters.get($S))", name, buffer.external());
      default -> CodeBlock.of("$L($S, $L, $L)", buffer.floats() ? "floats" : "ints", name, rows(buffer.space()),
          size(buffer.columns()));
    };
  }

  private static CodeBlock rows(Space space) {
    return switch (space.kind()) {
      case SHARED -> CodeBlock.of("$T.ONE", RuntimeNames.PLAN_ROWS);
      case EXAMPLES, POSITIONS -> CodeBlock.of("$T.EXAMPLES", RuntimeNames.PLAN_ROWS);
      case STEPS, SEGMENTS -> CodeBlock.of("$T.steps($S)", RuntimeNames.PLAN_ROWS, space.time().orElseThrow().name());
    };
  }

  private CodeBlock call(Kernels.Call call) {
    String arguments = call.arguments().stream().map(a -> ", \"" + a + "\"").collect(Collectors.joining());
    Kernels.Work work = call.work();
    if (work instanceof Kernels.Work.Rows rows) {
      return CodeBlock.of("rows($S, $L, $L$L)", call.kernel(), rows(rows.space()), size(rows.cost()), arguments);
    } else if (work instanceof Kernels.Work.Product product) {
      return CodeBlock.of("product($S, $L, $L, $L$L)", call.kernel(), rows(product.space()), size(product.columns()),
          size(product.cost()), arguments);
    } else if (work instanceof Kernels.Work.Outer outer) {
      return CodeBlock.of("outer($S, $L, $L$L)", call.kernel(), size(outer.height()), size(outer.width()), arguments);
    } else if (work instanceof Kernels.Work.Columns columns) {
      return CodeBlock.of("columns($S, $L$L)", call.kernel(), size(columns.count()), arguments);
    } else if (work instanceof Kernels.Work.Loop loop) {
      return CodeBlock.of("loop($S, $S, $L, $L, $L$L)", call.kernel(), loop.time().name(), loop.reverse(), size(loop.cost()),
          loop.parts(), arguments);
    } else if (work instanceof Kernels.Work.Clear) {
      return CodeBlock.of("clear($S)", call.kernel());
    }
    return CodeBlock.of("pack($S)", call.kernel());
  }

  private String size(Size size) {
    return Sizes.code(size, names::size);
  }

  /** Room on the device, or on the JVM. */
  CodeBlock begin() {
    String times = schedule.times().stream().map(names::steps).collect(Collectors.joining(", "));
    String segments = schedule.segments().stream().map(names::segments).collect(Collectors.joining(", "));
    return CodeBlock.builder()
        .beginControlFlow("if (!onDevice(device -> device.begin(examples, $T.of($L), $T.of($L), seed)))", List.class, times,
            List.class, segments)
        .addStatement("grow()").endControlFlow().build();
  }

  /** A phase on the device: what goes in, the calls, what comes out. */
  MethodSpec onDevice(boolean backward) {
    String phase = backward ? "backward" : "forward";
    CodeBlock.Builder code = CodeBlock.builder();
    for (Map.Entry<Buffer, String> entry : kernels.memory().entrySet()) {
      boolean written = switch (entry.getKey().source()) {
        case INPUT, REAL -> !backward;
        case SEED -> backward;
        default -> false;
      };
      if (written) {
        code.addStatement(isPacked(entry.getKey()) ? "write(device, $S, $N, $L)" : "device.write($S, $N, $L)", entry.getValue(),
            names.field(entry.getKey()), length(entry.getKey()));
      }
    }
    code.addStatement("device.$L()", phase);
    schedule.results().stream().map(port -> port.view().buffer()).distinct()
        .filter(buffer -> buffer.source() == Buffer.Source.PLANNED && isLate(buffer) == backward)
        .forEach(buffer -> code.addStatement("device.read($S, $N, $L)", kernels.memory().get(schedule.memory().get(buffer)),
            names.field(buffer), length(buffer)));
    return MethodSpec.methodBuilder(phase + "OnDevice").addModifiers(Modifier.PRIVATE)
        .addParameter(RuntimeNames.DEVICE_PROGRAM, "device").addCode(code.build()).build();
  }

  /** Whether an input may be packed into the device's memory at once: vectors, one a step. */
  private static boolean isPacked(Buffer buffer) {
    return buffer.source() == Buffer.Source.INPUT && buffer.floats() && buffer.space().kind() == Space.Kind.STEPS
        && !buffer.columns().equals(Size.ONE);
  }

  /** What the memory of an input is called that may be packed at once. */
  Optional<String> packed(Buffer buffer) {
    return isPacked(buffer) ? Optional.ofNullable(kernels.memory().get(buffer)) : Optional.empty();
  }

  /** What a phase begins with: it is done if the device does it. */
  CodeBlock phase(boolean backward) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.beginControlFlow("if (onDevice(this::$LOnDevice))", backward ? "backward" : "forward").addStatement("return").endControlFlow();
    code.beginControlFlow("if (hasLeft())").addStatement("grow()");
    kernels.memory().forEach((buffer, name) -> {
      if (isPacked(buffer)) {
        code.addStatement("$N = recalled($S, $N)", names.field(buffer), name, names.field(buffer));
      }
    });
    if (backward) {
      code.addStatement("forward()");
    }
    return code.endControlFlow().build();
  }

  private boolean isLate(Buffer buffer) {
    return schedule.backward().stream().flatMap(launch -> org.seqlang.compiler.schedule.Accesses.writes(launch).stream())
        .anyMatch(view -> view.buffer().equals(buffer));
  }

  private String length(Buffer buffer) {
    String columns = Sizes.factor(buffer.columns(), names::size);
    return buffer.space().isShared() ? columns : ProgramEmitter.rows(names, buffer.space()) + " * " + columns;
  }
}
