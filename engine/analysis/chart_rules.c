/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_internal.h"
#include "stats/pattern_rules.h"
#include "stats/zone_rules.h"

typedef enum { SIDE, TREND, BEYOND, ALTERNATING, INSIDE, OUTSIDE, NEAR_LIMIT } pattern;

/* One rule of a set: `length` points, or zone.needed of zone.window of them beyond zone.limit. */
typedef struct {
  unsigned set; /* LEDA_RULES_... */
  unsigned signal;
  pattern kind;
  size_t length;
  leda_zone_rule zone;
} rule;

/* NHS England's charts mark all points of a pattern, the others those that complete it. */
static const rule rules[] = {
    {LEDA_RULES_WESTERN_ELECTRIC, LEDA_SIGNAL_TWO_OF_THREE, BEYOND, 0, {2.0, 2, 3}},
    {LEDA_RULES_WESTERN_ELECTRIC, LEDA_SIGNAL_FOUR_OF_FIVE, BEYOND, 0, {1.0, 4, 5}},
    {LEDA_RULES_WESTERN_ELECTRIC, LEDA_SIGNAL_RUN, SIDE, 8, {0, 0, 0}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_RUN, SIDE, 9, {0, 0, 0}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_TREND, TREND, 6, {0, 0, 0}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_ALTERNATING, ALTERNATING, 14, {0, 0, 0}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_TWO_OF_THREE, BEYOND, 0, {2.0, 2, 3}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_FOUR_OF_FIVE, BEYOND, 0, {1.0, 4, 5}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_FIFTEEN_INSIDE, INSIDE, 15, {1.0, 0, 0}},
    {LEDA_RULES_NELSON, LEDA_SIGNAL_EIGHT_OUTSIDE, OUTSIDE, 8, {1.0, 0, 0}},
    {LEDA_RULES_NHS, LEDA_SIGNAL_RUN, SIDE, 7, {0, 0, 0}},
    {LEDA_RULES_NHS, LEDA_SIGNAL_TREND, TREND, 7, {0, 0, 0}},
    {LEDA_RULES_NHS, LEDA_SIGNAL_TWO_OF_THREE, NEAR_LIMIT, 0, {0, 0, 0}},
    {LEDA_RULES_WHEELER, LEDA_SIGNAL_RUN, SIDE, 8, {0, 0, 0}},
    {LEDA_RULES_WHEELER, LEDA_SIGNAL_THREE_OF_FOUR, BEYOND, 0, {1.5, 3, 4}},
};

static size_t length_of(const rule *r, const leda_chart_options *options) {
  if (r->kind == SIDE && options->rule_run) return options->rule_run;
  if (r->kind == TREND && options->rule_trend) return options->rule_trend;
  return r->length;
}

static void find(const rule *r, size_t length, const leda_chart_sequence *s) {
  switch (r->kind) {
  case SIDE:
    leda_rule_run(s->deviation, s->n, length, s->fires);
    break;
  case TREND:
    leda_rule_trend(s->value, s->n, length, s->fires);
    break;
  case BEYOND:
    leda_rule_beyond(s->z, s->n, r->zone, s->fires);
    break;
  case ALTERNATING:
    leda_rule_alternating(s->value, s->n, length, s->fires);
    break;
  case INSIDE:
    leda_rule_inside(s->z, s->n, length, r->zone.limit, s->fires);
    break;
  case OUTSIDE:
    leda_rule_outside(s->z, s->n, length, r->zone.limit, s->fires);
    break;
  case NEAR_LIMIT:
    leda_rule_near_limit(s->z, s->n, s->fires);
    break;
  }
}

static size_t set_index(unsigned set) {
  size_t index = 0;
  while (set >>= 1) index++;
  return index;
}

void leda_chart_rules_apply(leda_chart *chart, const leda_chart_options *options,
                            const leda_chart_sequence *s) {
  for (size_t k = 0; k < sizeof rules / sizeof *rules; k++) {
    const rule *r = &rules[k];
    if (!(chart->rules & r->set)) continue;
    size_t length = length_of(r, options);
    find(r, length, s);
    if (r->set == LEDA_RULES_NHS && r->kind != NEAR_LIMIT) leda_rule_whole(s->fires, s->n, length);
    for (size_t i = 0; i < s->n; i++)
      if (s->fires[i]) chart->points[s->index[i]].broken[set_index(r->set)] |= r->signal;
  }
}
