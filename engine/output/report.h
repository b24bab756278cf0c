/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_H
#define LEDA_OUTPUT_REPORT_H

#include "engine/core/i18n.h"
#include "engine/data/project.h"
#include "engine/output/grid.h"
#include "engine/output/keeper.h"
#include "plots/figure.h"

/* A report as it is put together: sections with figures and tables. Every text is plain text, in the
   language of the report, and belongs to the keeper or lives as long. */

typedef struct {
  const char **items;
  size_t n;
} leda_report_texts;

/* A figure with its numbers, or a table alone. */
typedef struct {
  const char *slug; /* file name without ending; "" where nothing is written */
  const char *title;
  const leda_figure *figure; /* NULL: a table alone */
  const char *svg;           /* the drawn figure, filled before the page is written */
  leda_grid grid;
  leda_report_texts notes; /* below it */
  unsigned formats;        /* LEDA_WANT_... */
  leda_project_shape shape;
} leda_report_item;

typedef struct {
  const char *title;
  const char *source;     /* "" where none is named */
  leda_report_texts lead; /* what it says, in sentences */
  leda_report_texts warnings;
  leda_report_item *items;
  size_t n_items;
} leda_report_section;

/* A word that is explained, and what it is called in the other language. */
typedef struct {
  const char *term;
  const char *other;
  const char *meaning;
} leda_report_term;

typedef struct {
  const char *path; /* as the project names it */
  char hash[65];    /* SHA-256 */
} leda_report_input;

typedef struct {
  leda_keeper keeper;
  leda_language language;
  const char *title, *subtitle, *author, *source, *theme;
  const char *logo;            /* a data: address, "" for none */
  const char *project;         /* file name of the project */
  leda_report_texts sentences; /* the three that matter */
  leda_report_section *sections;
  size_t n_sections;
  leda_report_texts method; /* how it was made, a paragraph each */
  leda_report_term *terms;  /* the glossary */
  size_t n_terms;
  leda_report_input *inputs;
  size_t n_inputs;
} leda_report;

/* Adds a text to a list of at most `most` texts; an empty one is passed over. The list's array is made
   at the first call. */
void leda_report_add_text(leda_report *report, leda_report_texts *list, leda_text *text,
                          size_t most);

/* Writes the whole page. Same report, same bytes. Errors: LEDA_ERR_MEMORY. */
leda_status leda_report_html(const leda_report *report, leda_text *html, leda_error *err);

#endif
