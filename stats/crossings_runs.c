/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/crossings_runs.h"

#include <math.h>
#include <stdlib.h>

struct leda_crossings_runs {
  size_t n_max;
  size_t run_max;
  double *up_to; /* P(C = c, L <= l) at [l - 1][n - 1][c] */
};

/* Chances of the first n points, the last of them above (or below), c crossings and no run above l. */
typedef struct {
  double *up;
  double *down;
  size_t n_max;
} ends;

static size_t cell(size_t n_max, size_t n, size_t c) { return (n - 1) * n_max + c; }

/* All of n points on one side: a single run, if it may be so long. Else the last run is r points long. */
static void end_of(const ends *e, size_t n, size_t c, size_t l, double p) {
  double up = 0.0, down = 0.0, above = 1.0, below = 1.0;
  for (size_t r = 1; r <= l && r <= n; r++) {
    above *= p;
    below *= 1.0 - p;
    if (r == n) {
      up += c == 0 ? above : 0.0;
      down += c == 0 ? below : 0.0;
    } else if (c > 0) {
      size_t before = cell(e->n_max, n - r, c - 1);
      up += above * e->down[before];
      down += below * e->up[before];
    }
  }
  e->up[cell(e->n_max, n, c)] = up;
  e->down[cell(e->n_max, n, c)] = down;
}

static void fill(leda_crossings_runs *law, const ends *e, size_t l, double p) {
  size_t n_max = law->n_max;
  double *up_to = law->up_to + (l - 1) * n_max * n_max;
  for (size_t n = 1; n <= n_max; n++)
    for (size_t c = 0; c < n; c++) {
      end_of(e, n, c, l, p);
      size_t at = cell(n_max, n, c);
      up_to[at] = e->up[at] + e->down[at];
    }
}

leda_crossings_runs *leda_crossings_runs_alloc(size_t n_max, size_t run_max, double p) {
  if (n_max == 0 || run_max == 0 || !(p >= 0.0 && p <= 1.0)) return NULL;
  if (run_max > n_max) run_max = n_max;
  leda_crossings_runs *law = calloc(1, sizeof *law);
  ends e = {calloc(n_max * n_max, sizeof *e.up), calloc(n_max * n_max, sizeof *e.down), n_max};
  if (law) {
    law->n_max = n_max;
    law->run_max = run_max;
    law->up_to = calloc(run_max * n_max * n_max, sizeof *law->up_to);
  }
  if (!law || !law->up_to || !e.up || !e.down) {
    leda_crossings_runs_free(law);
    law = NULL;
  }
  for (size_t l = 1; law && l <= run_max; l++) fill(law, &e, l, p);
  free(e.up);
  free(e.down);
  return law;
}

void leda_crossings_runs_free(leda_crossings_runs *law) {
  if (!law) return;
  free(law->up_to);
  free(law);
}

double leda_crossings_runs_up_to(const leda_crossings_runs *law, size_t n, size_t c, size_t l) {
  if (n == 0 || n > law->n_max) return NAN;
  if (l == 0 || c >= n) return 0.0;
  if (l > law->run_max) l = law->run_max;
  return law->up_to[(l - 1) * law->n_max * law->n_max + cell(law->n_max, n, c)];
}

/* c + 1 runs share n points: the longest has n - c of them at most and a fair share at least. */
static int possible(size_t n, size_t c, size_t l) {
  return c < n && l <= n - c && l * (c + 1) >= n;
}

double leda_crossings_runs_at(const leda_crossings_runs *law, size_t n, size_t c, size_t l) {
  if (n == 0 || n > law->n_max) return NAN;
  if (l == 0 || l > law->run_max || !possible(n, c, l)) return 0.0;
  return leda_crossings_runs_up_to(law, n, c, l) - leda_crossings_runs_up_to(law, n, c, l - 1);
}

double leda_crossings_runs_box(const leda_crossings_runs *law, size_t n, size_t c, size_t l) {
  if (n == 0 || n > law->n_max) return NAN;
  double sum = 0.0;
  for (size_t k = n; k-- > c;) sum += leda_crossings_runs_up_to(law, n, k, l);
  return sum;
}
