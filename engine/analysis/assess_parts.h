/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_ASSESS_PARTS_H
#define LEDA_ANALYSIS_ASSESS_PARTS_H

#include "engine/analysis/assess_sample.h"

/* The parts of an assessment, each filling its own fields of *assess; called in this order. All may fail
   with LEDA_ERR_MEMORY. */

/* With fewer degrees of freedom Satterthwaite's t is not to be trusted (Pustejovsky & Tipton 2018), so no
   verdict rests on it: not "no change", and none on a cohort or a third wave. */
#define LEDA_ASSESS_FEWEST_DF 4

/* Deltas of every subject: estimates, effect sizes, sensitivity lines. */
leda_status leda_assess_changes(leda_assess *assess, const leda_assess_frame *frame,
                                leda_error *err);

/* Sensitivity lines of one delta; the ordinal models only where the values are answers. */
leda_status leda_assess_other_models(leda_assess_models *models, const leda_assess_sample *sample,
                                     const leda_assess *assess, bool ordinal);

/* Adjusted p of every family, pair by pair, and then the verdicts. */
leda_status leda_assess_families(leda_assess *assess, const leda_assess_frame *frame,
                                 leda_error *err);

leda_status leda_assess_roles(leda_assess *assess, const leda_assess_frame *frame, leda_error *err);
leda_status leda_assess_compare_cohort(leda_assess *assess, const leda_assess_frame *frame,
                                       leda_error *err);
leda_status leda_assess_third_wave(leda_assess *assess, const leda_assess_frame *frame,
                                   leda_error *err);
leda_status leda_assess_measure_reliability(leda_assess *assess, const leda_assess_frame *frame,
                                            leda_error *err);

/* What people should know before they trust the numbers. */
leda_status leda_assess_warn(leda_assess *assess, const leda_assess_frame *frame, leda_error *err);

/* Runs `work` for 0..n-1 by several threads. The first failure by number is the result. */
typedef leda_status (*leda_assess_work)(size_t i, void *data);
leda_status leda_assess_each(size_t n, int threads, leda_assess_work work, void *data,
                             leda_error *err);

#endif
