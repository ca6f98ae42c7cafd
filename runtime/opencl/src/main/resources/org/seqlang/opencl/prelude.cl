// Put before every file of kernels. SEQ_VECTOR: a CPU, a work-group is one work-item; else work-groups of many work-items.

#ifdef SEQ_VECTOR
#define LANE 0
#define LANES 1
#define SYNC
#else
#define LANE ((int) get_local_id(0))
#define LANES ((int) get_local_size(0))
#define SYNC barrier(CLK_GLOBAL_MEM_FENCE)
#endif

// The part of `count` rows that is the work-group's.
#define BEGIN(count) ((int) ((long) (count) * (long) get_group_id(0) / (long) get_num_groups(0)))
#define END(count) ((int) ((long) (count) * ((long) get_group_id(0) + 1) / (long) get_num_groups(0)))

// Maximum and minimum that pass NaN on.
inline float seq_max(const float a, const float b) { return a > b || a != a ? a : b; }
inline float seq_min(const float a, const float b) { return a < b || a != a ? a : b; }

// tanh as in the Java backend: clamped, then an odd rational function. Relative error below 3.4e-7.
inline float seq_tanh(const float x) {
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

inline float seq_sigmoid(const float x) { return fma(0.5f, seq_tanh(0.5f * x), 0.5f); }

inline float seq_power_of_two(const int n) { return as_float((n + 127) << 23); }

// e to the x as in the Java backend: within 2 units in the last place.
inline float seq_exp(const float x) {
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

inline float seq_softplus(const float x) { return seq_max(x, 0.0f) + log1p(exp(-fabs(x))); }

// The random numbers of dropout: those of the Java backend, to the bit.
inline uint seq_finish(uint h) {
  h ^= h >> 16;
  h *= 0x7FEB352Du;
  h ^= h >> 15;
  h *= 0x846CA68Bu;
  return h ^ (h >> 16);
}
inline uint seq_mix(const uint a, const uint b) { return seq_finish(a ^ (b * 0x85EBCA6Bu)); }
inline int seq_row(const int run, const int site, const int example, const int step) {
  return (int) seq_mix(seq_mix(seq_mix((uint) run, (uint) site), (uint) example), (uint) step);
}
inline float seq_keep(const int row, const int column, const float rate) {
  const float u = (float) (seq_finish((uint) row + (uint) column * 0x9E3779B9u) >> 8) * 0x1p-24f;
  return u >= rate ? 1.0f / (1.0f - rate) : 0.0f;
}

inline float seq_dot(global const float* a, global const float* b, const int n) {
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

#ifdef SEQ_VECTOR

#define SEQ_STORE(value, to, left) \
  if ((left) >= 16) { vstore16(value, 0, to); } else { float parts[16]; vstore16(value, 0, parts); \
    for (int j = 0; j < (left); j++) { (to)[j] = parts[j]; } }

// The first of up to 16 numbers; the rest is zero.
inline float16 seq_load(global const float* from, const int left) {
  if (left >= 16) {
    return vload16(0, from);
  }
  float parts[16];
  for (int j = 0; j < 16; j++) {
    parts[j] = j < left ? from[j] : 0.0f;
  }
  return vload16(0, parts);
}

// What a row's sums begin with.
#define SEQ_BEGIN(i, j) (init ? seq_load(init + (i) * ldi + (j), left - (j)) : (float16) (0.0f))

#define SEQ_ROW2(i) { const float x = a[(i) * lda + p]; s##i = fma((float16) (x), b, s##i); u##i = fma((float16) (x), d, u##i); }
#define SEQ_ROW1(i) { const float x = a[(i) * lda + p]; s##i = fma((float16) (x), b, s##i); }

// 8 rows by 2 panels: 16 vectors of sums stay in registers.
inline void seq_tile8(global const float* a, const int lda, global const float* w, const int k, global const float* init,
    const int ldi, global float* c, const int ldc, const int left) {
  float16 s0 = SEQ_BEGIN(0, 0), s1 = SEQ_BEGIN(1, 0), s2 = SEQ_BEGIN(2, 0), s3 = SEQ_BEGIN(3, 0), s4 = SEQ_BEGIN(4, 0), s5 = SEQ_BEGIN(5, 0), s6 = SEQ_BEGIN(6, 0), s7 = SEQ_BEGIN(7, 0);
  if (left > 16) {
    float16 u0 = SEQ_BEGIN(0, 16), u1 = SEQ_BEGIN(1, 16), u2 = SEQ_BEGIN(2, 16), u3 = SEQ_BEGIN(3, 16), u4 = SEQ_BEGIN(4, 16), u5 = SEQ_BEGIN(5, 16), u6 = SEQ_BEGIN(6, 16), u7 = SEQ_BEGIN(7, 16);
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      const float16 d = vload16(p + k, w);
      SEQ_ROW2(0) SEQ_ROW2(1) SEQ_ROW2(2) SEQ_ROW2(3) SEQ_ROW2(4) SEQ_ROW2(5) SEQ_ROW2(6) SEQ_ROW2(7)
    }
    SEQ_STORE(u0, c + 16, left - 16) SEQ_STORE(u1, c + ldc + 16, left - 16)
    SEQ_STORE(u2, c + 2 * ldc + 16, left - 16) SEQ_STORE(u3, c + 3 * ldc + 16, left - 16)
    SEQ_STORE(u4, c + 4 * ldc + 16, left - 16) SEQ_STORE(u5, c + 5 * ldc + 16, left - 16)
    SEQ_STORE(u6, c + 6 * ldc + 16, left - 16) SEQ_STORE(u7, c + 7 * ldc + 16, left - 16)
  } else {
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      SEQ_ROW1(0) SEQ_ROW1(1) SEQ_ROW1(2) SEQ_ROW1(3) SEQ_ROW1(4) SEQ_ROW1(5) SEQ_ROW1(6) SEQ_ROW1(7)
    }
  }
  SEQ_STORE(s0, c, left) SEQ_STORE(s1, c + ldc, left) SEQ_STORE(s2, c + 2 * ldc, left) SEQ_STORE(s3, c + 3 * ldc, left)
  SEQ_STORE(s4, c + 4 * ldc, left) SEQ_STORE(s5, c + 5 * ldc, left) SEQ_STORE(s6, c + 6 * ldc, left) SEQ_STORE(s7, c + 7 * ldc, left)
}

inline void seq_tile4(global const float* a, const int lda, global const float* w, const int k, global const float* init,
    const int ldi, global float* c, const int ldc, const int left) {
  float16 s0 = SEQ_BEGIN(0, 0), s1 = SEQ_BEGIN(1, 0), s2 = SEQ_BEGIN(2, 0), s3 = SEQ_BEGIN(3, 0);
  if (left > 16) {
    float16 u0 = SEQ_BEGIN(0, 16), u1 = SEQ_BEGIN(1, 16), u2 = SEQ_BEGIN(2, 16), u3 = SEQ_BEGIN(3, 16);
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      const float16 d = vload16(p + k, w);
      SEQ_ROW2(0) SEQ_ROW2(1) SEQ_ROW2(2) SEQ_ROW2(3)
    }
    SEQ_STORE(u0, c + 16, left - 16) SEQ_STORE(u1, c + ldc + 16, left - 16)
    SEQ_STORE(u2, c + 2 * ldc + 16, left - 16) SEQ_STORE(u3, c + 3 * ldc + 16, left - 16)
  } else {
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      SEQ_ROW1(0) SEQ_ROW1(1) SEQ_ROW1(2) SEQ_ROW1(3)
    }
  }
  SEQ_STORE(s0, c, left) SEQ_STORE(s1, c + ldc, left) SEQ_STORE(s2, c + 2 * ldc, left) SEQ_STORE(s3, c + 3 * ldc, left)
}

inline void seq_tile1(global const float* a, global const float* w, const int k, global const float* init, global float* c,
    const int left) {
  const int lda = 0;
  const int ldi = 0;
  float16 s0 = SEQ_BEGIN(0, 0);
  if (left > 16) {
    float16 u0 = SEQ_BEGIN(0, 16);
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      const float16 d = vload16(p + k, w);
      SEQ_ROW2(0)
    }
    SEQ_STORE(u0, c + 16, left - 16)
  } else {
    for (int p = 0; p < k; p++) {
      const float16 b = vload16(p, w);
      SEQ_ROW1(0)
    }
  }
  SEQ_STORE(s0, c, left)
}

// c[m, n] = init[m, n] + a[m, k] . w, with w packed; init may be 0, and ldi too, for one row that all begin with.
inline void seq_multiply(global const float* a, const int lda, global const float* w, global const float* init, const int ldi,
    global float* c, const int ldc, const int m, const int k, const int n) {
  for (int j = 0; j < n; j += 32) {
    global const float* panel = w + j * k;
    int i = 0;
    for (; i + 8 <= m; i += 8) {
      seq_tile8(a + i * lda, lda, panel, k, init ? init + i * ldi + j : init, ldi, c + i * ldc + j, ldc, n - j);
    }
    for (; i + 4 <= m; i += 4) {
      seq_tile4(a + i * lda, lda, panel, k, init ? init + i * ldi + j : init, ldi, c + i * ldc + j, ldc, n - j);
    }
    for (; i < m; i++) {
      seq_tile1(a + i * lda, panel, k, init ? init + i * ldi + j : init, c + i * ldc + j, n - j);
    }
  }
}

// Rows whose columns of `a` are brought together at a time.
#define SEQ_CHUNK 128
#define SEQ_OUTER(i) { const float x = part[r * 8 + (i)]; s##i = fma((float16) (x), b0, s##i); u##i = fma((float16) (x), d0, u##i); }
#define SEQ_SUMS(i) if ((i) < height) { global float* to = c + (i) * ldc; \
    if (add) { s##i += seq_load(to, left); u##i += seq_load(to + 16, left - 16); } \
    SEQ_STORE(s##i, to, left) SEQ_STORE(u##i, to + 16, left - 16) }

// c[height, left] (+)= the sum over some rows of part[row, 8] x b[row, left], for at most 8 rows and 32 columns of c.
inline void seq_outer_tile(const float* part, global const float* b, const int ldb, const int rows, const int height, const int left,
    global float* c, const int ldc, const int add) {
  float16 s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
  float16 u0 = 0, u1 = 0, u2 = 0, u3 = 0, u4 = 0, u5 = 0, u6 = 0, u7 = 0;
  if (left >= 32) {
    for (int r = 0; r < rows; r++) {
      const float16 b0 = vload16(0, b + r * ldb);
      const float16 d0 = vload16(1, b + r * ldb);
      SEQ_OUTER(0) SEQ_OUTER(1) SEQ_OUTER(2) SEQ_OUTER(3) SEQ_OUTER(4) SEQ_OUTER(5) SEQ_OUTER(6) SEQ_OUTER(7)
    }
  } else {
    for (int r = 0; r < rows; r++) {
      const float16 b0 = seq_load(b + r * ldb, left);
      const float16 d0 = seq_load(b + r * ldb + 16, left - 16);
      SEQ_OUTER(0) SEQ_OUTER(1) SEQ_OUTER(2) SEQ_OUTER(3) SEQ_OUTER(4) SEQ_OUTER(5) SEQ_OUTER(6) SEQ_OUTER(7)
    }
  }
  SEQ_SUMS(0) SEQ_SUMS(1) SEQ_SUMS(2) SEQ_SUMS(3) SEQ_SUMS(4) SEQ_SUMS(5) SEQ_SUMS(6) SEQ_SUMS(7)
}

// c[from..to, n] (+)= the sum over rows of a[row, from..to] x b[row, n].
inline void seq_outer(global const float* a, const int lda, global const float* b, const int ldb, const int rows, const int from,
    const int to, const int n, global float* c, const int ldc, const int add) {
  float part[SEQ_CHUNK * 8];
  for (int begin = 0; begin < rows; begin += SEQ_CHUNK) {
    const int count = min(SEQ_CHUNK, rows - begin);
    for (int m = from; m < to; m += 8) {
      const int height = min(8, to - m);
      for (int r = 0; r < count; r++) {
        for (int i = 0; i < 8; i++) {
          part[r * 8 + i] = i < height ? a[(begin + r) * lda + m + i] : 0.0f;
        }
      }
      for (int j = 0; j < n; j += 32) {
        seq_outer_tile(part, b + begin * ldb + j, ldb, count, height, n - j, c + m * ldc + j, ldc, add || begin > 0);
      }
    }
  }
  if (rows == 0 && !add) {
    for (int m = from; m < to; m++) {
      for (int j = 0; j < n; j++) {
        c[m * ldc + j] = 0.0f;
      }
    }
  }
}

inline void seq_columns(global const float* a, const int lda, const int rows, const int from, const int to, global float* c,
    const int add) {
  for (int j = from; j < to; j++) {
    c[j] = add ? c[j] : 0.0f;
  }
  for (int r = 0; r < rows; r++) {
    for (int j = from; j < to; j++) {
      c[j] += a[r * lda + j];
    }
  }
}

#else

// c[m, n] = init[m, n] + a[m, k] . w, with w packed: an element a work-item.
inline void seq_multiply(global const float* a, const int lda, global const float* w, global const float* init, const int ldi,
    global float* c, const int ldc, const int m, const int k, const int n) {
  for (int e = LANE; e < m * n; e += LANES) {
    const int i = e / n;
    const int j = e % n;
    global const float* panel = w + j / 16 * 16 * k + j % 16;
    float sum = init ? init[i * ldi + j] : 0.0f;
    for (int p = 0; p < k; p++) {
      sum = fma(a[i * lda + p], panel[p * 16], sum);
    }
    c[i * ldc + j] = sum;
  }
}

inline void seq_outer(global const float* a, const int lda, global const float* b, const int ldb, const int rows, const int from,
    const int to, const int n, global float* c, const int ldc, const int add) {
  for (int e = LANE; e < (to - from) * n; e += LANES) {
    const int m = from + e / n;
    const int j = e % n;
    float sum = 0.0f;
    for (int r = 0; r < rows; r++) {
      sum = fma(a[r * lda + m], b[r * ldb + j], sum);
    }
    c[m * ldc + j] = add ? c[m * ldc + j] + sum : sum;
  }
}

inline void seq_columns(global const float* a, const int lda, const int rows, const int from, const int to, global float* c,
    const int add) {
  for (int j = from + LANE; j < to; j += LANES) {
    float sum = add ? c[j] : 0.0f;
    for (int r = 0; r < rows; r++) {
      sum += a[r * lda + j];
    }
    c[j] = sum;
  }
}

#endif
