package org.seqlang.compiler.lower;

import java.util.Optional;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.check.RealExpression;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Map;
import org.seqlang.compiler.ir.op.SizeOf;

/** What names stand for: parameters, hyper-parameters, local values. */
final class Names {

  private final CheckedModel model;

  Names(CheckedModel model) {
    this.model = model;
  }

  Value variable(Typed.Variable variable, Environment e) {
    if (variable.kind() != Typed.Variable.Kind.PARAMETER) {
      return e.get(new Environment.Key(variable.kind(), variable.name()));
    }
    Type type = e.binding().type(variable.type());
    Optional<Instance> instance = e.instance();
    if (instance.isEmpty()) {
      return e.frame().named(variable.name(), Graph.Role.PARAMETER, type);
    }
    boolean present = instance.get().layer().parameter(variable.name())
        .map(p -> e.binding().holds(p.when())).orElse(true);
    return present
        ? e.frame().named(instance.get().parameterName(variable.name()), Graph.Role.PARAMETER, type)
        : e.frame().builder().add(new Constant(0, type));
  }

  /** What a cell kept of an earlier step. */
  Value delayed(Typed.Delayed delayed, Environment e) {
    long lag = e.binding().size(delayed.lag()).constant().orElseThrow();
    return e.get(Environment.previous(Kept.name(delayed.name(), lag, delayed.input())));
  }

  /** A real hyper-parameter of whatever is being lowered, in terms of the model's. */
  Value real(String name, Environment e) {
    RealExpression bound = e.binding().reals().getOrDefault(name, new RealExpression.Hyper(name));
    return real(bound, e);
  }

  Value real(RealExpression expression, Environment e) {
    GraphBuilder graph = e.frame().builder();
    Optional<Double> constant = expression.constant();
    if (constant.isPresent()) {
      return graph.add(new Constant(constant.get(), Type.floats()));
    } else if (expression instanceof RealExpression.Hyper hyper) {
      return e.frame().named(hyper.name(), Graph.Role.REAL, Type.floats());
    } else if (expression instanceof RealExpression.OfSize of) {
      return graph.add(new SizeOf(of.size()));
    } else if (expression instanceof RealExpression.Negate negate) {
      return graph.add(new Map(ScalarFunction.NEGATE), real(negate.operand(), e));
    } else if (expression instanceof RealExpression.Sqrt sqrt) {
      return graph.add(new Map(ScalarFunction.SQRT), real(sqrt.operand(), e));
    }
    RealExpression.Binary binary = (RealExpression.Binary) expression;
    ScalarFunction function = switch (binary.operator()) {
      case ADD -> ScalarFunction.ADD;
      case SUBTRACT -> ScalarFunction.SUBTRACT;
      case MULTIPLY -> ScalarFunction.MULTIPLY;
      case DIVIDE -> ScalarFunction.DIVIDE;
    };
    return graph.add(new Map(function), real(binary.left(), e), real(binary.right(), e));
  }

  CheckedModel model() {
    return model;
  }
}
