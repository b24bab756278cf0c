/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_SURVEY_WORDS_H
#define LEDA_DATA_SURVEY_WORDS_H

#include "engine/core/period.h"
#include "engine/data/survey.h"

/* The role that a word names, Swedish or English, any case: ledning, leadership, stöd, support, ej
   angiven, not stated. False for any other word, the empty one too. */
bool leda_survey_role_parse(const char *word, leda_survey_role *out);

#endif
