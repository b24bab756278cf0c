/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_DATA_PANEL_ADD_UP_H
#define LEDA_DATA_PANEL_ADD_UP_H

#include "engine/core/status.h"
#include "engine/data/panel.h"

/* Makes one observation of the rows of each period in each series: the sum of their values over the sum of their
   denominators. A row whose value is missing counts in neither; where all are missing so is the sum. A denominator that
   is missing beside a value makes the sum's missing. The place is that of the period's first row in the file. Sums do
   not depend on the order of the rows. panel->n, n_missing and n_censored stay those of the rows read. */
leda_status leda_panel_add_up(leda_panel *panel, leda_error *err);

#endif
