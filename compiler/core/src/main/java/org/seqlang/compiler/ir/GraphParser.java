package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.AtEdge;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Concat;
import org.seqlang.compiler.ir.op.Constant;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.LinearScan;
import org.seqlang.compiler.ir.op.Mask;
import org.seqlang.compiler.ir.op.Op;
import org.seqlang.compiler.ir.op.Pick;
import org.seqlang.compiler.ir.op.Place;
import org.seqlang.compiler.ir.op.Reduce;
import org.seqlang.compiler.ir.op.Reshape;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Scatter;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;
import org.seqlang.compiler.ir.op.StopGradient;
import org.seqlang.compiler.ir.op.Total;
import org.seqlang.diagnostic.Span;

/** Reads what {@link GraphPrinter} prints: {@code parse(print(g))} is {@code g} without the origins of its nodes. */
public final class GraphParser {

  private static final Map<String, ScalarFunction> FUNCTIONS =
      Stream.of(ScalarFunction.values()).collect(Collectors.toMap(ScalarFunction::text, function -> function));

  private final GraphText text;

  private GraphParser(String text) {
    this.text = new GraphText(text);
  }

  /**
   * The graph of a text.
   *
   * @throws IllegalArgumentException with the line, if the text is no graph or its types do not fit its operations
   */
  public static Graph parse(String text) {
    GraphParser parser = new GraphParser(text);
    Graph graph = parser.graph();
    if (!parser.text.isAtEnd()) {
      throw parser.text.error("there is more behind the graph");
    }
    return graph;
  }

  private Graph graph() {
    text.expect("graph");
    String name = text.word();
    symbols("sizes", Symbol.Kind.HYPER);
    symbols("ragged", Symbol.Kind.RAGGED);
    Map<String, Value> values = new HashMap<>();
    List<Graph.Input> inputs = text.list("(", () -> input(values), ")");
    text.expect("{");
    List<Node> nodes = new ArrayList<>();
    while (!text.accept("return")) {
      nodes.add(node(values));
    }
    List<Graph.Result> results = new ArrayList<>();
    while (!text.accept("}")) {
      text.accept(",");
      results.add(new Graph.Result(text.word(), value(values)));
    }
    return new Graph(name, inputs, nodes, results);
  }

  private void symbols(String keyword, Symbol.Kind kind) {
    if (text.accept(keyword)) {
      do {
        text.declare(new Symbol(text.word(), kind));
      } while (text.accept(","));
    }
  }

  private Graph.Input input(Map<String, Value> values) {
    Graph.Role role = Graph.Role.valueOf(text.word().toUpperCase(Locale.ROOT));
    return new Graph.Input(text.word(), role, declaration(values));
  }

  private Value declaration(Map<String, Value> values) {
    text.expect("%");
    String id = text.word();
    text.expect(":");
    Value value = new Value(Integer.parseInt(id), text.type());
    if (values.put(id, value) != null) {
      throw text.error("%" + id + " is made twice");
    }
    return value;
  }

  private Value value(Map<String, Value> values) {
    text.expect("%");
    String id = text.word();
    if (!values.containsKey(id)) {
      throw text.error("%" + id + " is not made before");
    }
    return values.get(id);
  }

  private Node node(Map<String, Value> values) {
    Map<String, Value> made = new HashMap<>();
    List<Value> results = new ArrayList<>();
    do {
      results.add(declaration(made));
    } while (text.accept(","));
    text.expect("=");
    String word = text.word();
    Node node = word.equals("scan") ? scan(values, results) : plain(word, values, results);
    List<Type> types = results.stream().map(Value::type).toList();
    List<Type> expected = node.op().resultTypes(node.operands().stream().map(Value::type).toList());
    if (!types.equals(expected)) {
      throw text.error(node.op().text() + " gives " + expected + ", not " + types);
    }
    values.putAll(made);
    return node;
  }

  private Node plain(String word, Map<String, Value> values, List<Value> results) {
    Op op = operation(word, results.get(0).type());
    return new Node(results, op, operands(values), Span.NONE);
  }

  private Node scan(Map<String, Value> values, List<Value> results) {
    Size time = text.size();
    boolean reverse = text.accept("reverse");
    text.expect("sequences");
    int sequences = text.integer();
    text.expect("states");
    int states = text.integer();
    List<Value> operands = operands(values);
    return new Node(results, new Scan(time, reverse, sequences, states, graph()), operands, Span.NONE);
  }

  private List<Value> operands(Map<String, Value> values) {
    List<Value> operands = new ArrayList<>();
    boolean more = text.isNext("%") && !text.isDeclaration();
    while (more) {
      operands.add(value(values));
      more = text.accept(",");
    }
    return operands;
  }

  private Op operation(String word, Type type) {
    return switch (word) {
      case "constant" -> new Constant(text.number(), type);
      case "size_of" -> new SizeOf(text.size(), type.element());
      case "broadcast" -> new Broadcast(text.sizes(), axes());
      case "reshape" -> new Reshape(text.sizes());
      case "contract" -> contract();
      case "sum" -> new Reduce(Reduce.Kind.SUM, axis());
      case "max" -> new Reduce(Reduce.Kind.MAX, axis());
      case "argmax" -> new ArgMax(axis());
      case "pick" -> new Pick(axis());
      case "place" -> new Place(axis(), after("size"));
      case "edge" -> new Edge(end());
      case "at_edge" -> new AtEdge(end(), text.size());
      case "shift" -> new Shift(text.accept("reverse"));
      case "linear_scan" -> new LinearScan(text.accept("reverse"), text.accept("transposed"));
      case "split" -> new Split(axis(), text.sizes());
      case "concat" -> new Concat(axis());
      case "gather" -> new Gather(padding());
      case "scatter" -> new Scatter(after("rows"), padding());
      case "mask" -> new Mask(text.integer(), text.sizes());
      case "stop_gradient" -> new StopGradient();
      case "total" -> new Total();
      default -> function(word);
    };
  }

  private Op function(String word) {
    if (!FUNCTIONS.containsKey(word)) {
      throw text.error("no operation is called " + word);
    }
    return new org.seqlang.compiler.ir.op.Map(FUNCTIONS.get(word));
  }

  private int axis() {
    text.expect("axis");
    return text.integer();
  }

  private List<Integer> axes() {
    text.expect("axes");
    return text.list("[", text::integer, "]");
  }

  private Size after(String keyword) {
    text.expect(keyword);
    return text.size();
  }

  private Optional<Size> padding() {
    return text.accept("padding") ? Optional.of(text.size()) : Optional.empty();
  }

  private Edge.End end() {
    return Edge.End.valueOf(text.word().toUpperCase(Locale.ROOT));
  }

  private Contract contract() {
    String[] labels = text.quoted().split(",|->", -1);
    return new Contract(labels[0], labels[1], labels[2]);
  }
}
