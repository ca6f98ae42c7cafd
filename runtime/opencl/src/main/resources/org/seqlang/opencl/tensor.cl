
// A tile of a product on NVIDIA's tensor cores (compute capability 8.0 and later), which multiply numbers of 11 significant bits and add
// in 32-bit arithmetic. With SEQ_TF32 = 3 each factor is a sum of two such numbers, and three of the four products are added: nearly the
// precision of 32-bit arithmetic. 32 work-items hold a matrix between them as the PTX manual says for mma.m16n8k8.

#ifndef SEQ_EMULATED_TENSOR_CORES
static inline uint seq_tf32(const float x) {
  uint bits;
  __asm__("cvt.rna.tf32.f32 %0, %1;" : "=r"(bits) : "f"(x));
  return bits;
}

// d[16, 8] += a[16, 8] . b[8, 8].
static inline void seq_mma(const seq_team team, float* d, const uint* a, const uint* b) {
  __asm__ volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
      : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
      : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}
#endif

// What 11 bits leave of a number, in 11 bits.
#define SEQ_REST(x, bits) seq_tf32((x) - as_float(bits))

// 32 work-items sum 32 rows by 32 columns: 2 by 4 matrices of 16 by 8.
#define SEQ_ACCUMULATORS float s[8][4]; \
    _Pragma("unroll") \
    for (int q = 0; q < 8; q++) { s[q][0] = 0; s[q][1] = 0; s[q][2] = 0; s[q][3] = 0; } \
    const int own_row = (int) get_local_id(0) / 32 % 2 * 32 + (int) get_local_id(0) % 32 / 4; \
    const int own_column = (int) get_local_id(0) / 64 * 32; \
    const int own_p = (int) get_local_id(0) % 4; \
    const int own_j = (int) get_local_id(0) % 32 / 4;

static inline void seq_tensor_step(const seq_team team, local const float* left, local const float* right, const int row, const int column,
    float s[8][4]) {
  uint b[4][2];
  uint b_rest[4][2];
#pragma unroll
  for (int q = 0; q < 4; q++) {
#pragma unroll
    for (int h = 0; h < 2; h++) {
      const float x = right[4 * h * SEQ_RIGHT + column + q * 8];
      b[q][h] = seq_tf32(x);
      b_rest[q][h] = SEQ_REST(x, b[q][h]);
    }
  }
#pragma unroll
  for (int half_of = 0; half_of < 2; half_of++) {
    uint a[4];
    uint a_rest[4];
#pragma unroll
    for (int h = 0; h < 4; h++) {
      const float x = left[h / 2 * 4 * SEQ_LEFT + row + half_of * 16 + h % 2 * 8];
      a[h] = seq_tf32(x);
      a_rest[h] = SEQ_REST(x, a[h]);
    }
#pragma unroll
    for (int q = 0; q < 4; q++) {
#if SEQ_TF32 == 3
      seq_mma(team, s[half_of * 4 + q], a_rest, b[q]);
      seq_mma(team, s[half_of * 4 + q], a, b_rest[q]);
#endif
      seq_mma(team, s[half_of * 4 + q], a, b[q]);
    }
  }
}

#define SEQ_ACCUMULATE \
    for (int p = 0; p < SEQ_TK; p += 8) { \
      seq_tensor_step(team, left + (p + own_p) * SEQ_LEFT, right + (p + own_p) * SEQ_RIGHT, own_row, own_column + own_j, s); \
    }

#define SEQ_RESULT \
    _Pragma("unroll") \
    for (int q = 0; q < 8; q++) { \
      _Pragma("unroll") \
      for (int h = 0; h < 4; h++) { \
        const int i = top + own_row + q / 4 * 16 + h / 2 * 8; \
        const int j = begin + own_column + q % 4 * 8 + own_p * 2 + h % 2; \
        if (i < m && j < n) { c[i * ldc + j] = init ? init[i * ldi + j] + s[q][h] : s[q][h]; } \
      } \
    }
