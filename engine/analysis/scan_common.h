/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_SCAN_COMMON_H
#define LEDA_ANALYSIS_SCAN_COMMON_H

#include "engine/analysis/check_values.h"

/* What the units of an indicator and group have in common in each period: the mean, over the units that
   were measured then, of how far each is from its own mean. Deviations, so that a unit that is missing
   in a period does not pull the others' level. */
typedef struct leda_scan_common leda_scan_common;

/* How many units a mean should rest on at least. */
#define LEDA_SCAN_COMMON_LEAST 10

/* reading->common is not read. Errors as leda_check_values_take. Free with leda_scan_common_free. */
leda_status leda_scan_common_make(leda_scan_common **out, const leda_panel *panel,
                                  const leda_check_reading *reading, leda_error *err);

/* NULL is accepted. */
void leda_scan_common_free(leda_scan_common *common);

/* The effect on a series; its arrays belong to *common. */
leda_common_effect leda_scan_common_of(const leda_scan_common *common, size_t series);

/* The fewest units that a mean rests on, over indicators and groups. */
size_t leda_scan_common_fewest(const leda_scan_common *common);

/* True where the units of an indicator differ so much in scale that the mean is that of the largest:
   one scatters over 20 times as much as the middle one. */
bool leda_scan_common_uneven(const leda_scan_common *common);

#endif
