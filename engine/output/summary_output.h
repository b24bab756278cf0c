/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_SUMMARY_OUTPUT_H
#define LEDA_OUTPUT_SUMMARY_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/published_cohort.h"
#include "engine/data/instrument.h"
#include "engine/output/csv_write.h"

/* What `leda assess --summary` says. Nothing is owned. */
typedef struct {
  const leda_summary *summary;
  const leda_summary_cohorts *cohorts;
  const leda_instrument *instrument; /* NULL: statements have no texts */
  const char *instrument_name;       /* as the user gave it; NULL with instrument */
  leda_language language;
} leda_summary_view;

/* A page for people, in the language set. */
void leda_summary_text(const leda_summary_view *view, leda_text *text);

/* Its parts: what one block says, in sentences; a vote in full; what is left of a gain. */
void leda_summary_sentence_block(const leda_summary_view *view, const leda_summary_block *block,
                                 leda_text *text);
void leda_summary_sentence_vote(const leda_summary_view *view, const leda_summary_row *row,
                                const leda_summary_delta *delta, leda_text *text);
void leda_summary_sentence_kept(const leda_summary_view *view, const leda_summary_block *block,
                                leda_text *text);

/* A group against the others, in one sentence. */
void leda_summary_sentence_cohort(const leda_summary_view *view, const leda_summary_cohort *item,
                                  leda_text *text);

/* "October 2012 – May 2013, chosen". */
void leda_summary_title(const leda_summary_view *view, const leda_summary_block *block,
                        leda_text *text);

/* The statement's text in the language, "" without one. */
const char *leda_summary_label(const leda_summary_view *view, leda_published_statement statement,
                               leda_language language);

/* The keys of `leda assess` (interface.md) as far as means can tell, and more (docs/verify.md), set on a
   document. Non-zero: no memory. */
int leda_summary_json(const leda_summary_view *view, json_t *document);

/* One row for each statement, role and cohort, and pair of waves (docs/verify.md). */
void leda_summary_csv(const leda_summary_view *view, leda_csv *csv);

#endif
