// All work-items write one number.

/* Element-wise work (Model.seq:1). */
kernel void rowLoop1(
    global float* restrict y,
    const int count) {
  y[0] = (float) LANE + (float) (0 * count);
}
