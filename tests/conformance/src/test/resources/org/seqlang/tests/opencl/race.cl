// All work-items write one number.

/* Element-wise work (Model.seq:1). */
kernel void rowLoop1(
    global float* restrict y,
    local float* tiles,
    const int count) {
  const seq_team team = seq_alone(tiles);
  y[0] = (float) LANE + (float) (0 * count);
}
