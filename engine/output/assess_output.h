/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ASSESS_OUTPUT_H
#define LEDA_OUTPUT_ASSESS_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/assess.h"
#include "engine/core/text.h"
#include "engine/output/csv_write.h"

/* What an assessment of survey answers says: the page for people, JSON and CSV (docs/assess.md). */

/* What people asked to see, and how. */
typedef struct {
  const char *instrument; /* as the user named it: "lfr" or a path */
  leda_language language;
  bool by_role;                /* --by role: the tables of leadership and support, too */
  bool by_management;          /* --by management: members of the management group and others */
  bool details;                /* --details: descriptions, effect sizes and other models, too */
  const leda_invited *invited; /* --invited; NULL: not known */
} leda_assess_view;

/* ---- for people, in the language set ---- */

/* "8 Facts to build on", the name of an area, "all statements". */
void leda_assess_subject_name(const leda_assess *assess, const leda_assess_subject *subject,
                              leda_language language, leda_text *text);

/* "improved", "worse", "no change larger than 0.3", "cannot tell". */
void leda_assess_verdict_words(leda_assess_verdict verdict, double margin, leda_language language,
                               leda_text *text);
const char *leda_fade_verdict_words(leda_fade_verdict verdict);

/* What happened between the two waves of a pair: which statements improved, which did not, and what
   cannot be told. Some lines, each ended. */
void leda_assess_sentences(const leda_assess *assess, size_t pair, leda_language language,
                           leda_text *text);

/* The same in a sentence or two, short enough to stand under the title of a figure. */
void leda_assess_headline(const leda_assess *assess, size_t pair, leda_language language,
                          leda_text *text);

/* The whole page. */
void leda_assess_text(const leda_assess *assess, const leda_assess_view *view, leda_text *text);

/* Its tables, each with its heading; nothing where there is nothing to show. */
void leda_assess_description_table(const leda_assess *assess, size_t wave,
                                   const leda_assess_view *view, leda_text *text);
void leda_assess_change_table(const leda_assess *assess, size_t pair, leda_language language,
                              leda_text *text);
void leda_assess_effect_table(const leda_assess *assess, size_t pair, leda_language language,
                              leda_text *text);
void leda_assess_role_table(const leda_assess *assess, leda_language language, leda_text *text);
void leda_assess_management_table(const leda_assess *assess, leda_language language,
                                  leda_text *text);
void leda_assess_cohort_table(const leda_assess *assess, leda_language language, leda_text *text);
void leda_assess_fade_table(const leda_assess *assess, leda_language language, leda_text *text);
void leda_assess_reliability_table(const leda_assess *assess, leda_language language,
                                   leda_text *text);

/* How many of those invited answered in a wave; invited 0 where that is not known. */
leda_response leda_assess_response(const leda_assess *assess, const leda_assess_view *view,
                                   size_t wave);

/* ---- for programs; English set ---- */

/* The document of interface.md. NULL: no memory. */
json_t *leda_assess_json(const leda_assess *assess, const leda_assess_view *view);

/* Its parts. NULL: no memory. Rows of statements alone, or of one subject where that is asked for. */
#define LEDA_ASSESS_STATEMENTS ((size_t)-1)
json_t *leda_assess_roles_json(const leda_assess *assess, size_t subject);
json_t *leda_assess_role_changes_json(const leda_assess *assess, size_t subject);
json_t *leda_assess_cohort_json(const leda_assess *assess, size_t subject);
json_t *leda_assess_fade_json(const leda_assess *assess, size_t subject);
json_t *leda_assess_reliability_json(const leda_assess *assess);
/* n, mean and sd of a subject in a wave by role, in_management and cohort, as far as the file has them. */
json_t *leda_assess_by_json(const leda_assess *assess, size_t subject, size_t wave);

/* Sets an estimate's se, df, lower, upper and p, and the estimate itself under `key` (NULL: not). */
int leda_assess_estimate_json(json_t *object, const char *key,
                              const leda_assess_estimate *estimate);

/* One row for each statement and pair of waves. */
void leda_assess_csv(const leda_assess *assess, leda_csv *csv);

#endif
