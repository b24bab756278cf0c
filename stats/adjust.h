/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_ADJUST_H
#define LEDA_STATS_ADJUST_H

#include <stddef.h>

/* Adjusted p-values of m tests, as R's p.adjust; p_(1) <= ... <= p_(m). Benjamini & Hochberg's stand in
 * fdr.h. NaN p are left out of m and stay NaN.
 *     Bonferroni  min(1, m p)
 *     Holm        max over j <= i of min(1, (m - j + 1) p_(j))         Holm (1979); any dependence
 *     Hochberg    min over j >= i of min(1, (m - j + 1) p_(j))         Hochberg (1988)
 *     Hommel      the closed test of Simes' inequality                  Hommel (1988)
 *     BY          min over j >= i of min(1, c m p_(j) / j), c = sum 1/k Benjamini & Yekutieli (2001)
 * Bonferroni, Holm, Hochberg and Hommel bound the chance of a single false finding (the latter two for
 * independent or positively dependent tests), BY the expected share of false ones. */
typedef enum {
  LEDA_ADJUST_BONFERRONI,
  LEDA_ADJUST_HOLM,
  LEDA_ADJUST_HOCHBERG,
  LEDA_ADJUST_HOMMEL,
  LEDA_ADJUST_BY
} leda_adjust_method;

/* adjusted[0..count-1] may be p itself. count 0 does nothing. GSL_SUCCESS, GSL_EINVAL (unknown method)
 * or GSL_ENOMEM. */
int leda_adjust_p(leda_adjust_method method, const double *p, size_t count, double *adjusted);

#endif
