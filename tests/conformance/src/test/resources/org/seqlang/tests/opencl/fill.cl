// Writes numbers.

/* Element-wise work (Model.seq:3). */
kernel void rowLoop1(
    global float* restrict y,
    local float* tiles,
    const int count) {
  for (int r = BEGIN(count); r < END(count); r++) {
    y[r] = (float) (N_width * r);
  }
}
