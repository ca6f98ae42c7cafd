// A file with a mistake.

/* Element-wise work (Model.seq:7). */
kernel void rowLoop1(
    global float* restrict y,
    local float* tiles,
    const int count) {
  y[0] = missing(1.0f);
}
