// Kernels on a CPU: a work-group is one work-item, and matrix products are tiles of vectors.

// A group works alone: nothing is dealt out within it, and nobody is waited for.
typedef int seq_team;
typedef global const float* seq_weight;
#define seq_alone(tiles) 0
#define seq_join(meeting, size, only, room, tiles) 0
#define seq_leave(team)
#define seq_index(team) ((int) get_group_id(0))
#define seq_hold(team, weight, k, n, used) (weight)
#define SEQ_ROOM 0
#define LANE 0
#define LANES 1
#define ROW(width) 0
#define ROWS(width) 1
#define COLUMN(width) 0
#define COLUMNS(width) 1
#define PART(number, n) (n)
// Compilers for processors whose clock falls with the widest vectors take half of them of themselves, unless a function is passed one.
static inline void seq_wide(const float16 none) {}
#define WIDE seq_wide((float16) (0.0f)); _Pragma("clang loop vectorize_width(16)")
// What a time loop may do of the product of whole sequences that goes before it, as the host says; never where weights have more floats than
// stay in a core's cache.
#define NEAR(floats) ((floats) <= 160 * 1024)
#define BESIDE(is, product) if (is) { product; }
#define SYNC
#define EXCHANGED restrict

// Linear recurrences: groups divide examples and columns, so a chunk is all steps.
#define SEQ_CHUNK (1 << 30)
#define SEQ_BLOCK 64
#define SEQ_WIDTH(left) min(SEQ_BLOCK, left)

// The part of `count` rows that is the work-group's.
#define BEGIN(count) ((int) ((long) (count) * (long) get_group_id(0) / (long) get_num_groups(0)))
#define END(count) ((int) ((long) (count) * ((long) get_group_id(0) + 1) / (long) get_num_groups(0)))

// c[n] (+)= the sum of the rows: the group's part of n.
static inline void seq_columns(const seq_team team, global const float* a, const int lda, const int rows, const int n, global float* c,
    const int add) {
  const int from = BEGIN(n);
  const int to = END(n);
  for (int j = from; j < to; j++) {
    c[j] = add ? c[j] : 0.0f;
  }
  for (int r = 0; r < rows; r++) {
    for (int j = from; j < to; j++) {
      c[j] += a[r * lda + j];
    }
  }
}
