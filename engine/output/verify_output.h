/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_VERIFY_OUTPUT_H
#define LEDA_OUTPUT_VERIFY_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/verify.h"
#include "engine/data/instrument.h"
#include "engine/output/csv_write.h"

/* What leda verify says. Nothing is owned. */
typedef struct {
  const leda_verify *verify;
  const leda_published *published;
  const leda_instrument *instrument; /* NULL: statements have no texts */
  leda_language language;
} leda_verify_view;

/* A page for people, in the language set. */
void leda_verify_text(const leda_verify_view *view, leda_text *text);

/* The parts of that page (verify_sentence.c): what is wrong with means, differences and claims, in
   sentences, each ended by a line break; nothing where there is nothing to say. */
void leda_verify_sentence_means(const leda_verify_view *view, leda_text *text);
void leda_verify_sentence_differences(const leda_verify_view *view, leda_text *text);
void leda_verify_sentence_claims(const leda_verify_view *view, leda_text *text);

/* One impossible mean, in one or two sentences. */
void leda_verify_sentence_impossible(const leda_verify_view *view, const leda_verified_mean *found,
                                     leda_text *text);

/* "Statement 8 (Facts to build on), October 2012, chosen". */
void leda_verify_name(const leda_verify_view *view, const leda_published_mean *mean,
                      leda_text *text);
/* A mean or a difference as printed; a share as per cent, a difference of shares in percentage points. */
void leda_verify_label(const leda_verify_view *view, leda_decimal value, bool difference,
                       leda_text *text);

/* The keys of docs/verify.md set on a document. Non-zero: no memory. */
int leda_verify_json(const leda_verify_view *view, json_t *document);

/* One row for each mean, then for each difference, then for each claim (docs/verify.md). */
void leda_verify_csv(const leda_verify_view *view, leda_csv *csv);

#endif
