/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_GROUPING_H
#define LEDA_STATS_GROUPING_H

#include <stdbool.h>
#include <stddef.h>

/* Rows sorted by group and, within it, by occasion. A cell holds a group's rows of one occasion:
 * group g has the cells group_start[g] .. group_start[g + 1] - 1, cell c the rows
 * order[cell_start[c]] .. order[cell_start[c + 1] - 1]. Groups without rows are not counted. */
typedef struct {
  size_t rows;
  size_t groups;
  size_t cells;
  size_t *order;
  size_t *cell_start;  /* cells + 1 */
  size_t *group_start; /* groups + 1 */
} leda_grouping;

typedef struct {
  size_t n;
  const bool *use;        /* rows that count */
  const size_t *cluster;  /* NULL: all in one group */
  const size_t *occasion; /* NULL: each group is one cell */
} leda_grouping_source;

/* GSL_SUCCESS or GSL_ENOMEM. Free with leda_grouping_clear. */
int leda_grouping_init(leda_grouping *grouping, const leda_grouping_source *source);
void leda_grouping_clear(leda_grouping *grouping);

#endif
