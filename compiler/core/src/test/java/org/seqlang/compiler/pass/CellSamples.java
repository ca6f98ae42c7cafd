package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.ArgMax;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Gather;
import org.seqlang.compiler.ir.op.Scan;

/** Graphs as the front end makes them from models: everything of a cell is inside the loop, nothing is optimised. */
public final class CellSamples {

  public static final Size T = Size.ragged("T");
  public static final Size INPUT = Size.hyper("input");
  public static final Size HIDDEN = Size.hyper("hidden");
  public static final Size CLASSES = Size.hyper("classes");
  public static final Size VOCAB = Size.hyper("vocab");

  private CellSamples() {}

  /** What a layer gives: the outputs of all steps, and the final state. */
  public record Layer(Value outputs, Value last) {}

  /** All samples; names of graphs are unique. */
  public static List<Graph> all() {
    return List.of(rnn(), lstm(), gru(), outputLayer(), bidirectional(), twoLayers(), tagger(), classifier(), mean(),
        max(), dropoutInside(), attention(), givenState(), feedback(),
        gatesApart(), lookup(), linearStates());
  }

  /** An RNN over a sequence; loss: the sum of the last state. */
  public static Graph rnn() {
    Drawing d = new Drawing("rnn");
    Value x = d.example("x", T, INPUT);
    return loss(d, rnn(d, "cell", x, INPUT, false).last());
  }

  public static Graph lstm() {
    Drawing d = new Drawing("lstm");
    Value x = d.example("x", T, INPUT);
    Layer layer = lstm(d, "cell", x, INPUT, false);
    d.result("outputs", layer.outputs());
    return loss(d, layer.last());
  }

  public static Graph gru() {
    Drawing d = new Drawing("gru");
    Value x = d.example("x", T, INPUT);
    Layer layer = gru(d, "cell", x, INPUT);
    d.result("outputs", layer.outputs());
    return loss(d, layer.last());
  }

  public static Graph bidirectional() {
    Drawing d = new Drawing("bidirectional");
    Value x = d.example("x", T, INPUT);
    Layer forward = lstm(d, "f", x, INPUT, false);
    Layer backward = lstm(d, "b", x, INPUT, true);
    d.result("outputs", d.concat(1, forward.outputs(), backward.outputs()));
    return loss(d, d.concat(0, forward.last(), backward.last()));
  }

  public static Graph twoLayers() {
    Drawing d = new Drawing("two_layers");
    Value x = d.example("x", T, INPUT);
    Value rate = d.real("rate");
    Layer first = lstm(d, "l0", x, INPUT, false);
    Layer second = lstm(d, "l1", d.dropout(1, rate, first.outputs()), HIDDEN, false);
    return loss(d, second.last());
  }

  /** An output layer and a loss written into the loop. */
  public static Graph outputLayer() {
    Drawing d = new Drawing("output_layer");
    Value x = d.example("x", T, INPUT);
    Value labels = d.index("labels", CLASSES, T);
    Value wIh = d.parameter("w_ih", HIDDEN, INPUT);
    Value wHh = d.parameter("w_hh", HIDDEN, HIDDEN);
    Value wOut = d.parameter("w_out", CLASSES, HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value label = b.body("label", labels.type().withoutAxis(0));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value ih = b.body("w_ih", wIh.type());
    Value hh = b.body("w_hh", wHh.type());
    Value out = b.body("w_out", wOut.type());
    Value next = b.tanh(b.add(b.apply(ih, xt), b.apply(hh, h)));
    b.result("next", next).result("loss", b.crossEntropy(b.apply(out, next), label));
    Value zero = d.constant(0, HIDDEN);
    List<Value> made = d.builder().addAll(new Scan(T, false, 2, 1, b.build()),
        List.of(x, labels, zero, wIh, wHh, wOut));
    return d.result("loss", d.mean(made.get(1))).build();
  }

  /** Embedding, LSTM, a label for each step. */
  public static Graph tagger() {
    Drawing d = new Drawing("tagger");
    Value text = d.index("text", VOCAB, T);
    Value labels = d.index("labels", CLASSES, T);
    Value embedded = d.embed(d.parameter("table", VOCAB, INPUT), text, Size.ZERO);
    Layer layer = lstm(d, "cell", embedded, INPUT, false);
    Value scores = linear(d, layer.outputs());
    return d.result("loss", d.mean(d.crossEntropy(scores, labels))).result("scores", scores).build();
  }

  /** The sentiment model: embedding, bidirectional LSTM, dropout, output layer, cross-entropy. */
  public static Graph classifier() {
    Drawing d = new Drawing("classifier");
    Value text = d.index("text", VOCAB, T);
    Value label = d.index("label", CLASSES);
    Value rate = d.real("rate");
    Value embedded = d.embed(d.parameter("table", VOCAB, INPUT), text, Size.ZERO);
    Layer forward = lstm(d, "f", embedded, INPUT, false);
    Layer backward = lstm(d, "b", embedded, INPUT, true);
    Value last = d.dropout(2, rate, d.concat(0, forward.last(), backward.last()));
    Value w = d.parameter("output.weight", CLASSES, HIDDEN.times(2));
    Value scores = d.add(d.apply(w, last), d.parameter("output.bias", CLASSES));
    return d.result("loss", d.crossEntropy(scores, label)).build();
  }

  public static Graph mean() {
    Drawing d = new Drawing("mean");
    Value x = d.example("x", T, INPUT);
    return loss(d, d.mean(gru(d, "cell", x, INPUT).outputs()));
  }

  public static Graph max() {
    Drawing d = new Drawing("max");
    Value x = d.example("x", T, INPUT);
    return loss(d, d.max(0, rnn(d, "cell", x, INPUT, true).outputs()));
  }

  /** Dropout of the state and of the input, inside the loop. */
  public static Graph dropoutInside() {
    Drawing d = new Drawing("dropout_inside");
    Value x = d.example("x", T, INPUT);
    Value rate = d.real("rate");
    Value w = d.parameter("w", HIDDEN, INPUT.plus(HIDDEN));
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value wt = b.body("w", w.type());
    Value r = b.body("rate", Type.floats());
    Value next = b.tanh(b.apply(wt, b.concat(0, b.dropout(7, r, xt), b.dropout(8, r, h))));
    b.result("next", next).result("y", b.dropout(9, r, next));
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 1, b.build()),
        List.of(x, d.constant(0, HIDDEN), w, rate));
    return loss(d, d.mean(made.get(1)));
  }

  /** Each step looks at the whole of another sequence. */
  public static Graph attention() {
    Size s = Size.ragged("S");
    Drawing d = new Drawing("attention");
    Value memory = d.example("memory", s, HIDDEN);
    Value x = d.example("x", T, INPUT);
    Value key = d.parameter("key", HIDDEN, HIDDEN);
    Value wIh = d.parameter("w_ih", HIDDEN, INPUT);
    Value wHh = d.parameter("w_hh", HIDDEN, HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value m = b.body("memory", memory.type());
    Value k = b.body("key", key.type());
    Value ih = b.body("w_ih", wIh.type());
    Value hh = b.body("w_hh", wHh.type());
    Value scores = b.contract("so", "o", "s", b.contract("oi", "si", "so", k, m), h);
    Value context = b.contract("s", "si", "i", scores, m);
    Value next = b.tanh(b.add(b.apply(ih, xt), b.apply(hh, context)));
    b.result("next", next).result("y", next);
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 1, b.build()),
        List.of(x, d.constant(0.5, HIDDEN), memory, key, wIh, wHh));
    return loss(d, d.mean(made.get(1)));
  }

  /** A cell with a matrix for each gate, as papers write it: {@code z = sigmoid(wz @ x + uz @ h)}, … */
  public static Graph gatesApart() {
    Drawing d = new Drawing("gates_apart");
    Value x = d.example("x", T, INPUT);
    Value wz = d.parameter("wz", HIDDEN, INPUT);
    Value wn = d.parameter("wn", HIDDEN, INPUT);
    Value uz = d.parameter("uz", HIDDEN, HIDDEN);
    Value un = d.parameter("un", HIDDEN, HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value bwz = b.body("wz", wz.type());
    Value bwn = b.body("wn", wn.type());
    Value buz = b.body("uz", uz.type());
    Value bun = b.body("un", un.type());
    Value z = b.sigmoid(b.add(b.apply(bwz, xt), b.apply(buz, h)));
    Value n = b.tanh(b.add(b.apply(bwn, xt), b.apply(bun, h)));
    Value next = b.add(b.multiply(z, h), b.multiply(b.subtract(b.constant(1, HIDDEN), z), n));
    b.result("next", next);
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 1, b.build()),
        List.of(x, d.constant(0, HIDDEN), wz, wn, uz, un));
    return loss(d, made.get(0));
  }

  /** A decoder that reads at each step what it said last. */
  public static Graph feedback() {
    Drawing d = new Drawing("feedback");
    Value x = d.example("x", T, INPUT);
    Value table = d.parameter("table", CLASSES, INPUT);
    Value wIh = d.parameter("w_ih", HIDDEN, INPUT);
    Value wOut = d.parameter("w_out", CLASSES, HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value rows = b.body("table", table.type());
    Value ih = b.body("w_ih", wIh.type());
    Value out = b.body("w_out", wOut.type());
    Value said = b.op(new ArgMax(0), b.apply(out, h));
    Value next = b.tanh(b.add(b.apply(ih, b.add(xt, b.op(new Gather(Optional.empty()), rows, said))), h));
    b.result("next", next).result("scores", b.apply(out, next));
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 1, b.build()),
        List.of(x, d.constant(0.5, HIDDEN), table, wIh, wOut));
    return d.result("scores", made.get(1)).build();
  }

  /** Looks up a row of a table that the state changes at each step, so that the table's gradient is scattered inside the loop. */
  public static Graph lookup() {
    Drawing d = new Drawing("lookup");
    Value x = d.example("x", T, HIDDEN);
    Value labels = d.index("labels", CLASSES, T);
    Value table = d.parameter("table", CLASSES, HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(HIDDEN));
    Value label = b.body("label", labels.type().withoutAxis(0));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value rows = b.body("table", table.type());
    Value changed = b.multiply(rows, b.op(new Broadcast(List.of(CLASSES, HIDDEN), List.of(1)), h));
    Value next = b.tanh(b.add(xt, b.op(new Gather(Optional.empty()), changed, label)));
    b.result("next", next).result("y", next);
    List<Value> made = d.builder().addAll(new Scan(T, false, 2, 1, b.build()), List.of(x, labels, d.constant(0.5, HIDDEN), table));
    return loss(d, d.mean(made.get(1)));
  }

  /** States that are linear in themselves, one over the other, beside one that is not and one over all of them. */
  public static Graph linearStates() {
    Drawing d = new Drawing("linear_states");
    Value x = d.example("x", T, INPUT);
    Value rate = d.real("rate");
    Value w = d.parameter("w", HIDDEN, INPUT);
    Value decay = d.parameter("decay", HIDDEN);
    Value first = d.parameter("first", HIDDEN);
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(INPUT));
    Value gated = b.body("gated", Type.floats(HIDDEN));
    Value decayed = b.body("decayed", Type.floats(HIDDEN));
    Value average = b.body("average", Type.floats(HIDDEN));
    Value bent = b.body("bent", Type.floats(HIDDEN));
    Value wt = b.body("w", w.type());
    Value dt = b.body("decay", decay.type());
    Value r = b.body("rate", Type.floats());
    Value p = b.apply(wt, xt);
    Value nextGated = b.add(gated, b.multiply(b.sigmoid(p), b.subtract(b.tanh(p), gated)));
    Value nextDecayed = b.dropout(4, r, b.add(b.multiply(dt, decayed), b.multiply(nextGated, gated)));
    Value nextAverage = b.add(b.multiply(b.constant(0.75, HIDDEN), average), nextDecayed);
    Value nextBent = b.tanh(b.add(b.multiply(bent, average), nextGated));
    b.result("gated", nextGated).result("decayed", nextDecayed).result("average", nextAverage).result("bent", nextBent)
        .result("y", b.multiply(nextBent, nextAverage)).result("decayed_y", nextDecayed);
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 4, b.build()),
        List.of(x, first, d.constant(0, HIDDEN), first, d.constant(0.5, HIDDEN), w, decay, rate));
    d.result("outputs", made.get(4)).result("last", made.get(2));
    return loss(d, d.add(d.mean(made.get(5)), d.add(made.get(0), made.get(3))));
  }

  /** The initial state is an argument, or made from one. */
  public static Graph givenState() {
    Drawing d = new Drawing("given_state");
    Value x = d.example("x", T, INPUT);
    Value start = d.example("start", HIDDEN);
    Value bridge = d.parameter("bridge", HIDDEN, HIDDEN);
    Layer layer = rnn(d, "cell", x, INPUT, d.tanh(d.apply(bridge, start)), false);
    d.result("outputs", layer.outputs());
    return loss(d, layer.last());
  }

  /** {@code h[t] = tanh(w_ih @ x[t] + b_ih + w_hh @ h[t-1] + b_hh)}. */
  public static Layer rnn(Drawing d, String name, Value x, Size width, boolean reverse) {
    return rnn(d, name, x, width, d.constant(0, HIDDEN), reverse);
  }

  private static Layer rnn(Drawing d, String name, Value x, Size width, Value start, boolean reverse) {
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(width));
    Value h = b.body("h", Type.floats(HIDDEN));
    Cell cell = new Cell(d, b, name, HIDDEN, width);
    Value next = b.tanh(b.add(b.apply(cell.wIh, xt), cell.bIh, b.apply(cell.wHh, h), cell.bHh));
    b.result("next_h", next).result("y", next);
    List<Value> made = d.builder().addAll(new Scan(T, reverse, 1, 1, b.build()), cell.operands(x, start));
    return new Layer(made.get(1), made.get(0));
  }

  /** The library's LSTM. */
  public static Layer lstm(Drawing d, String name, Value x, Size width, boolean reverse) {
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(width));
    Value h = b.body("h", Type.floats(HIDDEN));
    Value c = b.body("c", Type.floats(HIDDEN));
    Cell cell = new Cell(d, b, name, HIDDEN.times(4), width);
    List<Value> gates = b.split(b.add(b.apply(cell.wIh, xt), cell.bIh, b.apply(cell.wHh, h), cell.bHh), 4);
    Value kept = b.multiply(b.sigmoid(gates.get(1)), c);
    Value nextC = b.add(kept, b.multiply(b.sigmoid(gates.get(0)), b.tanh(gates.get(2))));
    Value nextH = b.multiply(b.sigmoid(gates.get(3)), b.tanh(nextC));
    b.result("next_h", nextH).result("next_c", nextC).result("y", nextH);
    List<Value> made = d.builder().addAll(new Scan(T, reverse, 1, 2, b.build()),
        cell.operands(x, d.constant(0, HIDDEN), d.constant(0, HIDDEN)));
    return new Layer(made.get(2), made.get(0));
  }

  /** The library's GRU, reset after the product. */
  public static Layer gru(Drawing d, String name, Value x, Size width) {
    Drawing b = new Drawing("body");
    Value xt = b.body("x", Type.floats(width));
    Value h = b.body("h", Type.floats(HIDDEN));
    Cell cell = new Cell(d, b, name, HIDDEN.times(3), width);
    List<Value> i = b.split(b.add(b.apply(cell.wIh, xt), cell.bIh), 3);
    List<Value> r = b.split(b.add(b.apply(cell.wHh, h), cell.bHh), 3);
    Value reset = b.sigmoid(b.add(i.get(0), r.get(0)));
    Value update = b.sigmoid(b.add(i.get(1), r.get(1)));
    Value fresh = b.tanh(b.add(i.get(2), b.multiply(reset, r.get(2))));
    Value next = b.add(b.multiply(b.subtract(b.constant(1, HIDDEN), update), fresh), b.multiply(update, h));
    b.result("next_h", next).result("y", next);
    List<Value> made = d.builder().addAll(new Scan(T, false, 1, 1, b.build()),
        cell.operands(x, d.constant(0, HIDDEN)));
    return new Layer(made.get(1), made.get(0));
  }

  /** Scores of the classes, for every step. */
  public static Value linear(Drawing d, Value x) {
    Value scores = d.apply(d.parameter("output.weight", CLASSES, HIDDEN), x);
    Value bias = d.parameter("output.bias", CLASSES);
    return d.add(scores, x.type().rank() == 1 ? bias : d.overTime(T, bias));
  }

  private static Graph loss(Drawing d, Value vector) {
    return d.result("loss", d.sum(0, d.tanh(vector))).build();
  }

  /** The four parameters that every cell of the library has, outside and in the body. */
  private static final class Cell {
    final Value wIh;
    final Value bIh;
    final Value wHh;
    final Value bHh;
    private final List<Value> parameters;

    Cell(Drawing d, Drawing body, String name, Size gates, Size width) {
      parameters = List.of(d.parameter(name + ".weight_ih", gates, width), d.parameter(name + ".bias_ih", gates),
          d.parameter(name + ".weight_hh", gates, HIDDEN), d.parameter(name + ".bias_hh", gates));
      wIh = body.body("weight_ih", parameters.get(0).type());
      bIh = body.body("bias_ih", parameters.get(1).type());
      wHh = body.body("weight_hh", parameters.get(2).type());
      bHh = body.body("bias_hh", parameters.get(3).type());
    }

    List<Value> operands(Value x, Value... states) {
      List<Value> all = new ArrayList<>(List.of(x));
      all.addAll(List.of(states));
      all.addAll(parameters);
      return all;
    }
  }
}
