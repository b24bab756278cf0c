/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/panel_partition.h"

#include <string.h>

#include "engine/core/memory.h"

#define BLOCK LEDA_PARTITION_BLOCK
#define EMPTY UINT32_MAX
#define BYTES(n) ((n) * sizeof(leda_observation))

/* The share of one thread: whole blocks, but for the last share. */
typedef struct {
  size_t first, end;
  leda_observation *buffers; /* a block for each part */
  uint32_t *fill;            /* how much of it is used */
} share;

typedef struct {
  const leda_partition *p;
  share *shares;
  size_t n_blocks;
  uint32_t *part_of; /* by block: which part it is of, or EMPTY */
  uint32_t *source;  /* by block: where its content is, or EMPTY */
  uint32_t *holes;   /* blocks that are empty and wait for one */
  size_t n_holes;
  size_t *next;   /* by part: work space */
  size_t *n_full; /* by part: its full blocks */
} work;

static size_t first_block(const work *w, size_t part) {
  return (w->p->starts[part] + BLOCK - 1) / BLOCK;
}

/* ---- full blocks ---- */

/* Reading is always ahead of writing: what was written is part of what was read. */
static void fill_blocks(work *w, const share *s) {
  const leda_partition *p = w->p;
  size_t at = s->first;
  for (size_t i = s->first; i < s->end; i++) {
    size_t part = p->o[i].series >> p->shift;
    leda_observation *buffer = s->buffers + part * BLOCK;
    buffer[s->fill[part]++] = p->o[i];
    if (s->fill[part] < BLOCK) continue;
    memcpy(p->o + at, buffer, BYTES(BLOCK));
    w->part_of[at / BLOCK] = (uint32_t)part;
    s->fill[part] = 0;
    at += BLOCK;
  }
}

/* ---- blocks to their parts ---- */

static void find_sources(const work *w) {
  for (size_t d = 0; d < w->p->n_parts; d++) w->next[d] = first_block(w, d);
  for (size_t i = 0; i < w->n_blocks; i++) w->source[i] = EMPTY;
  for (size_t i = 0; i < w->n_blocks; i++) {
    uint32_t part = w->part_of[i];
    if (part == EMPTY) continue;
    w->source[w->next[part]++] = (uint32_t)i;
    w->n_full[part]++;
  }
}

static void move_block(const work *w, size_t to, size_t from) {
  memcpy(w->p->o + to * BLOCK, w->p->o + from * BLOCK, BYTES(BLOCK));
  w->source[to] = EMPTY;
}

/* Moves that end in an empty block: each move frees the next. */
static void follow_chain(const work *w, size_t hole) {
  while (w->source[hole] != EMPTY) {
    size_t from = w->source[hole];
    move_block(w, hole, from);
    hole = from;
  }
}

static void follow_cycle(const work *w, size_t start) {
  leda_observation saved[BLOCK];
  size_t hole = start;
  memcpy(saved, w->p->o + start * BLOCK, sizeof saved);
  while (w->source[hole] != start) {
    size_t from = w->source[hole];
    move_block(w, hole, from);
    hole = from;
  }
  memcpy(w->p->o + hole * BLOCK, saved, sizeof saved);
  w->source[hole] = EMPTY;
}

/* Chains share no block, so they can be followed side by side; what is left then are cycles, which
   are few because there is hardly a block that no chain leads through. */
static void move_blocks(work *w) {
  for (size_t i = 0; i < w->n_blocks; i++) {
    if (w->source[i] == i) w->source[i] = EMPTY;
    if (w->part_of[i] == EMPTY && w->source[i] != EMPTY) w->holes[w->n_holes++] = (uint32_t)i;
  }
#pragma omp parallel for num_threads(w->p->threads) schedule(dynamic, 1)
  for (size_t i = 0; i < w->n_holes; i++) follow_chain(w, w->holes[i]);
  for (size_t i = 0; i < w->n_blocks; i++)
    if (w->source[i] != EMPTY) follow_cycle(w, i);
}

/* ---- what did not fill a block ---- */

/* Where the blocks of a part end; the last may reach into the gap before the next part's blocks. */
static size_t blocks_end(const work *w, size_t part) {
  return (first_block(w, part) + w->n_full[part]) * BLOCK;
}

/* The gaps of a part: from `at` to its first block, then behind its last. */
typedef struct {
  size_t at, first_end, second;
} gaps;

static void fill_gaps(const work *w, gaps *g, const leda_observation *from, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (g->at == g->first_end && g->second > g->first_end) g->at = g->second;
    w->p->o[g->at++] = from[i];
  }
}

static void fill_part(const work *w, size_t part) {
  const leda_partition *p = w->p;
  size_t end = blocks_end(w, part), stop = p->starts[part + 1];
  gaps g = {p->starts[part], first_block(w, part) * BLOCK, end};
  if (w->n_full[part] == 0) g.second = end = g.at;
  leda_observation over[BLOCK];
  size_t n_over = end > stop ? end - stop : 0;
  memcpy(over, p->o + stop, BYTES(n_over));
  fill_gaps(w, &g, over, n_over);
  for (int t = 0; t < p->threads; t++) {
    const share *s = &w->shares[t];
    fill_gaps(w, &g, s->buffers + part * BLOCK, s->fill[part]);
  }
}

/* ---- the whole ---- */

static bool make_shares(work *w) {
  const leda_partition *p = w->p;
  size_t threads = (size_t)p->threads, step = (w->n_blocks + threads - 1) / threads * BLOCK;
  w->shares = leda_calloc(threads, sizeof *w->shares);
  if (!w->shares) return false;
  for (size_t t = 0; t < threads; t++) {
    share *s = &w->shares[t];
    s->first = t * step < p->n ? t * step : p->n;
    s->end = (t + 1) * step < p->n ? (t + 1) * step : p->n;
    s->buffers = leda_malloc(p->n_parts * BYTES(BLOCK));
    s->fill = leda_calloc(p->n_parts, sizeof *s->fill);
    if (!s->buffers || !s->fill) return false;
  }
  return true;
}

static void clear(work *w) {
  for (int t = 0; w->shares && t < w->p->threads; t++) {
    leda_free(w->shares[t].buffers);
    leda_free(w->shares[t].fill);
  }
  leda_free(w->shares);
  leda_free(w->part_of);
  leda_free(w->source);
  leda_free(w->holes);
  leda_free(w->next);
  leda_free(w->n_full);
}

/* All memory before the first move. */
static bool prepare(work *w) {
  w->part_of = leda_malloc(w->n_blocks * sizeof *w->part_of);
  w->source = leda_malloc(w->n_blocks * sizeof *w->source);
  w->holes = leda_malloc(w->n_blocks * sizeof *w->holes);
  w->next = leda_malloc(w->p->n_parts * sizeof *w->next);
  w->n_full = leda_calloc(w->p->n_parts, sizeof *w->n_full);
  if (!w->part_of || !w->source || !w->holes || !w->next || !w->n_full || !make_shares(w))
    return false;
  for (size_t i = 0; i < w->n_blocks; i++) w->part_of[i] = EMPTY;
  return true;
}

bool leda_panel_partition(const leda_partition *partition) {
  work w = {.p = partition, .n_blocks = (partition->n + BLOCK - 1) / BLOCK};
  bool good = w.n_blocks < EMPTY && prepare(&w);
  if (good) {
#pragma omp parallel for num_threads(partition->threads) schedule(static, 1)
    for (int t = 0; t < partition->threads; t++) fill_blocks(&w, &w.shares[t]);
    find_sources(&w);
    move_blocks(&w);
    for (size_t d = 0; d < partition->n_parts; d++) fill_part(&w, d);
  }
  clear(&w);
  return good;
}
