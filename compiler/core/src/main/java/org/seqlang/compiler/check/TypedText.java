package org.seqlang.compiler.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Symbol;

/** What one typed expression is, in a few words, and what it is made of. */
final class TypedText {

  private TypedText() {}

  static String head(Typed typed) {
    if (typed instanceof Typed.Number number) {
      return new RealExpression.Literal(number.value()).toString();
    } else if (typed instanceof Typed.SizeValue value) {
      return "size " + value.size();
    } else if (typed instanceof Typed.Real real) {
      return "real " + real.name();
    } else if (typed instanceof Typed.Variable variable) {
      return variable.kind().name().toLowerCase(Locale.ROOT) + " " + variable.name();
    } else if (typed instanceof Typed.Delayed delayed) {
      return "delayed " + delayed.name() + " by " + delayed.lag();
    } else if (typed instanceof Typed.Elementwise elementwise) {
      return elementwise.function().text();
    } else if (typed instanceof Typed.Chosen chosen) {
      return "function " + chosen.hyper();
    } else if (typed instanceof Typed.Product product) {
      return "product " + product.leftLabels() + "," + product.rightLabels() + "->" + product.labels();
    } else if (typed instanceof Typed.Split split) {
      return "split " + split.parts();
    } else if (typed instanceof Typed.Slice slice) {
      return "slice " + slice.from() + ", " + slice.size();
    } else if (typed instanceof Typed.Reduction reduction) {
      return reduction.kind().name().toLowerCase(Locale.ROOT) + " axis " + reduction.axis();
    } else if (typed instanceof Typed.Edge edge) {
      return edge.last() ? "last" : "first";
    } else if (typed instanceof Typed.Rows rows) {
      return "rows" + rows.padding().map(padding -> " padding " + padding).orElse("");
    } else if (typed instanceof Typed.IndexValue index) {
      return "index " + index.size();
    } else if (typed instanceof Typed.Conditional conditional) {
      return "if " + conditional.condition();
    } else if (typed instanceof Typed.Outcome outcome) {
      return "outcome " + outcome.member();
    }
    return called(typed);
  }

  private static String called(Typed typed) {
    if (typed instanceof Typed.Call call) {
      return "call " + call.function().name() + sizes(call.sizes()) + over(call.mapping());
    } else if (typed instanceof Typed.Apply apply) {
      return "apply " + apply.part().name() + sizes(apply.sizes()) + over(apply.mapping());
    } else if (typed instanceof Typed.Run run) {
      return (run.carried() ? "carry " : "run ") + run.part().name() + sizes(run.sizes()) + over(run.mapping());
    }
    if (typed instanceof Typed.CellStep step) {
      return "step " + step.part().name() + sizes(step.sizes());
    } else if (typed instanceof Typed.Decode decode) {
      return "decode " + decoding(decode.decoding()) + " over " + decode.time();
    } else if (typed instanceof Typed.Generate generate) {
      return "generate " + decoding(generate.decoding()) + " until " + generate.until() + " at most "
          + generate.atMost() + generate.beam().map(beam -> " beam " + beam).orElse("");
    }
    String name = typed.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return name.toLowerCase(Locale.ROOT);
  }

  private static String decoding(Typed.Decoding decoding) {
    return decoding.step().name() + sizes(decoding.sizes());
  }

  private static String sizes(Map<Symbol, Size> sizes) {
    return sizes.isEmpty() ? "" : sizes.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey().name() + " = " + e.getValue()).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String over(Typed.Mapping mapping) {
    return mapping.time().map(time -> " over " + time).orElse("");
  }

  /** The expressions that it is made of; the lets of a block and the initial states of a run are not among them. */
  static List<Typed> operands(Typed typed) {
    if (typed instanceof Typed.Elementwise elementwise) {
      return elementwise.operands();
    } else if (typed instanceof Typed.Concat concat) {
      return concat.operands();
    } else if (typed instanceof Typed.Stack stack) {
      return stack.operands();
    } else if (typed instanceof Typed.Call call) {
      return call.arguments();
    } else if (typed instanceof Typed.Apply apply) {
      return apply.arguments();
    } else if (typed instanceof Typed.Run run) {
      return run.arguments();
    } else if (typed instanceof Typed.CellStep step) {
      return step.arguments();
    } else if (typed instanceof Typed.Product product) {
      return List.of(product.left(), product.right());
    } else if (typed instanceof Typed.Rows rows) {
      return List.of(rows.table(), rows.index());
    } else if (typed instanceof Typed.Pick pick) {
      return List.of(pick.operand(), pick.index());
    } else if (typed instanceof Typed.Dropout dropout) {
      return List.of(dropout.operand(), dropout.rate());
    } else if (typed instanceof Typed.Running running) {
      return List.of(running.state(), running.batch(), running.next());
    } else if (typed instanceof Typed.Gradient gradient) {
      return List.of(gradient.of(), gradient.by());
    } else if (typed instanceof Typed.Conditional conditional) {
      return List.of(conditional.whenTrue(), conditional.whenFalse());
    }
    return ofOne(typed);
  }

  private static List<Typed> ofOne(Typed typed) {
    if (typed instanceof Typed.Chosen chosen) {
      return List.of(chosen.operand());
    } else if (typed instanceof Typed.Spread spread) {
      return List.of(spread.operand());
    } else if (typed instanceof Typed.Split split) {
      return List.of(split.operand());
    } else if (typed instanceof Typed.Slice slice) {
      return List.of(slice.operand());
    } else if (typed instanceof Typed.Reshape reshape) {
      return List.of(reshape.operand());
    } else if (typed instanceof Typed.Reduction reduction) {
      return List.of(reduction.operand());
    } else if (typed instanceof Typed.Edge edge) {
      return List.of(edge.operand());
    } else if (typed instanceof Typed.VariationalDropout dropout) {
      return List.of(dropout.operand());
    } else if (typed instanceof Typed.BatchSum sum) {
      return List.of(sum.operand());
    } else if (typed instanceof Typed.StopGradient stop) {
      return List.of(stop.operand());
    } else if (typed instanceof Typed.Outcome outcome) {
      return List.of(outcome.run());
    }
    return List.of();
  }
}
