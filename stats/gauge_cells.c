/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/gauge_cells.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static int check_plan(const leda_gauge_plan *plan) {
  if (plan->parts < 2 || plan->operators < 2 || !(plan->level > 0.0 && plan->level < 1.0) ||
      plan->tolerance <= 0.0)
    return GSL_EINVAL;
  if (plan->parts > SIZE_MAX / sizeof(double) / plan->operators) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->n; i++)
    if (plan->part_of[i] >= plan->parts || plan->operator_of[i] >= plan->operators ||
        isinf(plan->value[i]))
      return GSL_EINVAL;
  return GSL_SUCCESS;
}

static size_t cell_of(const leda_gauge_plan *plan, size_t i) {
  return plan->part_of[i] * plan->operators + plan->operator_of[i];
}

/* Every cell as full as the fullest, and that at least 2. */
static int check_balance(const size_t *count, size_t cells, size_t *repeats, size_t *first_short) {
  *repeats = 2;
  for (size_t c = 0; c < cells; c++)
    if (count[c] > *repeats) *repeats = count[c];
  for (size_t c = 0; c < cells; c++)
    if (count[c] < *repeats) {
      *first_short = c;
      return GSL_EBADLEN;
    }
  return GSL_SUCCESS;
}

static double mean_of(const double *x, size_t n, size_t stride) {
  double sum = 0.0;

  for (size_t i = 0; i < n; i++) sum += x[i * stride];
  return sum / (double)n;
}

static void fill_means(leda_gauge_cells *c) {
  for (size_t i = 0; i < c->parts * c->operators; i++)
    c->cell[i] = mean_of(c->value + i * c->repeats, c->repeats, 1);
  for (size_t i = 0; i < c->parts; i++)
    c->part_mean[i] = mean_of(c->cell + i * c->operators, c->operators, 1);
  for (size_t j = 0; j < c->operators; j++)
    c->operator_mean[j] = mean_of(c->cell + j, c->parts, c->operators);
  c->mean = mean_of(c->part_mean, c->parts, 1);
}

static int make_room(leda_gauge_cells *c) {
  size_t cells = c->parts * c->operators;

  c->value = calloc(cells * c->repeats, sizeof(double));
  c->cell = calloc(cells, sizeof(double));
  c->part_mean = calloc(c->parts, sizeof(double));
  c->operator_mean = calloc(c->operators, sizeof(double));
  return c->value && c->cell && c->part_mean && c->operator_mean ? GSL_SUCCESS : GSL_ENOMEM;
}

int leda_gauge_cells_make(const leda_gauge_plan *plan, leda_gauge_cells *cells,
                          size_t *first_short) {
  int status = check_plan(plan);
  size_t *count = NULL;

  *cells = (leda_gauge_cells){.parts = plan->parts, .operators = plan->operators};
  if (status != GSL_SUCCESS) return status;
  count = calloc(plan->parts * plan->operators, sizeof(size_t));
  if (count == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < plan->n; i++)
    if (!isnan(plan->value[i])) count[cell_of(plan, i)]++;
  status = check_balance(count, plan->parts * plan->operators, &cells->repeats, first_short);
  if (status == GSL_SUCCESS) status = make_room(cells);
  if (status != GSL_SUCCESS) goto done;
  for (size_t i = plan->n; i-- > 0;)
    if (!isnan(plan->value[i]))
      cells->value[cell_of(plan, i) * cells->repeats + --count[cell_of(plan, i)]] = plan->value[i];
  fill_means(cells);
done:
  free(count);
  return status;
}

void leda_gauge_cells_clear(leda_gauge_cells *cells) {
  free(cells->value);
  free(cells->cell);
  free(cells->part_mean);
  free(cells->operator_mean);
  *cells = (leda_gauge_cells){0};
}
