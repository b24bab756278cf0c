/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/fast_layout.h"

#include "engine/core/memory.h"

#define BLOCK ((size_t)1 << 18)
#define PEEK ((size_t)4096)
#define LONGEST_ROW ((size_t)4 << 20)

/* What a stretch of equal length holds, wherever rows begin in it. */
typedef struct {
  size_t lines;
  size_t quotes;
  bool high;
  bool nul;
  bool failed;
} stretch;

/* Where the rows behind a cut begin. */
typedef struct {
  uint64_t at;
  size_t lines; /* line ends between the cut and there */
  bool failed;
} border;

/* At most 255 bytes, so that the counts fit in bytes and the loop in vector registers. */
static void count_few(const unsigned char *p, size_t n, stretch *found) {
  unsigned char lines = 0, quotes = 0, nuls = 0, any = 0;
#ifndef __clang__ /* which needs no hint, and complains where it has to leave the loop as it is */
#pragma omp simd reduction(+ : lines, quotes, nuls) reduction(| : any)
#endif
  for (size_t i = 0; i < n; i++) {
    lines = (unsigned char)(lines + (p[i] == '\n'));
    quotes = (unsigned char)(quotes + (p[i] == '"'));
    nuls = (unsigned char)(nuls + (p[i] == '\0'));
    any |= p[i];
  }
  found->lines += lines;
  found->quotes += quotes;
  found->nul = found->nul || nuls > 0;
  found->high = found->high || any >= 0x80;
}

static void count_block(const char *block, size_t n, stretch *found) {
  enum { FEW = 240 };
  const unsigned char *p = (const unsigned char *)block;
  for (; n >= FEW; p += FEW, n -= FEW) count_few(p, FEW, found);
  count_few(p, n, found);
}

static void count_stretch(const leda_fast_input *input, uint64_t from, uint64_t to,
                          stretch *found) {
  char *block = leda_malloc(BLOCK);
  found->failed = !block;
  while (from < to && !found->failed) {
    size_t wanted = to - from < BLOCK ? (size_t)(to - from) : BLOCK;
    found->failed = !leda_source_at(input->source, from, block, wanted);
    if (!found->failed) count_block(block, wanted, found);
    from += wanted;
  }
  leda_free(block);
}

/* The first line end at or behind `from` that is outside quotes. */
static border find_border(const leda_fast_input *input, uint64_t from, bool quoted) {
  border found = {.at = from};
  char peek[PEEK];
  while (found.at < input->end) {
    uint64_t left = input->end - found.at;
    size_t n = left < PEEK ? (size_t)left : PEEK;
    if (found.at - from > LONGEST_ROW || !leda_source_at(input->source, found.at, peek, n)) {
      found.failed = true;
      return found;
    }
    for (size_t i = 0; i < n; i++) {
      if (peek[i] == '"') quoted = !quoted;
      if (peek[i] != '\n') continue;
      found.lines++;
      if (quoted) continue;
      found.at += i + 1;
      return found;
    }
    found.at += n;
  }
  return found;
}

static uint64_t cut_at(const leda_fast_input *input, size_t i) {
  uint64_t at = input->start + (uint64_t)i * input->step;
  return at < input->end ? at : input->end;
}

/* Chunk i lies between borders i and i + 1. The flags of a chunk cover all stretches it touches. */
static void fill_chunks(leda_fast_layout *layout, const leda_fast_input *input,
                        const stretch *stretches, const border *borders) {
  size_t line = input->first_line;
  for (size_t i = 0; i < layout->n; i++) {
    leda_fast_chunk *chunk = &layout->chunks[i];
    *chunk = (leda_fast_chunk){.start = borders[i].at, .first_line = line + borders[i].lines};
    chunk->length = (size_t)(borders[i + 1].at - borders[i].at);
    line += stretches[i].lines;
    chunk->lines = line + borders[i + 1].lines - chunk->first_line;
    for (size_t k = i; k < layout->n && (k == i || cut_at(input, k) < borders[i + 1].at); k++) {
      chunk->quotes = chunk->quotes || stretches[k].quotes > 0;
      chunk->high = chunk->high || stretches[k].high;
    }
  }
}

static bool find_borders(const leda_fast_input *input, const stretch *stretches, size_t n,
                         border *borders) {
  bool quoted = false;
  borders[0] = (border){.at = input->start};
  for (size_t i = 0; i < n; i++) {
    if (stretches[i].failed || stretches[i].nul) return false;
    quoted = quoted != (stretches[i].quotes % 2 != 0);
    borders[i + 1] = find_border(input, cut_at(input, i + 1), quoted);
    if (borders[i + 1].failed) return false;
  }
  return true;
}

bool leda_fast_layout_find(leda_fast_layout *layout, const leda_fast_input *input) {
  size_t n = (size_t)((input->end - input->start + input->step - 1) / input->step);
  *layout = (leda_fast_layout){.n = n};
  layout->chunks = leda_calloc(n + 1, sizeof *layout->chunks);
  stretch *stretches = leda_calloc(n + 1, sizeof *stretches);
  border *borders = leda_calloc(n + 1, sizeof *borders);
  bool good = layout->chunks && stretches && borders;
  if (good) {
#pragma omp parallel for num_threads(input->threads) schedule(dynamic, 1)
    for (size_t i = 0; i < n; i++)
      count_stretch(input, cut_at(input, i), cut_at(input, i + 1), &stretches[i]);
    good = find_borders(input, stretches, n, borders);
  }
  if (good) fill_chunks(layout, input, stretches, borders);
  leda_free(stretches);
  leda_free(borders);
  return good;
}

void leda_fast_layout_clear(leda_fast_layout *layout) {
  leda_free(layout->chunks);
  *layout = (leda_fast_layout){0};
}
