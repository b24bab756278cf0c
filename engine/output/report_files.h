/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_FILES_H
#define LEDA_OUTPUT_REPORT_FILES_H

#include "engine/core/progress.h"
#include "engine/output/report.h"

/* Where a report goes and how it is drawn. */
typedef struct {
  const char *folder;
  int threads; /* gnuplot processes; 0: one a core */
  leda_progress progress;
} leda_report_target;

/* What came of it. */
typedef struct {
  size_t drawn;   /* figure files made by gnuplot this time */
  size_t kept;    /* figure files that were right already */
  size_t written; /* files of all kinds that are new or differ from before */
  size_t removed; /* files of the last report that this one does not have */
} leda_report_outcome;

/* Writes report.html, figures/, tables/ and manifest.json into the folder, which is made where it is
   missing. A figure whose script is the one that its file was drawn by, by the manifest of last time, is
   not drawn again; a file that would not change is not touched. Everything is made in a hidden folder
   inside first and then moved, the manifest last: when something fails, the report is as it was
   (except for a script that gnuplot refused, which is kept and named). Files that the last report had
   and this one has not are removed, unless somebody changed them. */
leda_status leda_report_write(leda_report *report, const leda_report_target *target,
                              leda_report_outcome *outcome, leda_error *err);

/* Makes the report anew in a temporary folder and compares every byte with what stands in the target
   folder. LEDA_ERR_DATA names the first file that is missing or differs. Changes nothing. */
leda_status leda_report_verify(leda_report *report, const leda_report_target *target,
                               leda_error *err);

#endif
