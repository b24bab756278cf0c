/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_STAGE_H
#define LEDA_OUTPUT_REPORT_STAGE_H

#include "engine/output/manifest.h"
#include "engine/output/report_files.h"

/* A whole report being made in a folder of its own. */
typedef struct {
  char *folder;       /* hidden, made by leda_report_stage_open */
  int lock;           /* held while it is in use */
  const char *beside; /* folder of the last report, whose figures may be used; NULL: none */
  leda_manifest last; /* what was made then */
  leda_manifest now;  /* what is made */
  leda_report_outcome outcome;
} leda_report_stage;

/* Makes the folder inside `base`, and removes those that a run which was killed has left there. */
leda_status leda_report_stage_open(leda_report_stage *stage, const char *base, leda_error *err);

/* Draws, and writes every file of the report and the manifest into the folder. */
leda_status leda_report_stage_fill(leda_report_stage *stage, leda_report *report,
                                   const leda_report_target *target, leda_error *err);

/* Removes the folder, except for scripts that gnuplot refused, and frees everything. */
void leda_report_stage_close(leda_report_stage *stage);

/* folder/path; NULL: no memory. Caller leda_free. */
char *leda_report_stage_path(const char *folder, const char *path);

#endif
