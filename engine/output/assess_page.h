/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_ASSESS_PAGE_H
#define LEDA_OUTPUT_ASSESS_PAGE_H

#include "engine/analysis/municipality.h"
#include "engine/output/report.h"

/* A municipality's own page: its answers beside everybody's, what changed, and what cannot be told. Small
   cells are not shown (disclosure.h). Texts in the language set. */

/* Nothing is owned. */
typedef struct {
  const leda_assess *whole;
  const leda_municipality *own;
  const leda_disclosure *disclosure;
  leda_language language;
  const char *source; /* path of the file of answers, as the user named it */
  const char *hash;   /* its SHA-256 */
} leda_assess_page_view;

/* Fills *report; what it holds belongs to its keeper, which the caller clears. The first item of the
   first section is the figure; its svg is filled in by the caller before leda_report_html. Errors:
   LEDA_ERR_MEMORY. */
leda_status leda_assess_page(const leda_assess_page_view *view, leda_report *report,
                             leda_error *err);

/* The list of all pages: names[i] links to files[i]. */
leda_status leda_assess_page_index(const leda_assess *whole, leda_language language,
                                   const char *const *names, const char *const *files, size_t n,
                                   leda_text *html, leda_error *err);

#endif
