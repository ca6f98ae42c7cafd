
// A tile of a product in 32-bit arithmetic: each work-item sums 8 rows by 4 columns.
#define SEQ_ACCUMULATORS float4 s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0; \
    const int own_row = (int) get_local_id(0) / (SEQ_TN / 4) * 8; \
    const int own_column = (int) get_local_id(0) % (SEQ_TN / 4) * 4;

#define SEQ_ACCUMULATE \
    for (int p = 0; p < SEQ_TK; p++) { \
      const float4 x = vload4(0, left + p * SEQ_LEFT + own_row); \
      const float4 z = vload4(0, left + p * SEQ_LEFT + own_row + 4); \
      const float4 y = vload4(0, right + p * SEQ_RIGHT + own_column); \
      s0 = fma((float4) (x.x), y, s0); s1 = fma((float4) (x.y), y, s1); s2 = fma((float4) (x.z), y, s2); s3 = fma((float4) (x.w), y, s3); \
      s4 = fma((float4) (z.x), y, s4); s5 = fma((float4) (z.y), y, s5); s6 = fma((float4) (z.z), y, s6); s7 = fma((float4) (z.w), y, s7); \
    }

#define SEQ_PUT(r) if (i + r < m && j < n) { \
    seq_store(s##r, init ? init + (i + r) * ldi + j : init, c + (i + r) * ldc + j, n - j); }

#define SEQ_RESULT { \
    const int i = top + own_row; \
    const int j = begin + own_column; \
    SEQ_PUT(0) SEQ_PUT(1) SEQ_PUT(2) SEQ_PUT(3) SEQ_PUT(4) SEQ_PUT(5) SEQ_PUT(6) SEQ_PUT(7) }
