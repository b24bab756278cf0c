/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "plots/axis.h"

static const char *text_of(leda_figure_marks ticks, size_t i) {
  return ticks.items[i].text ? ticks.items[i].text : "";
}

/* The year in a label: its first number of four digits, else its last two digits ("maj 14"). */
static long year_of(const char *label) {
  const char *last = NULL;
  for (const char *p = label; *p; p++) {
    size_t digits = strspn(p, "0123456789");
    if (digits == 0) continue;
    if (digits == 4) return strtol(p, NULL, 10);
    last = p;
    p += digits - 1;
  }
  return last ? strtol(last, NULL, 10) : -1;
}

/* The number that a label begins with (the year of "2014/15" too); false for other labels. */
static bool number_of(const char *label, long *out) {
  char *end;
  *out = strtol(label, &end, 10);
  return end != label && (*end == '\0' || *end == '/') && !isspace((unsigned char)*label);
}

/* How many labels a year has, and where the first whole year begins; length 0: no season. A gap may
   shorten a year, so the commonest distance between years counts. */
typedef struct {
  size_t begin;
  size_t length;
} season;

static season find_season(leda_figure_marks ticks) {
  size_t counts[61] = {0};
  season found = {0, 0};
  size_t last = 0;
  for (size_t i = 1; i < ticks.n; i++) {
    if (year_of(text_of(ticks, i)) == year_of(text_of(ticks, i - 1))) continue;
    if (found.begin == 0) found.begin = i;
    if (last > 0 && i - last <= 60) counts[i - last]++;
    last = i;
  }
  for (size_t length = 2; length <= 60; length++)
    if (counts[length] > counts[found.length]) found.length = length;
  if (counts[1] >= counts[found.length]) found.length = 0;
  return found;
}

static size_t round_step(size_t least) {
  static const size_t factors[] = {1, 2, 5, 10};
  for (size_t power = 1;; power *= 10)
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
      if (factors[i] * power >= least) return factors[i] * power;
}

/* Divisors of a season, then whole years. */
static leda_plot_thinning by_season(season year, size_t least) {
  size_t step = least;
  if (least > year.length)
    step = year.length * round_step((least + year.length - 1) / year.length);
  else
    while (year.length % step != 0) step++;
  return (leda_plot_thinning){year.begin % step, step};
}

leda_plot_thinning leda_plot_thin(leda_figure_marks ticks, double spacing, double width) {
  size_t least = spacing > 0 && width < spacing * 1e6 ? (size_t)(width / spacing) + 1 : 1;
  season year = find_season(ticks);
  long number;
  if (year.length > 0 && least > 1) return by_season(year, least);
  size_t step = round_step(least);
  if (ticks.n > 0 && step > 1 && number_of(text_of(ticks, 0), &number)) {
    long behind = ((number % (long)step) + (long)step) % (long)step;
    return (leda_plot_thinning){behind ? step - (size_t)behind : 0, step};
  }
  return (leda_plot_thinning){0, step};
}
