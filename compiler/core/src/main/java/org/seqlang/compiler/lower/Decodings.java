package org.seqlang.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seqlang.compiler.check.Binding;
import org.seqlang.compiler.check.CheckedFunction;
import org.seqlang.compiler.check.CheckedModel;
import org.seqlang.compiler.check.Instance;
import org.seqlang.compiler.check.Kept;
import org.seqlang.compiler.check.Typed;
import org.seqlang.compiler.check.TypedTree;
import org.seqlang.compiler.ir.Element;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.GraphBuilder;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Shift;

/**
 * Decoders over a length: one scan whose body is the step. Its states are those of the step's cells, layer by layer, and
 * what is fed back, unless the teacher gives all of it: then the teacher's elements, one step later, are a sequence as
 * any other, and everything that does not recur leaves the loop.
 */
final class Decodings {

  private final Lowering lowering;
  private final CheckedModel model;
  private final Dropouts dropouts;

  Decodings(Lowering lowering, CheckedModel model, Dropouts dropouts) {
    this.lowering = lowering;
    this.model = model;
    this.dropouts = dropouts;
  }

  Value decode(Typed.Decode decode, Environment e) {
    Typed.Decoding decoding = decode.decoding();
    Size time = e.binding().size(decode.time());
    List<Value> arguments = lowering.values(decoding.arguments(), e);
    Map<String, Value> initial = initial(decoding, e);
    Value start = lowering.value(decoding.start(), e);
    Teaching teaching = teaching(decode, start, e);
    // Taken though it may not be needed: dropout is the same whatever the ratio.
    int site = dropouts.site();
    Frame body = e.frame().body();
    Environment inside = inside(decoding, body, e);

    List<Value> sequences = new ArrayList<>();
    Optional<Value> taught = teaching.teacher().map(teacher -> sequence(teacher, "teacher", sequences, body));
    for (int i = 0; i < arguments.size(); i++) {
      if (decoding.mapping().varies().get(i)) {
        String name = decoding.step().arguments().get(i + 1).name();
        inside.put(Environment.argument(name), sequence(arguments.get(i), name, sequences, body));
      }
    }
    List<Value> states = new ArrayList<>(initial.values());
    initial.forEach((name, value) ->
        inside.steps().put(name, body.builder().input(name, Graph.Role.BODY, value.type())));
    Optional<Value> own = Optional.empty();
    if (!teaching.forced()) {
      states.add(start);
      own = Optional.of(body.builder().input("previous", Graph.Role.BODY, start.type()));
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!decoding.mapping().varies().get(i)) {
        String name = decoding.step().arguments().get(i + 1).name();
        inside.put(Environment.argument(name), body.capture(arguments.get(i)));
      }
    }
    inside.put(Environment.argument(decoding.step().arguments().get(0).name()),
        fed(taught, own, teaching.ratio().map(body::capture), site, body.builder()));
    Value result = lowering.value(decoding.step().body(), inside);
    inside.steps().all().forEach(state -> body.builder().result(state.getKey(), state.getValue()));
    own.ifPresent(fed -> body.builder().result("previous", fedBack(result, fed.type(), body.builder())));
    body.builder().result("result", result);
    List<Value> operands = new ArrayList<>(sequences);
    operands.addAll(states);
    operands.addAll(body.captured());
    Graph whole = body.builder().build();
    Optional<Value> layered = teaching.forced()
        ? new LayeredScan(time, whole, sequences.size(), groups(decoding), operands, e.frame().builder()).add()
        : Optional.empty();
    if (layered.isPresent()) {
      return layered.get();
    }
    Scan scan = new Scan(time, false, sequences.size(), states.size(), whole);
    return e.frame().builder().addAll(scan, operands).get(states.size());
  }

  /**
   * Where what a step is fed comes from.
   *
   * @param teacher the teacher's elements, one step later
   * @param ratio with which probability a step gets them; absent where always
   */
  private record Teaching(Optional<Value> teacher, Optional<Value> ratio) {
    boolean forced() {
      return teacher.isPresent() && ratio.isEmpty();
    }
  }

  private Teaching teaching(Typed.Decode decode, Value start, Environment e) {
    if (decode.feed().isEmpty()) {
      return new Teaching(Optional.empty(), Optional.empty());
    }
    Typed.Feed feed = decode.feed().get();
    Value ratio = lowering.value(feed.ratio(), e);
    Optional<Double> known = e.frame().constant(ratio);
    if (known.filter(r -> r == 0).isPresent()) {
      return new Teaching(Optional.empty(), Optional.empty());
    }
    Value teacher = e.frame().builder().add(new Shift(false), lowering.value(feed.teacher(), e), start);
    return new Teaching(Optional.of(teacher), known.filter(r -> r == 1).isPresent() ? Optional.empty() : Optional.of(ratio));
  }

  /** The surroundings of the step's body: its states are still to be put. */
  Environment inside(Typed.Decoding decoding, Frame body, Environment e) {
    Binding binding = model.binding().with(e.binding().resolved(decoding.sizes()));
    return new Environment(body, binding, Optional.empty(), Optional.of(new StepStates()));
  }

  private static Value sequence(Value whole, String name, List<Value> sequences, Frame body) {
    sequences.add(whole);
    return body.builder().input(name, Graph.Role.BODY, whole.type().withoutAxis(0));
  }

  /** The teacher's element where a random number says so: 0 of dropout's two factors, as its rate is the ratio. */
  private static Value fed(Optional<Value> taught, Optional<Value> own, Optional<Value> ratio, int site, GraphBuilder graph) {
    if (taught.isEmpty() || own.isEmpty()) {
      return taught.orElseGet(own::orElseThrow);
    }
    Value mask = graph.add(new Mask(site, List.of()), ratio.orElseThrow());
    Value teaches = graph.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.EQUAL), mask,
        graph.add(new Constant(0, Type.floats())));
    Value spread = Shapes.spread(graph, teaches, own.get().type().withElement(Element.BOOL));
    return graph.add(new org.seqlang.compiler.ir.op.Map(ScalarFunction.WHERE), spread, taught.get(), own.get());
  }

  /** Which states belong together, a number for each in their order: those of one layer of one cell. */
  private List<Integer> groups(Typed.Decoding decoding) {
    List<Integer> groups = new ArrayList<>();
    int first = 0;
    for (Typed.CellStep cell : TypedTree.cells(decoding.step())) {
      List<Instance> instances = Instance.of(cell.part(), "", "", model.binding());
      int layers = instances.size();
      for (int i = 0; i < layers * instances.get(0).kept().size(); i++) {
        groups.add(first + i % layers);
      }
      first += layers;
    }
    return groups;
  }

  /** The index with the highest score, or what the step gave as it is. */
  static Value fedBack(Value result, Type fed, GraphBuilder graph) {
    return result.type().equals(fed) ? result : graph.add(new ArgMax(result.type().rank() - 1), result);
  }

  /** The first states by name, in the order of the step's cells, what they keep, and their layers. */
  Map<String, Value> initial(Typed.Decoding decoding, Environment e) {
    Optional<Value> source = decoding.source().map(value -> lowering.value(value, e));
    Map<String, Value> initial = new LinkedHashMap<>();
    for (Typed.CellStep cell : TypedTree.cells(decoding.step())) {
      for (Copies copies : Copies.of(Instance.of(cell.part(), "", "", model.binding()))) {
        Optional<List<Value>> rows = given(decoding, cell, source, copies, e);
        for (int i = 0; i < copies.kept().size(); i++) {
          Kept kept = copies.kept().get(i);
          int at = i;
          initial.put(StepStates.name(kept),
              rows.map(all -> all.get(at)).orElseGet(() -> CellRuns.initial(kept, lowering, e.frame())));
        }
      }
    }
    return initial;
  }

  /** Where another cell stopped: what it kept of the same step, or its final state for all steps before; or what is said. */
  private Optional<List<Value>> given(
      Typed.Decoding decoding, Typed.CellStep cell, Optional<Value> source, Copies copies, Environment e) {
    Optional<String> state = copies.first().state();
    return source.flatMap(run -> copies.part(e.frame().builder(), array -> e.frame().knownOutcome(run, array)
        .or(() -> state.flatMap(name -> e.frame().knownOutcome(run, name)))))
        .or(() -> state.flatMap(name -> explicit(decoding, cell, name, e))
            .map(value -> CellRuns.rows(e.frame().builder(), value, copies.kept().size(), copies.first().type().rank())));
  }

  private Optional<Value> explicit(Typed.Decoding decoding, Typed.CellStep cell, String state, Environment e) {
    return decoding.initial().stream()
        .filter(s -> s.part().name().equals(cell.part().name()) && s.state().equals(state))
        .map(s -> lowering.value(s.value(), e)).findFirst();
  }
}
