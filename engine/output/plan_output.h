/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_PLAN_OUTPUT_H
#define LEDA_OUTPUT_PLAN_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/plan.h"
#include "engine/core/i18n.h"
#include "engine/output/csv_write.h"

/* How numbers are shown to people. */
typedef struct {
  leda_language language;
  bool percent; /* values are shares, written as per cent */
} leda_plan_look;

/* The answer in one sentence, in the language set. */
void leda_plan_sentence(const leda_plan *plan, leda_plan_look look, leda_text *text);

/* What the answer takes for granted, in some sentences. */
void leda_plan_assumptions(const leda_plan *plan, leda_plan_look look, leda_text *text);

/* The sentence, what it takes for granted, and a table of power by number of values. */
void leda_plan_text(const leda_plan *plan, leda_plan_look look, leda_text *text);

/* The keys of docs/plan.md set on a document. Non-zero: no memory. */
int leda_plan_json(const leda_plan *plan, json_t *document);

/* points,after,shift,slope,power: the curve. */
void leda_plan_csv(const leda_plan *plan, leda_csv *csv);

/* "month", "quarter", "year", or "" for other or no periods. */
const char *leda_plan_every_token(leda_period_kind every);

#endif
