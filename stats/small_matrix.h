/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef LEDA_STATS_SMALL_MATRIX_H
#define LEDA_STATS_SMALL_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

/* Symmetric matrices of a few rows, m x m row by row; both triangles are read or written unless said. GSL's
 * own factorisation stops the program where a matrix is not positive definite, unless its handler is
 * switched off: here that is an answer. */

/* Lower triangle of a becomes its Cholesky factor L, a = L L'; the upper one is not touched. False where a
 * pivot is not above `least` times what stood on the diagonal: not positive definite. */
bool leda_cholesky(double *a, size_t m, double least);

/* Solves L L' x = b in place of b. */
void leda_cholesky_solve(const double *l, size_t m, double *b);

/* Solves L x = b in place of b. */
void leda_cholesky_forward(const double *l, size_t m, double *b);

/* The inverse of L L' into out. */
void leda_cholesky_inverse(const double *l, size_t m, double *out);

/* 2 sum of log L_kk: log of the determinant of L L'. */
double leda_cholesky_log_det(const double *l, size_t m);

/* x' a y. */
double leda_bilinear(const double *x, const double *a, const double *y, size_t m);

/* out = a b, square. out must be neither of them. */
void leda_square_product(const double *a, const double *b, double *out, size_t m);

/* out = a c a', square. work: m x m values. out must be none of the others. */
void leda_congruence(const double *a, const double *c, double *out, double *work, size_t m);

#endif
