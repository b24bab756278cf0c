/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_CLI_ASSESS_SUMMARY_H
#define LEDA_CLI_ASSESS_SUMMARY_H

#include "engine/cli/common.h"

/* `leda assess --summary MEANS.csv`: what published means, or the shares of votes, can tell when the
   answers themselves are not there (docs/verify.md). */
typedef struct {
  leda_paths files;       /* the operands: one file of means or shares */
  const char *instrument; /* --instrument: "lfr" or a path; NULL: none (scale 1-7, of votes 0-1) */
  const char *waves;      /* --waves A,B[,C]; NULL: in order of time, else an error asks for it */
  double alpha;           /* 0 or NaN: 0.05 */
  double sd;          /* --sd: what the answers' sd is taken to be; 0 or NaN: only the worst case */
  double margin;      /* --margin; 0: "no change" is never said */
  bool fail_on_worse; /* --fail-on: exit code 4 where a statement's verdict is worse (or fallen) */
  bool fail_on_change; /* or any change */
} leda_assess_summary_choices;

/* Reads, computes and writes out text, JSON ("command": "assess") or CSV by cli->format. The caller has
   parsed its options; errors are printed as those of other commands. */
leda_status leda_cli_assess_summary(const leda_assess_summary_choices *choices, leda_cli *cli,
                                    leda_error *err);

#endif
