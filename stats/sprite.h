/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which answers can lie behind a printed mean (and sd)? After SPRITE: Heathers, Anaya, van der Zee &
 * Brown (2018), "Recovering data from summary statistics: Sample Parameter Reconstruction via Iterative
 * TEchniques", PeerJ Preprints 6:e26968v1; but from a start that is exact, so that nothing has to be
 * searched for.
 */
#ifndef LEDA_STATS_SPRITE_H
#define LEDA_STATS_SPRITE_H

#include <stdbool.h>

#include "stats/grimmer.h"
#include "stats/stream.h"

/* counts[0..high-low] are how many gave each answer. Moves them at random and keeps their sum; and their
   sum of squares, too, where keep_squares: a pair of answers goes apart by a step each while another
   pair, two steps wider, comes together. A move for which there are no answers is not made. Not every
   set of answers with these sums is promised to be reached. */
void leda_sprite_shuffle(leda_answer_scale scale, long long *counts, bool keep_squares,
                         leda_stream *stream);

/* One set of answers that is printed like this, drawn at random; has_sd false: by the mean alone. False,
   and counts untouched, where there is none, n < 1 or n > LEDA_GRIMMER_N, or the scale has more than
   LEDA_GRIMMER_STEPS steps. */
bool leda_sprite_draw(const leda_printed_answers *printed, bool has_sd, leda_stream *stream,
                      long long *counts);

#endif
