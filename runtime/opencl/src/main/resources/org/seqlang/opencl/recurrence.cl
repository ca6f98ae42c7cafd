// Linear recurrences along the steps of a ragged batch, as in the Java backend: s[t] = a[t] s[t-1] + b[t], or transposed,
// s[t] = a[t-1] s[t-1] + b[t]. A task is a chunk of an example's steps, and SEQ_BLOCK columns of it.
//
// On a GPU chunks are short, and three kernels follow one another. The first computes what each chunk makes of what enters it,
// P in + Q, and keeps P and Q in the first two steps of the result that the chunk is going to write; of an example's first chunk, what
// leaves it. The second passes the states from chunk to chunk, and keeps what enters each. The third goes through the steps.

// Adding and subtracting it clears what is smaller than a 2^24th of it: processors are slow with subnormal numbers.
#define SEQ_TINY 0x1p-100f

typedef struct {
  global const int* offsets;
  global const int* order;
  global const int* lengths;
  int examples;
  int columns;
  int reverse;
  int transposed;
  global const float* a;
  int lda;  // 0 where all steps have the same factors
  global const float* b;
  int ldb;
  global const float* initial;
  global float* result;
  int ldr;
} seq_recurrence;

// Which steps and columns a task has: steps `first` to `end`, columns from `column` on.
typedef struct {
  int position;
  int column;
  int width;
  int chunk;
  int chunks;  // of the example
  int first;
  int end;
} seq_task;

static inline int seq_chunks(const int length) { return (length - 1) / SEQ_CHUNK + 1; }
static inline int seq_blocks(const seq_recurrence r) { return (r.columns + SEQ_BLOCK - 1) / SEQ_BLOCK; }

static inline seq_task seq_task_of(const seq_recurrence r, const int position, const int block, const int chunk) {
  const int length = r.lengths[r.order[position]];
  const int column = block * SEQ_BLOCK;
  const int first = chunk * SEQ_CHUNK;
  const seq_task task = {position, column, SEQ_WIDTH(r.columns - column), chunk, seq_chunks(length), first,
      length - first > SEQ_CHUNK ? first + SEQ_CHUNK : length};
  return task;
}

static inline int seq_is_first(const seq_recurrence r, const seq_task task) {
  return task.chunk == (r.reverse ? task.chunks - 1 : 0);
}
static inline int seq_is_last(const seq_recurrence r, const seq_task task) {
  return task.chunk == (r.reverse ? 0 : task.chunks - 1);
}

// Where the task's columns of its step i, counted in the direction of the recurrence, lie in memory with rows of `ld`.
static inline int seq_at(const seq_recurrence r, const seq_task task, const int i, const int ld) {
  const int t = r.reverse ? task.end - 1 - i : task.first + i;
  return (r.offsets[t] + task.position) * ld + task.column;
}

static inline global const float* seq_initial(const seq_recurrence r, const seq_task task) {
  return r.initial + task.position * r.columns + task.column;
}

// Goes through the steps; `state` is what passes from one to the next.
static inline void seq_walk(const seq_recurrence r, const seq_task task, float* state, const int write) {
  for (int i = 0; i < task.end - task.first; i++) {
    global const float* a = r.a + (r.lda == 0 ? task.column : seq_at(r, task, i, r.lda));
    global const float* b = r.b + seq_at(r, task, i, r.ldb);
    global float* to = r.result + seq_at(r, task, i, r.ldr);
    if (r.transposed) {
      WIDE for (int j = 0; j < task.width; j++) {
        const float made = state[j] + b[j];
        state[j] = fma(a[j], made, SEQ_TINY) - SEQ_TINY;
        if (write) {
          to[j] = made;
        }
      }
    } else {
      WIDE for (int j = 0; j < task.width; j++) {
        state[j] = fma(a[j], state[j], b[j]) + SEQ_TINY - SEQ_TINY;
        if (write) {
          to[j] = state[j];
        }
      }
    }
  }
}

static inline void seq_compose_task(const seq_recurrence r, const seq_task task) {
  float sum[SEQ_BLOCK];
  global float* to = r.result + seq_at(r, task, 0, r.ldr);
  if (seq_is_first(r, task)) {
    for (int j = 0; j < task.width; j++) {
      sum[j] = seq_initial(r, task)[j];
    }
    seq_walk(r, task, sum, 0);
    for (int j = 0; j < task.width; j++) {
      to[j] = sum[j];
    }
    return;
  }
  float product[SEQ_BLOCK];
  for (int j = 0; j < task.width; j++) {
    product[j] = 1.0f;
    sum[j] = 0.0f;
  }
  for (int i = 0; i < task.end - task.first; i++) {
    global const float* a = r.a + (r.lda == 0 ? task.column : seq_at(r, task, i, r.lda));
    global const float* b = r.b + seq_at(r, task, i, r.ldb);
    for (int j = 0; j < task.width; j++) {
      product[j] = fma(a[j], product[j], SEQ_TINY) - SEQ_TINY;
      sum[j] = r.transposed ? fma(a[j], sum[j] + b[j], SEQ_TINY) - SEQ_TINY : fma(a[j], sum[j], b[j]) + SEQ_TINY - SEQ_TINY;
    }
  }
  global float* second = r.result + seq_at(r, task, 1, r.ldr);
  for (int j = 0; j < task.width; j++) {
    to[j] = product[j];
    second[j] = sum[j];
  }
}

static inline void seq_compose(const seq_recurrence r) {
  const int blocks = seq_blocks(r);
  const int chunks = seq_chunks(r.lengths[r.order[0]]);
  for (int q = get_global_id(0); chunks > 1 && q < chunks * r.examples * blocks; q += get_global_size(0)) {
    const int position = q / blocks % r.examples;
    const int chunk = q / blocks / r.examples;
    if (chunk < seq_chunks(r.lengths[r.order[position]])) {
      const seq_task task = seq_task_of(r, position, q % blocks, chunk);
      if (!seq_is_last(r, task)) {
        seq_compose_task(r, task);
      }
    }
  }
}

static inline void seq_pass(const seq_recurrence r) {
  const int blocks = seq_blocks(r);
  for (int q = get_global_id(0); q < r.examples * blocks; q += get_global_size(0)) {
    const int chunks = seq_chunks(r.lengths[r.order[q / blocks]]);
    float state[SEQ_BLOCK];
    for (int i = 0; chunks > 1 && i < chunks; i++) {
      const seq_task task = seq_task_of(r, q / blocks, q % blocks, r.reverse ? chunks - 1 - i : i);
      global float* to = r.result + seq_at(r, task, 0, r.ldr);
      for (int j = 0; j < task.width; j++) {
        const float before = state[j];
        if (i == 0) {
          state[j] = to[j];
        } else {
          if (i < chunks - 1) {
            const float product = to[j];
            const float sum = r.result[seq_at(r, task, 1, r.ldr) + j];
            if (isfinite(product) && isfinite(sum)) {
              state[j] = fma(product, before, sum);
            } else {
              seq_task column = task;
              column.column += j;
              column.width = 1;
              seq_walk(r, column, state + j, 0);
            }
          }
          to[j] = before;
        }
      }
    }
  }
}

static inline void seq_steps(const seq_recurrence r) {
  const int blocks = seq_blocks(r);
  const int chunks = seq_chunks(r.lengths[r.order[0]]);
  for (int q = get_global_id(0); q < chunks * r.examples * blocks; q += get_global_size(0)) {
    const int position = q / blocks % r.examples;
    const int chunk = q / blocks / r.examples;
    if (chunk < seq_chunks(r.lengths[r.order[position]])) {
      const seq_task task = seq_task_of(r, position, q % blocks, chunk);
      global const float* entering = seq_is_first(r, task) ? seq_initial(r, task) : r.result + seq_at(r, task, 0, r.ldr);
      float state[SEQ_BLOCK];
      for (int j = 0; j < task.width; j++) {
        state[j] = entering[j];
      }
      seq_walk(r, task, state, 1);
    }
  }
}
