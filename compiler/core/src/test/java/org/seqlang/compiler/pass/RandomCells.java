package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Contract;
import org.seqlang.compiler.ir.op.Scan;

/** Draws cells that type-check and do nothing sensible: random equations over inputs, states, parameters and masks. */
public final class RandomCells {

  private static final Size T = CellSamples.T;
  private static final List<Size> WIDTHS = List.of(CellSamples.HIDDEN, CellSamples.INPUT);

  private final Random random;
  private final Drawing outside;
  private final Drawing body = new Drawing("body");
  /** Values of the body to draw operands from; all are vectors or scalars. */
  private final List<Value> pool = new ArrayList<>();
  private final List<Value> matrices = new ArrayList<>();
  /** Which of the body's inputs is the rate of dropout. */
  private int rate;
  private int site;

  private RandomCells(long seed) {
    random = new Random(seed);
    outside = new Drawing("cell" + seed);
  }

  /** A graph with one loop over a random cell, and a function of what it gives. */
  public static Graph draw(long seed) {
    return new RandomCells(seed).draw();
  }

  private Graph draw() {
    List<Value> operands = new ArrayList<>();
    int sequences = 1 + random.nextInt(2);
    for (int i = 0; i < sequences; i++) {
      operands.add(outside.example("x" + i, T, width()));
      pool.add(body.body("x" + i, operands.get(i).type().withoutAxis(0)));
    }
    int states = random.nextInt(4);
    List<Value> previous = new ArrayList<>();
    for (int i = 0; i < states; i++) {
      Size width = width();
      operands.add(random.nextBoolean() ? outside.constant(0.25, width) : outside.example("s" + i, width));
      previous.add(body.body("s" + i, Type.floats(width)));
    }
    pool.addAll(previous);
    drawConstants(operands);
    int nodes = 4 + random.nextInt(14);
    for (int i = 0; i < nodes; i++) {
      pool.add(node());
    }
    for (int i = 0; i < states; i++) {
      Value next = of(previous.get(i).type());
      body.result("next" + i, random.nextInt(8) == 0 ? next : body.tanh(next));
    }
    int stacked = 1 + random.nextInt(3);
    for (int i = 0; i < stacked; i++) {
      body.result("y" + i, pick());
    }
    Scan scan = new Scan(T, random.nextBoolean(), sequences, states, body.build());
    List<Value> made = outside.builder().addAll(scan, operands);
    return finish(made);
  }

  private void drawConstants(List<Value> operands) {
    int constants = 2 + random.nextInt(4);
    for (int i = 0; i < constants; i++) {
      boolean matrix = random.nextInt(3) > 0;
      Value parameter = matrix ? outside.parameter("p" + i, width(), width()) : outside.parameter("p" + i, width());
      operands.add(parameter);
      (matrix ? matrices : pool).add(body.body("p" + i, parameter.type()));
    }
    rate = operands.size();
    operands.add(outside.real("rate"));
    body.body("rate", Type.floats());
  }

  /** Results: sums, means, maxima, last and first steps of what the loop gives. */
  private Graph finish(List<Value> made) {
    for (int i = 0; i < made.size(); i++) {
      Value value = made.get(i);
      if (value.type().time().isPresent()) {
        value = switch (random.nextInt(4)) {
          case 0 -> outside.mean(value);
          case 1 -> outside.sum(0, outside.tanh(value));
          case 2 -> outside.last(value);
          default -> value;
        };
      }
      if (random.nextInt(5) > 0 || i == made.size() - 1) {
        outside.result("r" + i, value);
      }
    }
    return outside.build();
  }

  private Value node() {
    Value x = pick();
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> product(x);
      case 3 -> body.map(ScalarFunction.ADD, x, of(x.type()));
      case 4 -> body.map(ScalarFunction.SUBTRACT, x, of(x.type()));
      case 5, 6 -> body.map(ScalarFunction.MULTIPLY, x, of(x.type()));
      case 7 -> body.sigmoid(x);
      case 8 -> body.tanh(x);
      case 9 -> body.dropout(site++, rate(), x);
      case 10 -> joined(x);
      case 11 -> x.type().rank() == 1 ? body.sum(0, x) : body.map(ScalarFunction.SIN, x);
      case 12 -> body.map(ScalarFunction.SOFTPLUS, x);
      default -> body.map(ScalarFunction.ADD, body.map(ScalarFunction.NEGATE, x), of(x.type()));
    };
  }

  private Value rate() {
    return body.builder().build().inputs().get(rate).value();
  }

  private Value product(Value x) {
    List<Value> fitting = matrices.stream().filter(m -> x.type().rank() == 1 && m.type().dim(1).equals(x.type().dim(0)))
        .toList();
    return fitting.isEmpty() ? body.tanh(x)
        : body.op(new Contract("oi", "i", "o"), fitting.get(random.nextInt(fitting.size())), x);
  }

  /** The vector and another side by side, or a part of that. */
  private Value joined(Value x) {
    if (x.type().rank() == 0) {
      return x;
    }
    List<Value> parts = body.split(body.concat(0, x, of(x.type())), 2);
    return random.nextBoolean() ? body.concat(0, parts.get(1), parts.get(0)) : parts.get(random.nextInt(2));
  }

  private Value pick() {
    return pool.get(random.nextInt(pool.size()));
  }

  /** Some value of the type: one that is there, or a scalar in every place. */
  private Value of(Type type) {
    List<Value> fitting = pool.stream().filter(v -> v.type().equals(type)).toList();
    if (!fitting.isEmpty() && random.nextInt(6) > 0) {
      return fitting.get(random.nextInt(fitting.size()));
    }
    Value any = pick();
    Value scalar = any.type().rank() == 0 ? any : body.sum(0, any);
    return body.op(new Broadcast(type.dims(), List.of()), scalar);
  }

  private Size width() {
    return WIDTHS.get(random.nextInt(WIDTHS.size()));
  }
}
