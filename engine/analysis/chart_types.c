/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/chart_types.h"

#include <string.h>

#define MODEL LEDA_SIGMA_MODEL
#define RANGES LEDA_SIGMA_MOVING_RANGE
#define MEAN LEDA_CENTRE_MEAN
#define MEDIAN LEDA_CENTRE_MEDIAN
#define NEVER LEDA_SUBGROUPS_NEVER
#define MAY LEDA_SUBGROUPS_MAY
#define MUST LEDA_SUBGROUPS_MUST

/* In the order of leda_chart_type. Columns: word; needs a denominator; shows the ratio; counted; a
   share; limits from zero; rules in sigmas; any rules; memory; subgroups; sigma; centre. */
static const leda_chart_kind kinds[] = {
    {"auto", 0, 1, 0, 0, 0, 1, 1, 0, MAY, RANGES, MEAN},
    {"run", 0, 1, 0, 0, 0, 1, 1, 0, NEVER, LEDA_SIGMA_NONE, MEDIAN},
    {"i", 0, 1, 0, 0, 0, 1, 1, 0, NEVER, RANGES, MEAN},
    /* Neighbouring moving ranges share a value: rules would alarm by construction. */
    {"mr", 0, 1, 0, 0, 1, 0, 0, 0, NEVER, RANGES, MEAN},
    {"p", 1, 1, 1, 1, 1, 1, 1, 0, NEVER, MODEL, MEAN},
    {"u", 1, 1, 1, 0, 1, 1, 1, 0, NEVER, MODEL, MEAN},
    {"c", 0, 0, 1, 0, 1, 1, 1, 0, NEVER, MODEL, MEAN},
    {"np", 1, 0, 1, 1, 1, 1, 1, 0, NEVER, MODEL, MEAN},
    {"pp", 1, 1, 1, 1, 1, 1, 1, 0, NEVER, RANGES, MEAN},
    {"up", 1, 1, 1, 0, 1, 1, 1, 0, NEVER, RANGES, MEAN},
    {"ip", 1, 1, 0, 0, 0, 1, 1, 0, NEVER, RANGES, MEAN},
    /* Geometric: six points of ten lie below the mean, so that runs are told about the median. */
    {"g", 0, 0, 1, 0, 1, 0, 1, 0, NEVER, MODEL, MEDIAN},
    {"t", 0, 0, 0, 0, 1, 1, 1, 0, NEVER, RANGES, MEAN},
    /* Points that share values with their neighbours, as above. */
    {"ewma", 0, 1, 0, 0, 0, 0, 0, 1, MAY, RANGES, MEAN},
    {"cusum", 0, 1, 0, 0, 0, 0, 0, 1, MAY, RANGES, MEAN},
    {"ma", 0, 1, 0, 0, 0, 0, 0, 1, MAY, RANGES, MEAN},
    {"xbar-r", 0, 0, 0, 0, 0, 1, 1, 0, MUST, LEDA_SIGMA_RANGE, MEAN},
    {"xbar-s", 0, 0, 0, 0, 0, 1, 1, 0, MUST, LEDA_SIGMA_SD, MEAN},
    /* Ranges and standard deviations spread unevenly about their centre. */
    {"r", 0, 0, 0, 0, 1, 0, 0, 0, MUST, LEDA_SIGMA_RANGE, MEAN},
    {"s", 0, 0, 0, 0, 1, 0, 0, 0, MUST, LEDA_SIGMA_SD, MEAN},
    {"t2", 0, 0, 0, 0, 1, 0, 0, 0, MAY, LEDA_SIGMA_MODEL, MEAN},
};

const leda_chart_kind *leda_chart_kind_of(leda_chart_type type) { return &kinds[type]; }

bool leda_chart_type_parse(const char *word, leda_chart_type *out) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(word, kinds[i].word) != 0) continue;
    *out = (leda_chart_type)i;
    return true;
  }
  return false;
}

const char *leda_chart_type_token(leda_chart_type type) { return kinds[type].word; }

leda_read_options leda_chart_reading(leda_chart_type type) {
  leda_subgroup_use use = kinds[type].subgroups;
  return (leda_read_options){.allow_repeats = use == LEDA_SUBGROUPS_MUST || type == LEDA_CHART_T2,
                             .whole_repeats = use == LEDA_SUBGROUPS_MAY && type != LEDA_CHART_T2};
}
