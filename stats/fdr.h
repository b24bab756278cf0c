/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_FDR_H
#define LEDA_STATS_FDR_H

#include <stddef.h>

/* q-values of Benjamini & Hochberg (1995): with m p-values in ascending order,
 *     q_(i) = min over j >= i of min(1, m p_(j) / j),
 * as R's p.adjust(p, "BH"). Equal p have equal q. NaN p are left out of m and have q NaN. count 0 does
 * nothing. q may be p itself. GSL_SUCCESS or GSL_ENOMEM. */
int leda_fdr_q_values(const double *p, size_t count, double *q);

#endif
