/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_ANALYSIS_PUBLISHED_ORDER_H
#define LEDA_ANALYSIS_PUBLISHED_ORDER_H

/* Order of labels of statements and waves: whole numbers as numbers and before others, these by bytes;
   numbers written in two ways ("8", "08") by bytes too. Below, equal to or above 0. */
int leda_published_compare_labels(const char *a, const char *b);

#endif
