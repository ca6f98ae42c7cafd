package org.seqlang.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.SizeOf;

/**
 * The text form of a graph, which {@link GraphParser} reads back:
 *
 * <pre>
 * graph scores sizes classes, hidden ragged T (parameter output.weight %0: float[classes, hidden], example x %1: float[T, hidden]) {
 *   %2: float[T, classes] = contract "oi,ti-&gt;to" %0, %1
 *   return scores %2
 * }
 * </pre>
 */
public final class GraphPrinter {

  private final StringBuilder out = new StringBuilder();

  private GraphPrinter() {}

  public static String print(Graph graph) {
    GraphPrinter printer = new GraphPrinter();
    printer.graph(graph, "", true);
    return printer.out.toString();
  }

  private void graph(Graph graph, String indent, boolean withSymbols) {
    out.append("graph ").append(graph.name()).append(withSymbols ? symbols(graph) : "").append(" (");
    String inner = indent + "    ";
    out.append(graph.inputs().stream()
        .map(i -> "\n" + inner + i.role().name().toLowerCase(Locale.ROOT) + " " + i.name() + " " + typed(i.value()))
        .collect(Collectors.joining(",")));
    out.append(") {\n");
    for (Node node : graph.nodes()) {
      node(node, indent + "  ");
    }
    out.append(indent).append("  return ")
        .append(graph.results().stream().map(r -> r.name() + " " + r.value()).collect(Collectors.joining(", ")));
    out.append("\n").append(indent).append("}\n");
  }

  private static String symbols(Graph graph) {
    Set<Symbol> all = new TreeSet<>();
    collect(graph, all);
    StringBuilder text = new StringBuilder();
    for (Symbol.Kind kind : Symbol.Kind.values()) {
      List<String> names = all.stream().filter(s -> s.kind() == kind).map(Symbol::name).toList();
      if (!names.isEmpty()) {
        text.append(kind == Symbol.Kind.HYPER ? " sizes " : " ragged ").append(String.join(", ", names));
      }
    }
    return text.toString();
  }

  private static void collect(Graph graph, Set<Symbol> all) {
    List<Value> values = new ArrayList<>(graph.inputs().stream().map(Graph.Input::value).toList());
    for (Node node : graph.nodes()) {
      values.addAll(node.results());
      if (node.op() instanceof Scan scan) {
        collect(scan.body(), all);
        add(scan.time(), all);
      } else if (node.op() instanceof SizeOf sizeOf) {
        add(sizeOf.size(), all);
      }
    }
    for (Value value : values) {
      value.type().dims().forEach(dim -> add(dim, all));
      if (value.type().element() instanceof Element.Index index) {
        add(index.bound(), all);
      }
    }
  }

  private static void add(Size size, Set<Symbol> all) {
    size.terms().keySet().forEach(all::addAll);
  }

  private void node(Node node, String indent) {
    out.append(indent).append(node.results().stream().map(GraphPrinter::typed).collect(Collectors.joining(", ")));
    out.append(" = ").append(node.op().text());
    if (!node.operands().isEmpty()) {
      out.append(" ").append(node.operands().stream().map(Value::toString).collect(Collectors.joining(", ")));
    }
    if (node.op() instanceof Scan scan) {
      out.append(" ");
      graph(scan.body(), indent, false);
    } else {
      out.append("\n");
    }
  }

  private static String typed(Value value) {
    return value + ": " + value.type();
  }
}
