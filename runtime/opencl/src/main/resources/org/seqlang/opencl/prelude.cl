// Arithmetic of all kernels; followed by vector.cl or simt.cl.

// Maximum and minimum that pass NaN on.
static inline float seq_max(const float a, const float b) { return a > b || a != a ? a : b; }
static inline float seq_min(const float a, const float b) { return a < b || a != a ? a : b; }

// tanh as in the Java backend: clamped, then an odd rational function. Relative error below 3.4e-7.
static inline float seq_tanh(const float x) {
  const float t = x > 7.9864087f ? 7.9864087f : x < -7.9864087f ? -7.9864087f : x;
  const float s = t * t;
  float p = fma(s, 1.3583086e-8f, 2.0776743e-5f);
  p = fma(s, p, 0.003505935f);
  p = fma(s, p, 0.13389803f);
  p = fma(s, p, 1.0f);
  float q = fma(s, 7.870792e-7f, 3.3024393e-4f);
  q = fma(s, q, 0.025916535f);
  q = fma(s, q, 0.4672313f);
  q = fma(s, q, 1.0f);
  return t * p / q;
}

static inline float seq_sigmoid(const float x) { return fma(0.5f, seq_tanh(0.5f * x), 0.5f); }

static inline float seq_power_of_two(const int n) { return as_float((n + 127) << 23); }

// e to the x as in the Java backend: within 2 units in the last place.
static inline float seq_exp(const float x) {
  const float t = x > 89.0f ? 89.0f : x < -105.0f ? -105.0f : x;
  const float n = fma(t, 1.44269504088896341f, 12582912.0f) - 12582912.0f;
  const float r = fma(n, 2.12194440e-4f, fma(n, -0.693359375f, t));
  float p = fma(r, 1.9875691500e-4f, 1.3981999507e-3f);
  p = fma(r, p, 8.3334519073e-3f);
  p = fma(r, p, 4.1665795894e-2f);
  p = fma(r, p, 1.6666665459e-1f);
  p = fma(r, p, 5.0000001201e-1f);
  p = fma(r * r, p, r) + 1.0f;
  const int whole = (int) n;
  const int half_of = whole >> 1;
  return x != x ? x : p * seq_power_of_two(half_of) * seq_power_of_two(whole - half_of);
}

static inline float seq_softplus(const float x) { return seq_max(x, 0.0f) + log1p(exp(-fabs(x))); }

// The random numbers of dropout: those of the Java backend, to the bit.
static inline uint seq_finish(uint h) {
  h ^= h >> 16;
  h *= 0x7FEB352Du;
  h ^= h >> 15;
  h *= 0x846CA68Bu;
  return h ^ (h >> 16);
}
static inline uint seq_mix(const uint a, const uint b) { return seq_finish(a ^ (b * 0x85EBCA6Bu)); }
static inline int seq_row(const int run, const int site, const int example, const int step) {
  return (int) seq_mix(seq_mix(seq_mix((uint) run, (uint) site), (uint) example), (uint) step);
}
static inline float seq_keep(const int row, const int column, const float rate) {
  const float u = (float) (seq_finish((uint) row + (uint) column * 0x9E3779B9u) >> 8) * 0x1p-24f;
  return u >= rate ? 1.0f / (1.0f - rate) : 0.0f;
}

// The sum of n numbers, in sixteen partial sums as in the Java backend.
static inline float seq_sum(global const float* a, const int n) {
  float16 sums = (float16) (0.0f);
  int i = 0;
  for (; i + 16 <= n; i += 16) {
    sums += vload16(0, a + i);
  }
  const float8 s8 = sums.lo + sums.hi;
  const float4 s4 = s8.lo + s8.hi;
  const float2 s2 = s4.lo + s4.hi;
  float rest = 0.0f;
  for (; i < n; i++) {
    rest += a[i];
  }
  return s2.x + s2.y + rest;
}

static inline float seq_largest(global const float* a, const int n) {
  float best = -INFINITY;
  for (int i = 0; i < n; i++) {
    best = seq_max(best, a[i]);
  }
  return best;
}

static inline float seq_dot(global const float* a, global const float* b, const int n) {
  float16 sums = (float16) (0.0f);
  int i = 0;
  for (; i + 16 <= n; i += 16) {
    sums = fma(vload16(0, a + i), vload16(0, b + i), sums);
  }
  float8 s8 = sums.lo + sums.hi;
  float4 s4 = s8.lo + s8.hi;
  float2 s2 = s4.lo + s4.hi;
  float sum = s2.x + s2.y;
  for (; i < n; i++) {
    sum = fma(a[i], b[i], sum);
  }
  return sum;
}

// Packed weights: panels of 16 columns, each k rows of 16; columns beyond n are zero.
kernel void seq_pack(global const float* restrict from, const int offset, const int transposed, const int k, const int n,
    global float* restrict to) {
  const int panels = (n + 15) / 16;
  for (int e = get_global_id(0); e < panels * k * 16; e += get_global_size(0)) {
    const int column = e / (k * 16) * 16 + e % 16;
    const int row = e / 16 % k;
    to[e] = column >= n ? 0.0f : from[offset + (transposed ? column * k + row : row * n + column)];
  }
}
