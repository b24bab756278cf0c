/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PROJECT_INTERNAL_H
#define LEDA_DATA_PROJECT_INTERNAL_H

#include "engine/data/project.h"

/* What the readers of sections share. `section` is the one being read. */
typedef struct {
  leda_project *project;
  leda_complaints complaints;
  const leda_ini_section *section;
  bool files;  /* check that files are there */
  bool failed; /* memory ran out */
} leda_project_reader;

/* A key of the section; text "" and line 0 where it is not given. */
leda_setting leda_project_setting(const leda_project_reader *reader, const char *key);

/* Takes a string over, so that it lives as long as the project; NULL marks the reader failed. */
const char *leda_project_own(leda_project_reader *reader, char *string);

/* Complains about a value: "KEY: 'TEXT' is not WHAT". */
void leda_project_refuse(leda_project_reader *reader, const char *key, leda_setting setting,
                         const char *what);

/* The path of a file seen from the working folder; NULL where the key is not given. Complains where
   the file is not there. */
const char *leda_project_path(leda_project_reader *reader, const char *key, leda_setting setting);

double leda_project_number(leda_project_reader *reader, const char *key, double otherwise);

/* Which of words[0..n-1] the key holds; `otherwise` where it is not given or wrong. */
size_t leda_project_word(leda_project_reader *reader, const char *key, const char *const *words,
                         size_t n, size_t otherwise);

/* "a, b, c" in parts without spaces around; empty parts are complained about. */
leda_words leda_project_list(leda_project_reader *reader, const char *key);

void leda_project_read_measure(leda_project_reader *reader, leda_project_measure *measure);
void leda_project_read_survey(leda_project_reader *reader, leda_project_survey *survey);
void leda_project_read_change(leda_project_reader *reader, leda_project_change *change);
/* Parts of a text between `mark`s, spaces cut, none empty; complained about otherwise. */
leda_words leda_project_parts(leda_project_reader *reader, const char *key, char mark);

/* Nothing given: texts "". */
void leda_project_dmaic_init(leda_project_dmaic *dmaic);

/* Reads the section that `reader` is at where it is one of [define] to [spread]; false where not. */
bool leda_project_read_phase(leda_project_reader *reader);

/* The index of the section that `kind = label` points to; SIZE_MAX, and a complaint, where there is none. */
size_t leda_project_reference(leda_project_reader *reader, const char *kind);

void leda_project_read_figure(leda_project_reader *reader, leda_project_figure *figure);

#endif
