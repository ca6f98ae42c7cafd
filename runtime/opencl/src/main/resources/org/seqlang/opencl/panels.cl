// Matrix products on a CPU. A tile of some rows by up to three vectors of columns keeps its sums in registers while the summed index goes
// by: each step loads its vectors and spreads one number of each row. From the outside in: block of rows, deep block of the summed
// index, panel of vectors, shallow block, tile, summed index. The rows' numbers are copied into strips, one step's side by side, so that one
// address serves all rows; a panel's part of a shallow block stays in the nearest cache, together with a strip. Each sum is added up in
// the index's order, whatever the tiles.

// Vectors that begin anywhere: a compiler may cut vload16 and vstore16 into quarters.
#ifdef __clang__
typedef float16 seq_loose __attribute__((aligned(4)));
#define SEQ_READ(from) (*(global const seq_loose*) (from))
#define SEQ_WRITE(value, to) *(global seq_loose*) (to) = (value)
#else
#define SEQ_READ(from) vload16(0, from)
#define SEQ_WRITE(value, to) vstore16(value, 0, to)
#endif

// Rows of a block, and how much of the summed index is copied for them, or more for fewer rows; of a panel, the next tiles meet SEQ_SHALLOW
// steps again (24 KiB).
#define SEQ_TALL 64
#define SEQ_DEEP 512
#define SEQ_SHALLOW 128
// Numbers of a weight that a core's cache holds: one megabyte.
#define SEQ_LARGE (1 << 18)

// The first of up to 16 numbers; the rest is zero.
static inline float16 seq_load(global const float* from, const int left) {
  if (left >= 16) {
    return SEQ_READ(from);
  }
  float parts[16];
  for (int j = 0; j < 16; j++) {
    parts[j] = j < left ? from[j] : 0.0f;
  }
  return vload16(0, parts);
}

static inline void seq_store(const float16 value, global float* to, const int left) {
  if (left >= 16) {
    SEQ_WRITE(value, to);
  } else {
    float parts[16];
    vstore16(value, 0, parts);
    for (int j = 0; j < left; j++) {
      to[j] = parts[j];
    }
  }
}

#define SEQ_EACH8(of) of(0) of(1) of(2) of(3) of(4) of(5) of(6) of(7)
#define SEQ_EACH4(of) of(0) of(1) of(2) of(3)
#define SEQ_EACH2(of) of(0) of(1)
#define SEQ_EACH1(of) of(0)

// What the sums of row i begin with, in the tile's first, second and third vector.
#define SEQ_BEGIN1(i) float16 s##i = init ? SEQ_READ(init + (i) * ldi) : (float16) (0.0f);
#define SEQ_BEGIN2(i) float16 u##i = init ? SEQ_READ(init + (i) * ldi + 16) : (float16) (0.0f);
#define SEQ_BEGIN3(i) float16 v##i = init ? SEQ_READ(init + (i) * ldi + 32) : (float16) (0.0f);
#define SEQ_ADD1(i) s##i = fma((float16) (at[i]), x, s##i);
#define SEQ_ADD2(i) { const float16 z = at[i]; s##i = fma(z, x, s##i); u##i = fma(z, y, u##i); }
#define SEQ_ADD3(i) { const float16 z = at[i]; s##i = fma(z, x, s##i); u##i = fma(z, y, u##i); v##i = fma(z, q, v##i); }
#define SEQ_END1(i) SEQ_WRITE(s##i, c + (i) * ldc);
#define SEQ_END2(i) SEQ_WRITE(u##i, c + (i) * ldc + 16);
#define SEQ_END3(i) SEQ_WRITE(v##i, c + (i) * ldc + 32);

// Several steps a round: the adding and comparing of a round takes turns from the multiplications.
#ifdef __clang__
#define SEQ_UNROLL _Pragma("unroll 4")
#else
#define SEQ_UNROLL
#endif

// c[rows, vectors * 16] = init + strip . w, where step p of w begins at w + p * step and has its vectors `apart`.
#define SEQ_TILE(rows) \
static inline void seq_tile##rows(const int vectors, const float* strip, global const float* w, const int step, const int apart, \
    const int k, global const float* init, const int ldi, global float* c, const int ldc) { \
  SEQ_EACH##rows(SEQ_BEGIN1) \
  if (vectors == 1) { \
    SEQ_UNROLL for (int p = 0; p < k; p++) { \
      const float* at = strip + p * rows; \
      const float16 x = SEQ_READ(w + p * step); \
      SEQ_EACH##rows(SEQ_ADD1) \
    } \
  } else { \
    SEQ_EACH##rows(SEQ_BEGIN2) \
    if (vectors == 2) { \
      SEQ_UNROLL for (int p = 0; p < k; p++) { \
        const float* at = strip + p * rows; \
        const float16 x = SEQ_READ(w + p * step); \
        const float16 y = SEQ_READ(w + p * step + apart); \
        SEQ_EACH##rows(SEQ_ADD2) \
      } \
    } else { \
      SEQ_EACH##rows(SEQ_BEGIN3) \
      SEQ_UNROLL for (int p = 0; p < k; p++) { \
        const float* at = strip + p * rows; \
        const float16 x = SEQ_READ(w + p * step); \
        const float16 y = SEQ_READ(w + p * step + apart); \
        const float16 q = SEQ_READ(w + p * step + 2 * apart); \
        SEQ_EACH##rows(SEQ_ADD3) \
      } \
      SEQ_EACH##rows(SEQ_END3) \
    } \
    SEQ_EACH##rows(SEQ_END2) \
  } \
  SEQ_EACH##rows(SEQ_END1) \
}
SEQ_TILE(8)
SEQ_TILE(4)
SEQ_TILE(2)
SEQ_TILE(1)

// The same for the last columns of c, fewer than a vector has, of which w has `there`.
#define SEQ_BEGIN_EDGE(i) float16 s##i = init ? seq_load(init + (i) * ldi, left) : (float16) (0.0f);
#define SEQ_END_EDGE(i) seq_store(s##i, c + (i) * ldc, left);
#define SEQ_EDGE(rows) \
static inline void seq_edge##rows(const float* strip, global const float* w, const int step, const int k, const int there, \
    global const float* init, const int ldi, global float* c, const int ldc, const int left) { \
  SEQ_EACH##rows(SEQ_BEGIN_EDGE) \
  for (int p = 0; p < k; p++) { \
    const float* at = strip + p * rows; \
    const float16 x = seq_load(w + p * step, there); \
    SEQ_EACH##rows(SEQ_ADD1) \
  } \
  SEQ_EACH##rows(SEQ_END_EDGE) \
}
SEQ_EDGE(8)
SEQ_EDGE(4)
SEQ_EDGE(2)
SEQ_EDGE(1)

// The height of the next tile, and the vectors of the next panel: two and two in the place of three and one.
#define SEQ_HEIGHT(rows) ((rows) >= 8 ? 8 : (rows) >= 4 ? 4 : (rows) >= 2 ? 2 : 1)
#define SEQ_VECTORS(left) ((left) == 1 ? 1 : (left) == 2 || (left) == 4 ? 2 : 3)
#define SEQ_BY_HEIGHT(name, ...) \
  if (height == 8) { name##8(__VA_ARGS__); } else if (height == 4) { name##4(__VA_ARGS__); } \
  else if (height == 2) { name##2(__VA_ARGS__); } else { name##1(__VA_ARGS__); }

// The tiles of some rows and all columns, from the last whole panel on if they go back. The strips of a shallow block of k follow one another;
// vector v of w begins at w + v * apart, and of a last vector that is not whole, w has `there` columns.
static inline void seq_tiles(const int back, const int rows, const int n, const float* strips, global const float* w, const int step,
    const int apart, const int k, const int there, global const float* init, const int ldi, global float* c, const int ldc) {
  const int whole = n / 16;
  for (int done = 0, vectors; done < (n + 15) / 16; done += vectors) {
    vectors = done == whole ? 1 : SEQ_VECTORS(whole - done);
    const int j = back && done < whole ? whole - done - vectors : done;
    for (int from = 0; from == 0 || from < k; from += SEQ_SHALLOW) {
      const int depth = min(SEQ_SHALLOW, k - from);
      global const float* panel = w + j * apart + from * step;
      for (int i = 0, height; i < rows; i += height) {
        height = SEQ_HEIGHT(rows - i);
        const float* strip = strips + from * rows + i * depth;
        global float* to = c + i * ldc + j * 16;
        global const float* begin = from > 0 ? to : init ? init + i * ldi + j * 16 : init;
        const int ldb = from > 0 ? ldc : ldi;
        if (j < whole) {
          SEQ_BY_HEIGHT(seq_tile, vectors, strip, panel, step, apart, depth, begin, ldb, to, ldc)
        } else {
          SEQ_BY_HEIGHT(seq_edge, strip, panel, step, depth, there, begin, ldb, to, ldc, n % 16)
        }
      }
    }
  }
}

// Copies rows into strips.
static inline void seq_strips(global const float* a, const int lda, const int rows, const int k, float* strips) {
  for (int from = 0; from < k; from += SEQ_SHALLOW) {
    const int depth = min(SEQ_SHALLOW, k - from);
    for (int i = 0, height; i < rows; i += height) {
      height = SEQ_HEIGHT(rows - i);
      float* strip = strips + from * rows + i * depth;
      if (height == 8) {
        for (int p = 0; p < depth; p++) {
          for (int r = 0; r < 8; r++) {
            strip[p * 8 + r] = a[(i + r) * lda + from + p];
          }
        }
      } else {
        for (int r = 0; r < height; r++) {
          for (int p = 0; p < depth; p++) {
            strip[p * height + r] = a[(i + r) * lda + from + p];
          }
        }
      }
    }
  }
}

// c[m, n] = init[m, n] + a[m, k] . w, with w packed; init may be 0, and ldi too, for one row that all begin with. At every
// other step of a loop, panels of a weight that a core's cache may not hold come in the opposite order, so that those of the step before that
// are still there come first.
static inline void seq_multiply(const seq_team team, global const float* a, const int lda, const seq_weight w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n, const int step) {
  float strips[SEQ_TALL * SEQ_DEEP];
  const int back = k > SEQ_LARGE / n ? step & 1 : 0;
  for (int top = 0; top < m; top += SEQ_TALL) {
    const int rows = min(SEQ_TALL, m - top);
    const int deep = SEQ_TALL * SEQ_DEEP / rows / SEQ_SHALLOW * SEQ_SHALLOW;
    for (int from = 0; from == 0 || from < k; from += deep) {
      const int depth = min(deep, k - from);
      seq_strips(a + top * lda + from, lda, rows, depth, strips);
      global float* to = c + top * ldc;
      if (from == 0) {
        seq_tiles(back, rows, n, strips, w, 16, 16 * k, depth, 16, init ? init + top * ldi : init, ldi, to, ldc);
      } else {
        seq_tiles(back, rows, n, strips, w + from * 16, 16, 16 * k, depth, 16, to, ldc, to, ldc);
      }
    }
  }
}

// The same for the group's part of m rows.
static inline void seq_product(const seq_team team, global const float* a, const int lda, const seq_weight w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n) {
  const int from = BEGIN(m);
  seq_multiply(team, a + from * lda, lda, w, init ? init + from * ldi : init, ldi, c + from * ldc, ldc, END(m) - from, k, n, 0);
}

// Columns of a block of a, of whose rows SEQ_SHALLOW are summed at a time.
#define SEQ_BROAD 128

// c[m, n] (+)= the sum over rows of a[row, m] x b[row, n]: the group's part of m.
static inline void seq_outer(const seq_team team, global const float* a, const int lda, global const float* b, const int ldb, const int rows,
    const int m, const int n, global float* c, const int ldc, const int add) {
  const int end = END(m);
  float strips[SEQ_BROAD * SEQ_SHALLOW];
  for (int from = 0; from == 0 || from < rows; from += SEQ_SHALLOW) {
    const int depth = min(SEQ_SHALLOW, rows - from);
    for (int column = BEGIN(m); column < end; column += SEQ_BROAD) {
      const int columns = min(SEQ_BROAD, end - column);
      for (int i = 0, height; i < columns; i += height) {
        height = SEQ_HEIGHT(columns - i);
        for (int r = 0; r < depth; r++) {
          for (int q = 0; q < height; q++) {
            strips[i * depth + r * height + q] = a[(from + r) * lda + column + i + q];
          }
        }
      }
      global float* to = c + column * ldc;
      seq_tiles(0, columns, n, strips, b + from * ldb, ldb, 16, depth, n % 16, add || from > 0 ? to : 0, ldc, to, ldc);
    }
  }
}
