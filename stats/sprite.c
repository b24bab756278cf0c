/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/sprite.h"

#include <stddef.h>

/* Moves tried: some twenty for each answer forget the start; more than this only costs time. */
static unsigned long moves(long long n) {
  return n < 50000 ? 2000 + 20 * (unsigned long)n : 1000000;
}

/* Takes n answers away and gives n others; undone where there were too few. */
static void replace(long long *counts, const int *taken, const int *given, size_t n) {
  bool enough = true;
  for (size_t i = 0; i < n; i++) enough = --counts[taken[i]] >= 0 && enough;
  for (size_t i = 0; i < n; i++) counts[enough ? given[i] : taken[i]]++;
}

/* (a, b) -> (a - 1, b + 1) adds 2 (b - a) + 2 to the squares; (c, d) -> (c + 1, d - 1) takes as much away
   when d - c = b - a + 2. */
static void move_four(int top, long long *counts, leda_stream *stream) {
  int a = 1 + (int)leda_stream_below(stream, (uint32_t)top - 1);
  int b = a + (int)leda_stream_below(stream, (uint32_t)(top - a));
  int wide = b - a + 2;
  int c = (int)leda_stream_below(stream, (uint32_t)(top - wide) + 1);
  const int before[] = {a, b, c, c + wide}, after[] = {a - 1, b + 1, c + 1, c + wide - 1};
  bool apart = leda_stream_below(stream, 2) == 0;
  replace(counts, apart ? before : after, apart ? after : before, 4);
}

static void move_two(int top, long long *counts, leda_stream *stream) {
  int a = (int)leda_stream_below(stream, (uint32_t)top);
  int b = 1 + (int)leda_stream_below(stream, (uint32_t)top);
  const int taken[] = {a, b}, given[] = {a + 1, b - 1};
  replace(counts, taken, given, 2);
}

void leda_sprite_shuffle(leda_answer_scale scale, long long *counts, bool keep_squares,
                         leda_stream *stream) {
  int top = scale.high - scale.low;
  long long n = 0;
  for (int i = 0; i <= top; i++) n += counts[i];
  if (keep_squares && top < 2) return; /* two answers: the sum fixes them */
  for (unsigned long i = moves(n); i > 0; i--) {
    if (keep_squares)
      move_four(top, counts, stream);
    else
      move_two(top, counts, stream);
  }
}

bool leda_sprite_draw(const leda_printed_answers *printed, bool has_sd, leda_stream *stream,
                      long long *counts) {
  leda_answer_scale scale = printed->scale;
  long long n = printed->n;
  if (n < 1 || n > LEDA_GRIMMER_N || scale.high - scale.low > LEDA_GRIMMER_STEPS) return false;
  leda_sum_range sums = leda_grim_sums(scale, printed->mean, n);
  if (sums.first > sums.last) return false;
  leda_answer_sums found = {.n = n};
  if (has_sd) {
    if (leda_grimmer_find(printed, &found) < LEDA_GRIM_POSSIBLE) return false;
  } else {
    uint32_t choices = (uint32_t)(sums.last - sums.first) + 1;
    found.sum = sums.first + (long long)leda_stream_below(stream, choices);
    found.squares = leda_grimmer_squares(scale, n, found.sum).least;
  }
  if (!leda_grimmer_reachable(scale, found, counts)) return false;
  leda_sprite_shuffle(scale, counts, has_sd, stream);
  return true;
}
