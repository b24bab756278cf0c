/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_OUTPUT_REPORT_WORKBOOK_H
#define LEDA_OUTPUT_REPORT_WORKBOOK_H

#include "engine/output/report.h"

/* Writes all tables of a report as one workbook for spreadsheets (.xlsx): a sheet of contents, one for each table with
   the headers for people and numbers as numbers, and one of sources. Texts stay texts: none is ever run as a formula.
   Same report, same bytes. `scratch`: a folder for temporary files. Errors: LEDA_ERR_IO, LEDA_ERR_MEMORY. */
leda_status leda_report_workbook(const leda_report *report, const char *path, const char *scratch,
                                 leda_error *err);

#endif
