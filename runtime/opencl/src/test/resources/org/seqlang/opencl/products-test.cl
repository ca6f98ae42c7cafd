
kernel void product(global float* a, global const float* w, global float* init, global float* c, const int m, const int k, const int n,
    local float* tiles) {
  seq_product(seq_alone(tiles), a, k, w, init, n, c, n, m, k, n);
}

kernel void outer(global float* a, global float* b, global float* c, const int rows, const int m, const int n, local float* tiles) {
  seq_outer(seq_alone(tiles), a, m, b, n, rows, m, n, c, n, 1);
}

kernel void columns(global float* a, global float* c, const int rows, const int n, local float* tiles) {
  seq_columns(seq_alone(tiles), a, n, rows, n, c, 1);
}
