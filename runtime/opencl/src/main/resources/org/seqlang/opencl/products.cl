
// Products of whole sequences: a group works on tiles of 64 rows by SEQ_TN columns, whose factors it brings to local memory, 16 numbers
// of each sum at a time.

static inline float4 seq_four(global const float* from, const int left) {
  if (left >= 4) {
    return vload4(0, from);
  }
  return (float4) (left > 0 ? from[0] : 0.0f, left > 1 ? from[1] : 0.0f, left > 2 ? from[2] : 0.0f, 0.0f);
}

// c[m, n] = init[m, n] + a[m, k] . w, with w packed; init may be 0, and ldi too, for one row that all begin with.
static inline void seq_product(const seq_team team, global const float* a, const int lda, global const float* w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n) {
  local float* left = team.tiles;
  local float* right = team.tiles + SEQ_TK * SEQ_LEFT;
  const int across = (n + SEQ_TN - 1) / SEQ_TN;
  for (int tile = get_group_id(0); tile < (m + 63) / 64 * across; tile += get_num_groups(0)) {
    const int top = tile / across * 64;
    const int begin = tile % across * SEQ_TN;
    SEQ_ACCUMULATORS
    for (int from = 0; from < k; from += SEQ_TK) {
      for (int e = get_local_id(0); e < 64 * SEQ_TK / 4; e += SEQ_ITEMS) {
        const int row = e / (SEQ_TK / 4);
        const int p = e % (SEQ_TK / 4) * 4;
        const float4 x = top + row < m ? seq_four(a + (top + row) * lda + from + p, k - from - p) : (float4) (0.0f);
        left[p * SEQ_LEFT + row] = x.x;
        left[(p + 1) * SEQ_LEFT + row] = x.y;
        left[(p + 2) * SEQ_LEFT + row] = x.z;
        left[(p + 3) * SEQ_LEFT + row] = x.w;
      }
      for (int e = get_local_id(0); e < SEQ_TK * SEQ_TN / 4; e += SEQ_ITEMS) {
        const int p = e / (SEQ_TN / 4);
        const int j = begin + e % (SEQ_TN / 4) * 4;
        const float4 x = from + p < k && j < n ? vload4(0, w + (j / 16 * k + from + p) * 16 + j % 16) : (float4) (0.0f);
        vstore4(x, 0, right + p * SEQ_RIGHT + j - begin);
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      SEQ_ACCUMULATE
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    SEQ_RESULT
  }
}

// c[m, n] (+)= the sum over rows of a[row, m] x b[row, n].
static inline void seq_outer(const seq_team team, global const float* a, const int lda, global const float* b, const int ldb, const int rows,
    const int m, const int n, global float* c, const int ldc, const int add) {
  local float* left = team.tiles;
  local float* right = team.tiles + SEQ_TK * SEQ_LEFT;
  global const float* init = add ? c : 0;
  const int ldi = ldc;
  const int across = (n + SEQ_TN - 1) / SEQ_TN;
  for (int tile = get_group_id(0); tile < (m + 63) / 64 * across; tile += get_num_groups(0)) {
    const int top = tile / across * 64;
    const int begin = tile % across * SEQ_TN;
    SEQ_ACCUMULATORS
    for (int from = 0; from < rows; from += SEQ_TK) {
      for (int e = get_local_id(0); e < 64 * SEQ_TK / 4; e += SEQ_ITEMS) {
        const int p = e / 16;
        const int i = e % 16 * 4;
        const float4 x = from + p < rows ? seq_four(a + (from + p) * lda + top + i, m - top - i) : (float4) (0.0f);
        vstore4(x, 0, left + p * SEQ_LEFT + i);
      }
      for (int e = get_local_id(0); e < SEQ_TK * SEQ_TN / 4; e += SEQ_ITEMS) {
        const int p = e / (SEQ_TN / 4);
        const int j = e % (SEQ_TN / 4) * 4;
        const float4 x = from + p < rows ? seq_four(b + (from + p) * ldb + begin + j, n - begin - j) : (float4) (0.0f);
        vstore4(x, 0, right + p * SEQ_RIGHT + j);
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      SEQ_ACCUMULATE
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    SEQ_RESULT
  }
}

// c[n] (+)= the sum of the rows: 32 columns a group at a time, rows in slices.
static inline void seq_columns(const seq_team team, global const float* a, const int lda, const int rows, const int n, global float* c,
    const int add) {
  const int slices = SEQ_ITEMS / 32;
  const int slice = (int) get_local_id(0) / 32;
  for (int begin = get_group_id(0) * 32; begin < n; begin += get_num_groups(0) * 32) {
    const int j = begin + (int) get_local_id(0) % 32;
    float sum = 0.0f;
    for (int r = slice; j < n && r < rows; r += slices) {
      sum += a[r * lda + j];
    }
    team.tiles[get_local_id(0)] = sum;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (slice == 0 && j < n) {
      for (int s = 1; s < slices; s++) {
        sum += team.tiles[s * 32 + (int) get_local_id(0)];
      }
      c[j] = add ? c[j] + sum : sum;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}
