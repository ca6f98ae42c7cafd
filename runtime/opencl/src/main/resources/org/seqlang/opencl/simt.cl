// Kernels on a GPU: a work-group is SEQ_ITEMS work-items, which divide rows and columns. The groups of a time loop may form teams, which
// work on the same rows: either all of a team are resident and meet after each part of a step, or each part is a launch of its own.

typedef struct {
  int rank;             // of this group in its team
  int size;             // groups of the team
  int only;             // the part of a step that this launch does; -1: all
  int room;             // floats of local memory
  local float* tiles;   // local memory
  global int* meeting;  // how many have come, and how many have left, behind whether a meeting has failed
} seq_team;

// A weight, and where the group's columns of it lie in local memory; -1 where they do not.
typedef struct {
  global const float* all;
  int kept;
} seq_weight;

#define LANE (team.rank * SEQ_ITEMS + (int) get_local_id(0))
#define LANES (team.size * SEQ_ITEMS)
// Rows of `width` elements side by side: the work-items left over have nothing to do.
#define COLUMNS(width) min(width, LANES)
#define COLUMN(width) (LANE % COLUMNS(width))
#define ROWS(width) (LANES / COLUMNS(width))
#define ROW(width) (LANE / COLUMNS(width) < ROWS(width) ? LANE / COLUMNS(width) : (1 << 30))
// The rows of a part of a step end here: where this launch does not do that part, before the first.
#define PART(number, n) (team.only < 0 || team.only == (number) ? (n) : from)
#define NEAR(floats) 0
#define BESIDE(is, product)
#define SYNC seq_meet(team)
#define WIDE
// Memory through which work-items exchange numbers may not be `restrict`: a compiler could keep what it has read across a barrier.
#define EXCHANGED

// Linear recurrences: a work-item has a column of a chunk of steps.
#define SEQ_CHUNK 128
#define SEQ_BLOCK 1
#define SEQ_WIDTH(left) 1

// The part of `count` rows that is the work-group's.
#define BEGIN(count) ((int) ((long) (count) * (long) get_group_id(0) / (long) get_num_groups(0)))
#define END(count) ((int) ((long) (count) * ((long) get_group_id(0) + 1) / (long) get_num_groups(0)))

// Tiles of the products of whole sequences: columns, numbers of a sum at a time, and the distance between these in local memory.
#define SEQ_TN (SEQ_ITEMS / 2)
#define SEQ_TK 16
#define SEQ_LEFT 72
#define SEQ_RIGHT (SEQ_TN + 8)

// The first floats of local memory are for partial sums.
#define SEQ_ROOM (SEQ_ITEMS * 16)

static inline seq_team seq_alone(local float* tiles) {
  const seq_team team = {0, 1, 0, 0, tiles, 0};
  return team;
}

static inline seq_team seq_join(global int* meeting, const int size, const int only, const int room, local float* tiles) {
  const seq_team team = {(int) get_group_id(0) % size, size, only, room, tiles, meeting};
  return team;
}

static inline int seq_index(const seq_team team) { return (int) get_group_id(0) / team.size; }

// What a group has written before is seen by whoever reads after.
#ifdef SEQ_NVIDIA
#define seq_fence() __asm__ volatile("membar.gl;" ::: "memory")
#else
#define seq_fence() mem_fence(CLK_GLOBAL_MEM_FENCE)
#endif

// Where a team counts: 32 numbers apart, so that teams do not disturb each other.
static inline volatile global int* seq_counter(const seq_team team) { return team.meeting + 32 * (seq_index(team) + 1); }

// All work-items of a team wait for each other. Teams whose groups are not all resident would wait for ever: they give up after
// SEQ_POLLS looks, and the host is told.
static inline void seq_meet(const seq_team team) {
  barrier(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE);
  if (team.size > 1 && team.only < 0 && get_local_id(0) == 0) {
    volatile global int* counter = seq_counter(team);
    volatile global int* failed = team.meeting;
    seq_fence();
    const int goal = (atomic_inc(counter) / team.size + 1) * team.size;
    for (int polls = 0; *counter < goal && *failed == 0; polls++) {
      if (polls > SEQ_POLLS) {
        *failed = 1;
      }
    }
    seq_fence();
  }
  barrier(CLK_GLOBAL_MEM_FENCE | CLK_LOCAL_MEM_FENCE);
}

// The last of a team to leave sets the counters back.
static inline void seq_leave(const seq_team team) {
  if (team.size > 1 && team.only < 0 && get_local_id(0) == 0) {
    volatile global int* counter = seq_counter(team);
    if (atomic_inc(counter + 1) == team.size - 1) {
      counter[0] = 0;
      counter[1] = 0;
    }
  }
}

// The panels of a weight with n columns that are the group's.
#define SEQ_PANELS(n) (((n) + 15) / 16)
#define SEQ_FIRST(n) (SEQ_PANELS(n) * team.rank / team.size)
#define SEQ_PAST(n) (SEQ_PANELS(n) * (team.rank + 1) / team.size)

// Copies the group's columns of a weight to local memory before the first step, where there is room.
static inline seq_weight seq_hold(const seq_team team, global const float* weight, const int k, const int n, int* used) {
  seq_weight made = {weight, -1};
  const int first = SEQ_FIRST(n) * 16 * k;
  const int count = SEQ_PAST(n) * 16 * k - first;
  if (*used + count <= team.room) {
    for (int e = get_local_id(0); e < count / 4; e += SEQ_ITEMS) {
      vstore4(vload4(e, weight + first), e, team.tiles + *used);
    }
    made.kept = *used;
    *used += count;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  return made;
}

// Into how many slices a sum of k products is cut, so that all work-items have work. It depends on k alone: what a row's sums are does
// not depend on the other rows.
#define SEQ_SLICES(k) ((k) >= 256 ? 16 : (k) >= 64 ? 4 : 1)

#define SEQ_STEP(x, w) { const float4 y = w; \
    s0 = fma((float4) (x##0), y, s0); s1 = fma((float4) (x##1), y, s1); \
    s2 = fma((float4) (x##2), y, s2); s3 = fma((float4) (x##3), y, s3); }

// 4 rows by 4 columns of a product, over the part of the sum from `begin` to `end`; W(p) are the weights of p.
#define SEQ_TILE(W) { \
    int p = begin; \
    for (; p + 4 <= end; p += 4) { \
      const float4 x0 = vload4(0, a0 + p), x1 = vload4(0, a1 + p), x2 = vload4(0, a2 + p), x3 = vload4(0, a3 + p); \
      { const float v0 = x0.x, v1 = x1.x, v2 = x2.x, v3 = x3.x; SEQ_STEP(v, W(p)) } \
      { const float v0 = x0.y, v1 = x1.y, v2 = x2.y, v3 = x3.y; SEQ_STEP(v, W(p + 1)) } \
      { const float v0 = x0.z, v1 = x1.z, v2 = x2.z, v3 = x3.z; SEQ_STEP(v, W(p + 2)) } \
      { const float v0 = x0.w, v1 = x1.w, v2 = x2.w, v3 = x3.w; SEQ_STEP(v, W(p + 3)) } \
    } \
    for (; p < end; p++) { const float v0 = a0[p], v1 = a1[p], v2 = a2[p], v3 = a3[p]; SEQ_STEP(v, W(p)) } }
#define SEQ_KEPT(p) vload4(0, kept + (p) * 16)
#define SEQ_READ(p) vload4(0, panel + (p) * 16)

static inline void seq_store(const float4 sums, global const float* init, global float* c, const int left) {
  if (left >= 4) {
    vstore4(init ? vload4(0, init) + sums : sums, 0, c);
  } else {
    const float part[4] = {sums.x, sums.y, sums.z, sums.w};
    for (int j = 0; j < left; j++) {
      c[j] = init ? init[j] + part[j] : part[j];
    }
  }
}

// c[m, n] = init[m, n] + a[m, k] . w for the group's columns; each work-item sums 4 rows by 4 columns over a slice of k.
static inline void seq_multiply(const seq_team team, global const float* a, const int lda, const seq_weight w, global const float* init,
    const int ldi, global float* c, const int ldc, const int m, const int k, const int n, const int step) {
  const int slices = SEQ_SLICES(k);
  const int at_once = SEQ_ITEMS / slices;
  const int first = SEQ_FIRST(n);
  const int fours = (m + 3) / 4;
  const int tiles = 4 * fours * (SEQ_PAST(n) - first);
  const int slice = (int) get_local_id(0) / at_once;
  const int begin = (k + 3) / 4 * slice / slices * 4;
  const int end = min(k, (k + 3) / 4 * (slice + 1) / slices * 4);
  for (int base = 0; base < tiles; base += at_once) {
    const int tile = base + (int) get_local_id(0) % at_once;
    const int column = tile / 4 / fours * 16 + tile % 4 * 4;
    const int row = tile / 4 % fours * 4;
    float4 s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    if (tile < tiles) {
      global const float* a0 = a + row * lda;
      global const float* a1 = a + min(row + 1, m - 1) * lda;
      global const float* a2 = a + min(row + 2, m - 1) * lda;
      global const float* a3 = a + min(row + 3, m - 1) * lda;
      if (w.kept >= 0) {
        local const float* kept = team.tiles + w.kept + column / 16 * 16 * k + column % 16;
        SEQ_TILE(SEQ_KEPT)
      } else {
        global const float* panel = w.all + (first * 16 + column / 16 * 16) * k + column % 16;
        SEQ_TILE(SEQ_READ)
      }
    }
    vstore4(s0, get_local_id(0), team.tiles);
    vstore4(s1, SEQ_ITEMS + get_local_id(0), team.tiles);
    vstore4(s2, 2 * SEQ_ITEMS + get_local_id(0), team.tiles);
    vstore4(s3, 3 * SEQ_ITEMS + get_local_id(0), team.tiles);
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int e = get_local_id(0); e < 4 * at_once; e += SEQ_ITEMS) {
      const int of = base + e % at_once;
      const int r = of / 4 % fours * 4 + e / at_once;
      const int j = (first + of / 4 / fours) * 16 + of % 4 * 4;
      if (of < tiles && r < m && j < n) {
        float4 sums = vload4(e / at_once * SEQ_ITEMS + e % at_once, team.tiles);
        for (int s = 1; s < slices; s++) {
          sums += vload4(e / at_once * SEQ_ITEMS + s * at_once + e % at_once, team.tiles);
        }
        seq_store(sums, init ? init + r * ldi + j : init, c + r * ldc + j, n - j);
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}
