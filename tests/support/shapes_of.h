/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure's script draws, read back from it. */
#ifndef TESTS_SUPPORT_SHAPES_OF_H
#define TESTS_SUPPORT_SHAPES_OF_H

#include <stddef.h>

#include "engine/core/text.h"
#include "plots/figure.h"

typedef struct {
  double x;
  double y;
} leda_test_point;

typedef struct {
  double left;
  double right;
  double top;
  double bottom;
} leda_test_box;

/* A text of the figure with its place, in shares of the page's height and width, y downwards. */
typedef struct {
  char text[256]; /* as it stands in the script, doubled apostrophes too */
  double x;
  double y;
  double size;
  int align; /* -1 left, 0 centre, 1 right */
  int bold;
} leda_test_label;

/* The script at the size of a slide; the test fails where there is none. Caller leda_text_clear. */
leda_text leda_test_script(const leda_figure *figure);

/* How often `words` stand in it. */
size_t leda_test_count(const leda_text *script, const char *words);

/* Boxes around the areas filled with `colour`, in the order drawn; those beyond `most` are counted
   only. */
size_t leda_test_filled(const leda_text *script, const char *colour, leda_test_box *out,
                        size_t most);

/* Places of the marks whose plot command holds `words`, in the order drawn. */
size_t leda_test_marks(const leda_text *script, const char *words, leda_test_point *out,
                       size_t most);

/* Texts in the order written. */
size_t leda_test_labels(const leda_text *script, leda_test_label *out, size_t most);

/* No text of the figure lies on another or outside the page, at any size of figure; the test fails
   with the two texts otherwise. */
void leda_test_apart(const leda_figure *figure);

/* Made-up words: `n` of 2 to `longest` letters, the same for the same seed. Returns `out`. */
const char *leda_test_words(unsigned long *seed, size_t n, size_t longest, char *out, size_t size);

/* A number from 0 to n - 1. */
size_t leda_test_random(unsigned long *seed, size_t n);

/* The figure is refused as one without a value, named by `title`. */
void leda_test_is_empty(const leda_figure *figure, const char *title);

/* Wherever memory runs out, that and nothing else is told. */
void leda_test_memory(const leda_figure *figure);

#endif
