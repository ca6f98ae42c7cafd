
// Tensor cores as the PTX manual describes them (mma.m16n8k8, tf32), by work-items that exchange what they hold through local memory:
// tensor.cl can be tried where there are none.
#define SEQ_EMULATED_TENSOR_CORES

static inline uint seq_tf32(const float x) { return (as_uint(x) + 0x1000u) & 0xffffe000u; }

static inline void seq_mma(const seq_team team, float* d, const uint* a, const uint* b) {
  local float* held = team.tiles + SEQ_TK * (SEQ_LEFT + SEQ_RIGHT);
  const int lane = (int) get_local_id(0) % 32;
  local float* warp = held + ((int) get_local_id(0) - lane) * 6;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int h = 0; h < 4; h++) {
    warp[lane * 6 + h] = as_float(a[h]);
  }
  warp[lane * 6 + 4] = as_float(b[0]);
  warp[lane * 6 + 5] = as_float(b[1]);
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int h = 0; h < 4; h++) {
    const int row = lane / 4 + h / 2 * 8;
    const int column = lane % 4 * 2 + h % 2;
    for (int p = 0; p < 8; p++) {
      // a's element (row, p) is number row / 8 + 2 * (p / 4) of work-item row % 8 * 4 + p % 4; b's (p, column) number p / 4 of
      // work-item column * 4 + p % 4.
      d[h] = fma(warp[(row % 8 * 4 + p % 4) * 6 + row / 8 + p / 4 * 2], warp[(column * 4 + p % 4) * 6 + 4 + p / 4], d[h]);
    }
  }
}
