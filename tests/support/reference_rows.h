/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The long tables of the reference folder (dataset, method, quantity, value) and its made panel of answers.
 * Tests that use them skip where the folder is not there. */
#ifndef TESTS_SUPPORT_REFERENCE_ROWS_H
#define TESTS_SUPPORT_REFERENCE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct leda_test_rows leda_test_rows;

/* `path` below reference/, as "stats/survey/models_R.csv". NULL when it is not there. */
leda_test_rows *leda_test_rows_open(const char *path);
void leda_test_rows_close(leda_test_rows *rows);

/* The fourth field of the row whose first three these are (quantity NULL: any), "NA" as NaN. Fails the test when
 * there is no such row. */
double leda_test_rows_value(const leda_test_rows *rows, const char *dataset, const char *method,
                            const char *quantity);
bool leda_test_rows_has(const leda_test_rows *rows, const char *dataset, const char *method,
                        const char *quantity);

/* A table of numbers with a header, empty cells NaN: cell (row, column) at row * columns + column. */
typedef struct {
  size_t rows;
  size_t columns;
  double *cell;
} leda_test_table;

/* `path` below reference/. False when it is not there. Free with leda_test_table_clear. */
bool leda_test_table_open(const char *path, leda_test_table *table);
void leda_test_table_clear(leda_test_table *table);

#endif
