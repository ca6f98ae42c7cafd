// Kernels on a CPU: a work-group is one work-item, and matrix products are tiles of vectors.

// A group works alone: nothing is dealt out within it, and nobody is waited for.
typedef int seq_team;
typedef global const float* seq_weight;
#define seq_alone(tiles) 0
#define seq_join(meeting, size, only, room, tiles) 0
#define seq_leave(team)
#define seq_index(team) ((int) get_group_id(0))
#define seq_hold(team, weight, k, n, used) (weight)
#define SEQ_ROOM 0
#define LANE 0
#define LANES 1
#define ROW(width) 0
#define ROWS(width) 1
#define COLUMN(width) 0
#define COLUMNS(width) 1
#define PART(number, n) (n)
// Compilers for processors whose clock falls with the widest vectors take half of them of themselves.
#define WIDE _Pragma("clang loop vectorize_width(16)")
#define SYNC
#define EXCHANGED restrict

// Linear recurrences: groups divide examples and columns, so a chunk is all steps.
#define SEQ_CHUNK (1 << 30)
#define SEQ_BLOCK 64
#define SEQ_WIDTH(left) min(SEQ_BLOCK, left)

// The part of `count` rows that is the work-group's.
#define BEGIN(count) ((int) ((long) (count) * (long) get_group_id(0) / (long) get_num_groups(0)))
#define END(count) ((int) ((long) (count) * ((long) get_group_id(0) + 1) / (long) get_num_groups(0)))

#define SEQ_STORE(value, to, left) \
  if ((left) >= 16) { vstore16(value, 0, to); } else { float parts[16]; vstore16(value, 0, parts); \
    for (int j = 0; j < (left); j++) { (to)[j] = parts[j]; } }

// The first of up to 16 numbers; the rest is zero.
static inline float16 seq_load(global const float* from, const int left) {
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
static inline void seq_tile8(global const float* a, const int lda, global const float* w, const int k, global const float* init,
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

static inline void seq_tile4(global const float* a, const int lda, global const float* w, const int k, global const float* init,
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

static inline void seq_tile1(global const float* a, global const float* w, const int k, global const float* init, global float* c,
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
static inline void seq_multiply(const seq_team team, global const float* a, const int lda, const seq_weight w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n) {
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

// The same for the group's part of m rows.
static inline void seq_product(const seq_team team, global const float* a, const int lda, const seq_weight w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n) {
  const int from = BEGIN(m);
  seq_multiply(team, a + from * lda, lda, w, init ? init + from * ldi : init, ldi, c + from * ldc, ldc, END(m) - from, k, n);
}

// Rows whose columns of `a` are brought together at a time.
#define SEQ_CHUNK 128
#define SEQ_OUTER(i) { const float x = part[r * 8 + (i)]; s##i = fma((float16) (x), b0, s##i); u##i = fma((float16) (x), d0, u##i); }
#define SEQ_SUMS(i) if ((i) < height) { global float* to = c + (i) * ldc; \
    if (add) { s##i += seq_load(to, left); u##i += seq_load(to + 16, left - 16); } \
    SEQ_STORE(s##i, to, left) SEQ_STORE(u##i, to + 16, left - 16) }

// c[height, left] (+)= the sum over some rows of part[row, 8] x b[row, left], for at most 8 rows and 32 columns of c.
static inline void seq_outer_tile(const float* part, global const float* b, const int ldb, const int rows, const int height, const int left,
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

// c[m, n] (+)= the sum over rows of a[row, m] x b[row, n]: the group's part of m.
static inline void seq_outer(const seq_team team, global const float* a, const int lda, global const float* b, const int ldb, const int rows,
    const int m, const int n, global float* c, const int ldc, const int add) {
  const int from = BEGIN(m);
  const int to = END(m);
  float part[SEQ_CHUNK * 8];
  for (int begin = 0; begin < rows; begin += SEQ_CHUNK) {
    const int count = min(SEQ_CHUNK, rows - begin);
    for (int i0 = from; i0 < to; i0 += 8) {
      const int height = min(8, to - i0);
      for (int r = 0; r < count; r++) {
        for (int i = 0; i < 8; i++) {
          part[r * 8 + i] = i < height ? a[(begin + r) * lda + i0 + i] : 0.0f;
        }
      }
      for (int j = 0; j < n; j += 32) {
        seq_outer_tile(part, b + begin * ldb + j, ldb, count, height, n - j, c + i0 * ldc + j, ldc, add || begin > 0);
      }
    }
  }
  for (int i = from; rows == 0 && !add && i < to; i++) {
    for (int j = 0; j < n; j++) {
      c[i * ldc + j] = 0.0f;
    }
  }
}

// c[n] (+)= the sum of the rows: the group's part of n.
static inline void seq_columns(const seq_team team, global const float* a, const int lda, const int rows, const int n, global float* c,
    const int add) {
  const int from = BEGIN(n);
  const int to = END(n);
  for (int j = from; j < to; j++) {
    c[j] = add ? c[j] : 0.0f;
  }
  for (int r = 0; r < rows; r++) {
    for (int j = from; j < to; j++) {
      c[j] += a[r * lda + j];
    }
  }
}
