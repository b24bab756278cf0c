/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PROJECT_DMAIC_H
#define LEDA_DATA_PROJECT_DMAIC_H

#include <stdbool.h>
#include <stddef.h>

/* What a project file says of an improvement project, phase by phase: the sections [define], [analyze], [improve],
   [control] and [spread]; the phase measure is told by [measure NAME]. docs/dmaic.md describes every key. */

/* A value as it stands in the file, and its line for messages. Not given: text "" and line 0. */
typedef struct {
  const char *text;
  size_t line;
} leda_setting;

typedef struct {
  const char **items;
  size_t n;
} leda_words;

/* One bone of a fishbone: "Method: no routine, late supper". */
typedef struct {
  const char *title;
  leda_words causes;
} leda_project_bone;

typedef struct {
  bool given[5]; /* the sections that the file holds, in the order above */
  size_t lines[5];
  leda_setting problem, goal, scope, team, stakeholders;
  size_t measure; /* what the goal is about: index; the first measure where none is named */
  leda_setting causes;
  const char *causes_path;
  leda_setting effect; /* what the fishbone's head says; the problem where it is not given */
  leda_project_bone *bones;
  size_t n_bones;
  leda_words whys;
  leda_setting strata, scatter; /* files */
  const char *strata_path, *scatter_path;
  leda_setting pilot;
  leda_setting plan, reaction;
  size_t sustain; /* periods that a gain must hold; 0: not given */
  leda_words spread_units;
} leda_project_dmaic;

enum {
  LEDA_SECTION_DEFINE,
  LEDA_SECTION_ANALYZE,
  LEDA_SECTION_IMPROVE,
  LEDA_SECTION_CONTROL,
  LEDA_SECTION_SPREAD
};

#endif
