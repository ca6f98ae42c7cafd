package org.seqlang.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.seqlang.compiler.ir.Graph;
import org.seqlang.compiler.ir.ScalarFunction;
import org.seqlang.compiler.ir.Size;
import org.seqlang.compiler.ir.Type;
import org.seqlang.compiler.ir.Value;
import org.seqlang.compiler.ir.op.Broadcast;
import org.seqlang.compiler.ir.op.Edge;
import org.seqlang.compiler.ir.op.Scan;
import org.seqlang.compiler.ir.op.Shift;
import org.seqlang.compiler.ir.op.SizeOf;
import org.seqlang.compiler.ir.op.Split;

/**
 * Draws cells that look at the whole of other sequences at each step: random equations over memories, scores, contexts and states;
 * where that is wanted, also states over another sequence, as in attention with coverage. The gradient of those would
 * have to keep a whole sequence for every step, which schedules refuse.
 */
public final class RandomAttention {

  private static final Size T = CellSamples.T;
  private static final Size S = Size.ragged("S");
  private static final Size WIDTH = CellSamples.HIDDEN;

  private final Random random;
  private final Drawing outside;
  private final Drawing body = new Drawing("body");
  private final List<Value> operands = new ArrayList<>();
  /** The time that the memories run over: another's, or the loop's own. */
  private final Size over;
  /** {@code [n]}. */
  private final List<Value> vectors = new ArrayList<>();
  /** {@code [S, n]}. */
  private final List<Value> memories = new ArrayList<>();
  /** {@code [S]}. */
  private final List<Value> scores = new ArrayList<>();
  private final List<Value> matrices = new ArrayList<>();
  private Optional<Value> rate = Optional.empty();
  private int site;

  private RandomAttention(long seed) {
    random = new Random(seed * 7919 + 1);
    outside = new Drawing("attention" + seed);
    over = random.nextInt(4) == 0 ? T : S;
  }

  /** A graph with one loop over a random cell with memories. */
  public static Graph draw(long seed) {
    return new RandomAttention(seed).draw(false);
  }

  /** The same with a state that is a sequence. */
  public static Graph drawWithCoverage(long seed) {
    return new RandomAttention(seed).draw(true);
  }

  private Graph draw(boolean coverage) {
    operand(outside.example("x", T, WIDTH), Type.floats(WIDTH), vectors);
    List<Value> states = new ArrayList<>();
    state(states, outside.example("h0", WIDTH), vectors);
    if (random.nextBoolean()) {
      state(states, outside.constant(0.25, WIDTH), vectors);
    }
    if (coverage && random.nextBoolean()) {
      state(states, outside.constant(0, over), scores);
    } else if (coverage) {
      state(states, outside.example("m0", over, WIDTH), memories);
    }
    constants();
    int nodes = 4 + random.nextInt(10);
    for (int i = 0; i < nodes; i++) {
      node();
    }
    for (int i = 0; i < states.size(); i++) {
      body.result("next" + i, next(states.get(i)));
    }
    body.result("y", body.tanh(pick(vectors)));
    Scan scan = new Scan(T, random.nextInt(3) == 0, 1, states.size(), body.build());
    List<Value> made = outside.builder().addAll(scan, operands);
    outside.result("y", outside.mean(made.get(states.size())));
    outside.result("h", outside.sum(0, outside.tanh(made.get(0))));
    if (made.get(states.size() - 1).type().time().isPresent()) {
      outside.result("state", outside.sum(0, outside.tanh(made.get(states.size() - 1))));
    }
    return outside.build();
  }

  private void constants() {
    Value memory = outside.example("memory", over, WIDTH);
    operand(memory, memory.type(), memories);
    if (random.nextBoolean()) {
      Value weighted = outside.tanh(outside.contract("oi", "si", "so", outside.parameter("keys", WIDTH, WIDTH), memory));
      operand(weighted, weighted.type(), memories);
    }
    Value w = outside.parameter("w", WIDTH, WIDTH);
    operand(w, w.type(), matrices);
    Value v = outside.parameter("v", WIDTH);
    operand(v, v.type(), vectors);
    Value share = outside.real("rate");
    operands.add(share);
    rate = Optional.of(body.body("rate", Type.floats()));
  }

  private void operand(Value value, Type inside, List<Value> pool) {
    operands.add(value);
    pool.add(body.body("in" + operands.size(), inside));
  }

  private void state(List<Value> states, Value first, List<Value> pool) {
    operand(first, first.type(), pool);
    states.add(pool.get(pool.size() - 1));
  }

  private Value next(Value state) {
    if (state.type().time().isEmpty()) {
      return body.tanh(body.add(pick(vectors), context()));
    }
    List<Value> pool = state.type().rank() == 1 ? scores : memories;
    Value other = pool.stream().skip(random.nextInt(pool.size())).findFirst().orElseThrow();
    return random.nextInt(4) == 0 ? body.tanh(other) : body.add(state, other);
  }

  private Value context() {
    return body.contract("s", "si", "i", softmax(score()), pick(memories));
  }

  private Value score() {
    return scores.isEmpty() || random.nextBoolean()
        ? body.contract("si", "i", "s", pick(memories), pick(vectors)) : pick(scores);
  }

  private Value softmax(Value of) {
    Value exp = body.map(ScalarFunction.EXP, body.tanh(of));
    return body.map(ScalarFunction.DIVIDE, exp, spread(body.sum(0, exp)));
  }

  private Value spread(Value untimed) {
    List<Integer> axes = untimed.type().rank() == 0 ? List.of() : List.of(1);
    List<Size> dims = untimed.type().rank() == 0 ? List.of(over) : List.of(over, WIDTH);
    return body.op(new Broadcast(dims, axes), untimed);
  }

  private void node() {
    List<Runnable> kinds = List.of(
        () -> vectors.add(context()),
        () -> scores.add(score()),
        () -> scores.add(softmax(score())),
        () -> vectors.add(body.apply(pick(matrices), pick(vectors))),
        () -> vectors.add(body.multiply(body.sigmoid(pick(vectors)), pick(vectors))),
        () -> memories.add(body.tanh(body.add(pick(memories), spread(pick(vectors))))),
        () -> memories.add(body.multiply(pick(memories), pick(memories))),
        () -> memories.add(body.contract("s", "i", "si", score(), pick(vectors))),
        () -> memories.add(body.contract("oi", "si", "so", pick(matrices), pick(memories))),
        () -> scores.add(body.dropout(site++, rate.orElseThrow(), score())),
        () -> memories.add(body.dropout(site++, rate.orElseThrow(), pick(memories))),
        () -> vectors.add(body.max(0, pick(memories))),
        () -> vectors.add(body.sum(0, body.tanh(pick(memories)))),
        () -> vectors.add(body.op(new Edge(random.nextBoolean() ? Edge.End.LAST : Edge.End.FIRST), pick(memories))),
        () -> scores.add(body.sum(1, pick(memories))),
        () -> memories.add(body.op(new Shift(random.nextBoolean()), pick(memories), pick(vectors))),
        () -> vectors.add(body.multiply(pick(vectors), body.fill(Type.floats(WIDTH), body.op(new SizeOf(over))))),
        () -> {
          List<Value> halves = body.builder().addAll(
              new Split(1, List.of(WIDTH, WIDTH)), List.of(body.concat(1, pick(memories), pick(memories))));
          memories.add(halves.get(random.nextInt(2)));
        });
    kinds.get(random.nextInt(kinds.size())).run();
  }

  private Value pick(List<Value> pool) {
    return pool.get(random.nextInt(pool.size()));
  }
}
