/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_DMAIC_OUTPUT_H
#define LEDA_OUTPUT_DMAIC_OUTPUT_H

#include <jansson.h>

#include "engine/analysis/dmaic.h"
#include "engine/core/text.h"
#include "engine/output/csv_write.h"

/* One finding in a plain sentence, in the language set. */
void leda_finding_sentence(const leda_finding *finding, leda_language language, leda_text *text);

/* "Define", "passed": for people, in the language set; and the question that the phase answers. */
const char *leda_phase_words(leda_phase phase);
const char *leda_phase_question(leda_phase phase);
const char *leda_gate_words(leda_dmaic_state state);

/* "+", "?", "-" or " ": how a state is marked in text. */
const char *leda_gate_mark(leda_dmaic_state state);

/* What to do next: the first gate that is not passed and what it lacks, in a sentence. */
void leda_dmaic_next(const leda_dmaic *dmaic, leda_language language, leda_text *text);

/* Every gate with its findings, for people. */
void leda_dmaic_text(const leda_dmaic *dmaic, const char *title, leda_language language,
                     leda_text *text);

/* Every key that is missing, a line each, "FILE:LINE: ..." where `file` is the project's; the number of those that a
   gate needs. */
size_t leda_dmaic_missing(const leda_dmaic *dmaic, const char *file, leda_language language,
                          leda_text *text);

/* Adds "project" and "gates" (English set). Not 0: no memory. */
int leda_dmaic_json(const leda_dmaic *dmaic, const char *title, json_t *root);

/* A row for each finding: phase, state, finding, finding_state, value, lower, upper, p, n, sentence. */
void leda_dmaic_csv(const leda_dmaic *dmaic, leda_csv *csv);

#endif
