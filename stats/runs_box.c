/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/runs_box.h"

typedef struct {
  const leda_crossings_runs *unchanged;
  const leda_crossings_runs *shifted;
  size_t n;
  double target;
} laws;

static leda_runs_box best(const laws *x) {
  leda_runs_box box = {0};
  double least = 2.0;
  for (size_t c = 0; c < x->n; c++)
    for (size_t l = 1; l <= x->n; l++) {
      if (!(leda_crossings_runs_at(x->unchanged, x->n, c, l) > 0.0)) continue;
      if (leda_crossings_runs_box(x->unchanged, x->n, c, l) < x->target) continue;
      double held = leda_crossings_runs_box(x->shifted, x->n, c, l);
      if (held < least) {
        box.crossings = c;
        box.run = l;
        least = held;
      }
      break; /* a longer run at the same c holds more of either */
    }
  return box;
}

/* Can the cell be taken out of a box that holds `held`? */
static bool can_go(const laws *x, double held, size_t c, size_t l) {
  double chance = leda_crossings_runs_at(x->unchanged, x->n, c, l);
  return chance > 0.0 && held - chance >= x->target;
}

static void cut(const laws *x, leda_runs_box *box) {
  size_t c = box->crossings, l = box->run;
  double held = leda_crossings_runs_box(x->unchanged, x->n, c, l);
  if (!can_go(x, held, c, l)) return;
  held -= leda_crossings_runs_at(x->unchanged, x->n, c, l);
  box->cut_crossings = c + 1;
  box->cut_run = l - 1;
  for (;;) {
    bool along_c = can_go(x, held, box->cut_crossings, l);
    bool along_l = can_go(x, held, c, box->cut_run);
    if (!along_c && !along_l) return;
    if (along_c && along_l)
      along_c = leda_crossings_runs_at(x->shifted, x->n, box->cut_crossings, l) >=
                leda_crossings_runs_at(x->shifted, x->n, c, box->cut_run);
    if (along_c)
      held -= leda_crossings_runs_at(x->unchanged, x->n, box->cut_crossings++, l);
    else
      held -= leda_crossings_runs_at(x->unchanged, x->n, c, box->cut_run--);
  }
}

leda_runs_box leda_runs_box_search(const leda_crossings_runs *unchanged,
                                   const leda_crossings_runs *shifted, size_t n, double target) {
  laws x = {unchanged, shifted, n, target};
  leda_runs_box box = best(&x);
  if (box.run > 0) cut(&x, &box);
  return box;
}

/* crossings, run, cut_crossings, cut_run for 10, 11, ... points, made by leda_runs_box_search; the unit test makes them
   again. */
static const unsigned char boxes[LEDA_RUNS_BOX_LAST - LEDA_RUNS_BOX_FIRST + 1][4] = {
    {2, 6, 3, 5},     {3, 7, 4, 6},     {3, 6, 0, 0},     {3, 6, 0, 0},     {3, 6, 0, 0},
    {4, 7, 6, 6},     {5, 8, 6, 7},     {5, 7, 0, 0},     {5, 7, 6, 6},     {5, 7, 6, 5},
    {6, 7, 0, 0},     {7, 8, 0, 0},     {6, 7, 7, 6},     {6, 7, 7, 6},     {6, 7, 7, 6},
    {6, 7, 0, 0},     {9, 9, 10, 7},    {9, 8, 10, 7},    {9, 8, 11, 7},    {10, 8, 0, 0},
    {11, 10, 12, 9},  {11, 9, 14, 8},   {11, 8, 0, 0},    {11, 8, 12, 7},   {11, 8, 13, 7},
    {12, 8, 0, 0},    {13, 9, 15, 8},   {14, 10, 0, 0},   {13, 8, 0, 0},    {15, 11, 0, 0},
    {15, 9, 0, 0},    {15, 9, 17, 8},   {14, 8, 0, 0},    {14, 8, 0, 0},    {17, 10, 0, 0},
    {17, 9, 0, 0},    {17, 9, 19, 8},   {17, 9, 20, 7},   {19, 12, 20, 11}, {19, 10, 21, 9},
    {19, 9, 0, 0},    {19, 9, 21, 8},   {19, 9, 21, 7},   {21, 11, 23, 9},  {21, 10, 23, 8},
    {21, 9, 0, 0},    {21, 9, 23, 8},   {23, 12, 25, 11}, {23, 10, 24, 9},  {23, 10, 26, 8},
    {23, 9, 0, 0},    {23, 9, 24, 8},   {25, 11, 27, 9},  {25, 10, 27, 9},  {26, 11, 27, 10},
    {26, 10, 27, 9},  {27, 12, 29, 10}, {27, 10, 0, 0},   {27, 10, 29, 8},  {28, 11, 29, 8},
    {29, 14, 30, 13}, {29, 11, 31, 9},  {29, 10, 30, 9},  {30, 11, 31, 10}, {30, 10, 0, 0},
    {31, 12, 32, 9},  {31, 11, 34, 8},  {31, 10, 33, 9},  {32, 11, 33, 8},  {33, 13, 37, 11},
    {33, 11, 35, 9},  {33, 10, 0, 0},   {34, 11, 36, 10}, {33, 10, 36, 7},  {35, 11, 0, 0},
    {35, 11, 38, 8},  {35, 10, 36, 9},  {35, 10, 38, 8},  {37, 12, 38, 10}, {37, 11, 39, 9},
    {38, 12, 0, 0},   {37, 10, 39, 9},  {39, 13, 41, 12}, {39, 11, 40, 10}, {39, 11, 42, 8},
    {39, 10, 0, 0},   {39, 10, 41, 8},  {41, 12, 42, 9},  {41, 11, 44, 9},  {42, 12, 43, 10},
    {41, 10, 42, 9},  {43, 12, 44, 11}, {43, 11, 44, 10}, {44, 13, 45, 10}, {44, 11, 0, 0},
    {45, 13, 47, 12}, {45, 12, 49, 9},  {45, 11, 48, 9},  {46, 12, 48, 9},  {47, 16, 51, 14},
    {47, 12, 49, 10}, {47, 11, 49, 10}, {48, 12, 50, 11}, {48, 11, 49, 10}, {49, 12, 0, 0},
    {49, 11, 0, 0},   {49, 11, 52, 9},  {50, 12, 54, 9},  {51, 13, 52, 11}, {51, 12, 54, 9},
    {51, 11, 54, 10}, {52, 12, 53, 9},  {53, 14, 0, 0},   {53, 12, 55, 10}, {53, 11, 54, 10},
    {54, 12, 56, 11}, {54, 12, 57, 8},  {55, 12, 0, 0},   {55, 12, 60, 9},  {55, 11, 57, 9},
    {56, 12, 60, 9},  {57, 13, 59, 11}, {57, 12, 59, 9},  {57, 11, 58, 10}, {58, 12, 61, 10},
    {59, 14, 60, 11}, {59, 12, 60, 10}, {60, 14, 61, 13}, {60, 12, 61, 11}, {61, 15, 0, 0},
    {61, 12, 0, 0},   {61, 12, 66, 9},  {61, 11, 63, 10}, {62, 12, 65, 9},  {63, 13, 64, 10},
    {63, 12, 65, 9},  {63, 11, 0, 0},   {64, 12, 67, 10}, {65, 13, 66, 12}, {65, 12, 68, 11},
    {66, 14, 68, 11}, {66, 12, 68, 11}, {67, 14, 68, 12}, {67, 12, 0, 0},   {68, 15, 69, 12},
    {67, 11, 0, 0},   {69, 16, 72, 14}, {69, 13, 73, 10}, {69, 12, 71, 9},  {70, 13, 71, 10},
    {70, 12, 73, 10}, {71, 13, 73, 11}, {71, 12, 73, 10}, {72, 13, 73, 12}, {72, 12, 74, 11},
    {73, 14, 78, 11}, {73, 12, 74, 11}, {74, 14, 75, 11}, {74, 13, 77, 9},  {75, 14, 76, 13},
    {75, 13, 76, 9},  {75, 12, 77, 9},  {76, 13, 80, 10}, {77, 16, 80, 13}, {77, 13, 79, 10},
    {77, 12, 79, 10}, {78, 13, 80, 11}, {78, 12, 79, 10}, {79, 13, 81, 12}, {79, 12, 80, 11},
    {80, 13, 0, 0},   {80, 12, 0, 0},   {81, 14, 85, 11}, {81, 13, 85, 9},  {82, 14, 83, 11},
    {82, 13, 84, 9},  {83, 14, 85, 13}, {83, 13, 87, 10}, {83, 12, 85, 10}, {84, 13, 87, 10},
    {85, 15, 86, 13}, {85, 13, 86, 10}, {85, 12, 87, 11}, {86, 13, 88, 11}, {87, 19, 88, 18},
    {87, 13, 88, 12}, {87, 13, 93, 9},  {88, 14, 91, 10}, {88, 13, 92, 9},  {89, 14, 94, 11},
    {89, 13, 92, 9},
};

bool leda_runs_box_of(size_t n, leda_runs_box *box) {
  if (n < LEDA_RUNS_BOX_FIRST || n > LEDA_RUNS_BOX_LAST) return false;
  const unsigned char *found = boxes[n - LEDA_RUNS_BOX_FIRST];
  *box = (leda_runs_box){found[0], found[1], found[2], found[3]};
  return true;
}
