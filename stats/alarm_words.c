/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/alarm_words.h"

#include <math.h>

/* The last point first: a step is then one addition, where a shift by i takes three. */
static uint64_t bits_above(const double *d, size_t n, double limit) {
  uint64_t bits = 0;
  for (size_t i = n; i > 0; i--) bits = 2 * bits + (d[i - 1] > limit);
  return bits;
}

static uint64_t bits_below(const double *d, size_t n, double limit) {
  uint64_t bits = 0;
  for (size_t i = n; i > 0; i--) bits = 2 * bits + (d[i - 1] < limit);
  return bits;
}

static uint64_t bits_within(const double *d, size_t n, double limit) {
  uint64_t bits = 0;
  for (size_t i = n; i > 0; i--) bits = 2 * bits + (fabs(d[i - 1]) < limit);
  return bits;
}

leda_alarm_words leda_alarm_words_make(const leda_alarm_window *window, bool steps) {
  leda_alarm_words words = {bits_above(window->d, window->n, 0.0),
                            bits_below(window->d, window->n, 0.0), 0, 0};
  for (size_t i = 1; steps && i < window->n; i++) {
    words.up |= (uint64_t)(window->y[i] > window->y[i - 1]) << i;
    words.down |= (uint64_t)(window->y[i] < window->y[i - 1]) << i;
  }
  return words;
}

/* Where `length` set bits in a row end: doubling the stretch that is known to be set. */
static uint64_t in_a_row(uint64_t bits, size_t length) {
  size_t known = 1;
  while (known < length) {
    size_t step = known < length - known ? known : length - known;
    bits &= bits << step;
    known += step;
  }
  return bits;
}

/* Whether some `window` bits in a row hold `needed` set ones: reached[j] marks where at least j + 1 of the
 * bits looked at so far were set. */
static bool dense(uint64_t bits, size_t needed, size_t window) {
  uint64_t reached[LEDA_ALARM_LONGEST] = {0};
  if (needed == 0 || needed > window) return false;
  for (size_t back = 0; back < window; back++) {
    uint64_t moved = bits << back;
    size_t top = back < needed ? back : needed - 1;
    for (size_t j = top; j > 0; j--) reached[j] |= reached[j - 1] & moved;
    reached[0] |= moved;
  }
  return reached[needed - 1] != 0;
}

static bool zone_signals(const leda_alarm_window *w, const leda_zone_rule *rule) {
  double limit = rule->limit * w->sigma;
  return dense(bits_above(w->d, w->n, limit), rule->needed, rule->window) ||
         dense(bits_below(w->d, w->n, -limit), rule->needed, rule->window);
}

static bool outside_signals(const leda_alarm_words *words, const leda_alarm_window *w,
                            size_t length) {
  uint64_t far = bits_above(w->d, w->n, w->sigma) | bits_below(w->d, w->n, -w->sigma);
  uint64_t whole = in_a_row(far, length);
  return (whole & ~in_a_row(far & words->above, length) & ~in_a_row(far & words->below, length)) !=
         0;
}

/* Three in a row on one side, two of them between 2 and 3 sigma. */
static bool near_limit_signals(const leda_alarm_words *words, const leda_alarm_window *w) {
  uint64_t far = bits_above(w->d, w->n, 2.0 * w->sigma) | bits_below(w->d, w->n, -2.0 * w->sigma);
  uint64_t out = bits_above(w->d, w->n, 3.0 * w->sigma) | bits_below(w->d, w->n, -3.0 * w->sigma);
  uint64_t near = far & ~out;
  uint64_t two = (near & near << 1) | (near & near << 2) | (near << 1 & near << 2);
  return (two & (in_a_row(words->above, 3) | in_a_row(words->below, 3))) != 0;
}

/* Bit i: the step to i goes the other way than the one before it. */
static uint64_t turns(const leda_alarm_words *words) {
  return (words->up & words->down << 1) | (words->down & words->up << 1);
}

static bool steps_signal(const leda_alarm_words *words, const leda_alarm_rules *set) {
  if (set->trend && (in_a_row(words->up, set->trend - 1) | in_a_row(words->down, set->trend - 1)))
    return true;
  return set->alternating && in_a_row(turns(words), set->alternating - 2) != 0;
}

bool leda_alarm_words_signal(const leda_alarm_words *words, const leda_alarm_window *window,
                             const leda_alarm_rules *set) {
  if (set->run && (in_a_row(words->above, set->run) | in_a_row(words->below, set->run)))
    return true;
  if (steps_signal(words, set)) return true;
  if (!isfinite(window->sigma)) return false;
  for (size_t k = 0; k < LEDA_ALARM_ZONES; k++)
    if (set->zone[k].window && zone_signals(window, &set->zone[k])) return true;
  if (set->inside && in_a_row(bits_within(window->d, window->n, window->sigma), set->inside))
    return true;
  if (set->outside && outside_signals(words, window, set->outside)) return true;
  return set->near_limit && near_limit_signals(words, window);
}
