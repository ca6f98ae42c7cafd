package org.seqlang.compiler.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a typed expression is made of. */
public final class TypedTree {

  private TypedTree() {}

  /** The expression and all that it is made of, each before what it is made of. */
  public static Stream<Typed> nodes(Typed typed) {
    Stream<Typed> children = Stream.concat(TypedText.operands(typed).stream(), named(typed).values().stream());
    if (typed instanceof Typed.Block block) {
      children = Stream.concat(block.lets().stream().map(Typed.Let::value), Stream.of(block.value()));
    }
    return Stream.concat(Stream.of(typed), children.flatMap(TypedTree::nodes));
  }

  /** The cells that a decoder's step applies to one step, in the order written. */
  public static List<Typed.CellStep> cells(CheckedFunction step) {
    return nodes(step.body()).filter(Typed.CellStep.class::isInstance).map(Typed.CellStep.class::cast).toList();
  }

  /** Where it is an operand with a name: initial states, and what a decoder's run is told. */
  static Map<String, Typed> named(Typed typed) {
    Map<String, Typed> named = new LinkedHashMap<>();
    if (typed instanceof Typed.Run run) {
      new TreeMap<>(run.initial()).forEach((state, value) -> named.put("initial " + state, value));
    } else if (typed instanceof Typed.Decode decode) {
      decoding(decode.decoding(), named);
      decode.feed().ifPresent(feed -> {
        named.put("teacher", feed.teacher());
        named.put("ratio", feed.ratio());
      });
    } else if (typed instanceof Typed.Generate generate) {
      decoding(generate.decoding(), named);
      generate.normalize().ifPresent(value -> named.put("normalize", value));
      generate.temperature().ifPresent(value -> named.put("temperature", value));
    }
    return named;
  }

  private static void decoding(Typed.Decoding decoding, Map<String, Typed> named) {
    for (int i = 0; i < decoding.arguments().size(); i++) {
      named.put((decoding.mapping().varies().get(i) ? "step of " : "constant ")
          + decoding.step().arguments().get(i + 1).name(), decoding.arguments().get(i));
    }
    decoding.source().ifPresent(source -> named.put("from", source));
    decoding.initial().forEach(initial ->
        named.put("from " + initial.part().name() + "." + initial.state(), initial.value()));
    named.put("start", decoding.start());
  }
}
