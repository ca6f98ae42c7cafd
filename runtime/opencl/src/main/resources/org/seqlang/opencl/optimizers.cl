// What optimisers do, an element a work-item and then the next: the formulas of org.seqlang.optim.

#define EACH(i, size) for (int i = get_global_id(0); i < (size); i += get_global_size(0))

kernel void seq_scale(global float* restrict x, const int size, const float factor) {
  EACH(i, size) { x[i] *= factor; }
}

kernel void seq_clamp(global float* restrict x, const int size, const float limit) {
  EACH(i, size) { x[i] = fmax(-limit, fmin(limit, x[i])); }
}

// A partial sum of squares for each of the work-items, of a stretch of its own.
kernel void seq_squares(global const float* restrict x, const int size, global float* restrict sums, const int at) {
  const int parts = get_global_size(0);
  const int part = get_global_id(0);
  const int from = (int) ((long) size * part / parts);
  const int to = (int) ((long) size * (part + 1) / parts);
  float s0 = 0.0f, s1 = 0.0f, s2 = 0.0f, s3 = 0.0f;
  int i = from;
  for (; i + 4 <= to; i += 4) {
    s0 = fma(x[i], x[i], s0);
    s1 = fma(x[i + 1], x[i + 1], s1);
    s2 = fma(x[i + 2], x[i + 2], s2);
    s3 = fma(x[i + 3], x[i + 3], s3);
  }
  for (; i < to; i++) {
    s0 = fma(x[i], x[i], s0);
  }
  sums[at * parts + part] = (s0 + s1) + (s2 + s3);
}

kernel void seq_sgd(global float* restrict x, global const float* restrict g, const int size, const float rate, const float decay) {
  EACH(i, size) { x[i] -= rate * (g[i] + decay * x[i]); }
}

kernel void seq_momentum(global float* restrict x, global const float* restrict g, global float* restrict velocity, const int size,
    const float rate, const float decay, const float keep, const float take, const float ahead, const float along) {
  EACH(i, size) {
    const float d = g[i] + decay * x[i];
    const float v = keep * velocity[i] + take * d;
    velocity[i] = v;
    x[i] -= rate * (ahead * d + along * v);
  }
}

kernel void seq_adam(global float* restrict x, global const float* restrict g, global float* restrict mean,
    global float* restrict square, const int size, const float coupled, const float shrink, const float keep_mean,
    const float take_mean, const float keep_square, const float take_square, const float rate, const float correction,
    const float small) {
  EACH(i, size) {
    const float d = g[i] + coupled * x[i];
    const float m = keep_mean * mean[i] + take_mean * d;
    const float s = keep_square * square[i] + take_square * d * d;
    mean[i] = m;
    square[i] = s;
    x[i] = shrink * x[i] - rate * m / (sqrt(s) * correction + small);
  }
}

kernel void seq_rmsprop(global float* restrict x, global const float* restrict g, global float* restrict square, const int size,
    const float rate, const float decay, const float keep, const float take, const float small, const float along) {
  EACH(i, size) {
    const float d = g[i] + decay * x[i];
    const float s = keep * square[i] + take * d * d;
    square[i] = s;
    x[i] -= rate * d / (sqrt(s) + small);
  }
}

kernel void seq_rmsprop_centered(global float* restrict x, global const float* restrict g, global float* restrict square,
    global float* restrict mean, const int size, const float rate, const float decay, const float keep, const float take,
    const float small, const float along) {
  EACH(i, size) {
    const float d = g[i] + decay * x[i];
    const float s = keep * square[i] + take * d * d;
    const float a = keep * mean[i] + take * d;
    square[i] = s;
    mean[i] = a;
    x[i] -= rate * d / (sqrt(fmax(0.0f, s - a * a)) + small);
  }
}

kernel void seq_rmsprop_momentum(global float* restrict x, global const float* restrict g, global float* restrict square,
    global float* restrict velocity, const int size, const float rate, const float decay, const float keep, const float take,
    const float small, const float along) {
  EACH(i, size) {
    const float d = g[i] + decay * x[i];
    const float s = keep * square[i] + take * d * d;
    const float u = d / (sqrt(s) + small) + along * velocity[i];
    square[i] = s;
    velocity[i] = u;
    x[i] -= rate * u;
  }
}

kernel void seq_rmsprop_centered_momentum(global float* restrict x, global const float* restrict g, global float* restrict square,
    global float* restrict mean, global float* restrict velocity, const int size, const float rate, const float decay,
    const float keep, const float take, const float small, const float along) {
  EACH(i, size) {
    const float d = g[i] + decay * x[i];
    const float s = keep * square[i] + take * d * d;
    const float a = keep * mean[i] + take * d;
    const float u = d / (sqrt(fmax(0.0f, s - a * a)) + small) + along * velocity[i];
    square[i] = s;
    mean[i] = a;
    velocity[i] = u;
    x[i] -= rate * u;
  }
}
