/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/linear_mixed.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/effect_models.h"
#include "stats/linear_variance.h"
#include "stats/small_matrix.h"

#define EXPLAINED 1e-12 /* of the variance of y: what is left is rounding */

enum { K = LEDA_LINEAR_VARIANCES };

/* Covariances of the estimated variances: the active ones, in their order. */
typedef struct {
  size_t count;
  size_t of[K];           /* which */
  double observed[K * K]; /* from the observed information */
  double expected[K * K]; /* from the expected one */
} variance_errors;

static bool invert(double *information, size_t m, double *out) {
  if (!leda_cholesky(information, m, 1e-14)) return false;
  leda_cholesky_inverse(information, m, out);
  return true;
}

/* At the variances that v holds. False: no information about them. */
static bool set_variance_errors(const leda_linear_variance *v, variance_errors *e) {
  double observed[K * K], expected[K * K];

  e->count = 1;
  e->of[0] = 0;
  for (size_t k = 0; k < 2; k++)
    if (v->active[k]) e->of[e->count++] = k + 1;
  for (size_t i = 0; i < e->count; i++)
    for (size_t j = 0; j < e->count; j++) {
      size_t k = e->of[i], l = e->of[j];

      expected[i * e->count + j] = 0.5 * v->traces[k][l];
      observed[i * e->count + j] = v->products[k][l] - 0.5 * v->traces[k][l];
    }
  return invert(observed, e->count, e->observed) && invert(expected, e->count, e->expected);
}

/* a' once[k] b, a and b of the coefficients. */
static double once_between(const leda_linear_variance *v, size_t k, const double *a,
                           const double *b) {
  size_t c = v->rows->columns - 1;
  double sum = 0.0;

  for (size_t i = 0; i < c; i++)
    for (size_t j = 0; j < c; j++) sum += a[i] * v->moments.once[k][i * (c + 1) + j] * b[j];
  return sum;
}

/* Kenward & Roger's (1997) addition to the variance of l' beta, a = Phi l:
 * 2 sum over k, l of W_kl a' (Q_kl - P_k Phi P_l) a. work: K times the coefficients. */
static double correction(const leda_linear_variance *v, const variance_errors *e, const double *a,
                         double *work) {
  size_t c = v->rows->columns - 1, q = c + 1;
  double sum = 0.0;

  for (size_t i = 0; i < e->count; i++)
    for (size_t r = 0; r < c; r++) {
      work[i * c + r] = 0.0;
      for (size_t s = 0; s < c; s++) work[i * c + r] += v->moments.once[e->of[i]][r * q + s] * a[s];
    }
  for (size_t i = 0; i < e->count; i++)
    for (size_t j = 0; j < e->count; j++) {
      const double *twice = v->moments.twice[e->of[i]][e->of[j]];
      double inner = -leda_bilinear(work + i * c, v->phi, work + j * c, c);

      for (size_t r = 0; r < c; r++)
        for (size_t s = 0; s < c; s++) inner += a[r] * twice[r * q + s] * a[s];
      sum += e->expected[i * e->count + j] * inner;
    }
  return 2.0 * sum;
}

/* Errors of l' beta. For one contrast Kenward & Roger's degrees of freedom are 2 / A_1, and no factor remains. */
typedef struct {
  double variance;
  double df;
  double variance_kr;
  double df_kr;
} contrast_errors;

/* work: (K + 1) times the coefficients. */
static contrast_errors errors_of(const leda_linear_variance *v, const variance_errors *e,
                                 const double *l, double *work) {
  size_t c = v->rows->columns - 1;
  double *a = work, slope[K];
  contrast_errors out = {.variance = 0.0};

  for (size_t i = 0; i < c; i++) {
    a[i] = 0.0;
    for (size_t j = 0; j < c; j++) a[i] += v->phi[i * c + j] * l[j];
    out.variance += a[i] * l[i];
  }
  for (size_t k = 0; k < e->count; k++) slope[k] = once_between(v, e->of[k], a, a);
  out.df = 2.0 * out.variance * out.variance / leda_bilinear(slope, e->observed, slope, e->count);
  out.df_kr =
      2.0 * out.variance * out.variance / leda_bilinear(slope, e->expected, slope, e->count);
  out.variance_kr = out.variance + correction(v, e, a, work + c);
  return out;
}

/* l[0..p] such that l' beta is coefficient number `index` of y on x in their own units (number 0: the constant,
 * but for the mean of y). */
static void set_contrast(const leda_linear_rows *rows, size_t index, double *l) {
  size_t p = rows->x.p;

  for (size_t k = 0; k <= p; k++) l[k] = 0.0;
  l[index] = rows->y_scale / (index > 0 ? rows->x.scale[index - 1] : 1.0);
  for (size_t k = 0; index == 0 && k < p; k++)
    l[k + 1] = -rows->y_scale * rows->x.mean[k] / rows->x.scale[k];
}

/* work: (p + 1) (p + 2 + K + 1) values. */
static void set_coefficients(leda_linear_mixed_fit *fit, const leda_linear_variance *v,
                             const variance_errors *e, double *work) {
  size_t c = fit->p + 1;
  double *l = work + (K + 1) * c;

  for (size_t i = 0; i < c; i++) {
    contrast_errors errors;

    set_contrast(v->rows, i, l + i * c);
    errors = errors_of(v, e, l + i * c, work);
    fit->estimate[i] = i == 0 ? v->rows->y_mean : 0.0;
    for (size_t k = 0; k < c; k++) fit->estimate[i] += l[i * c + k] * v->beta[k];
    fit->se[i] = sqrt(errors.variance);
    fit->df[i] = errors.df;
    fit->se_kr[i] = v->restricted ? sqrt(errors.variance_kr) : (double)NAN;
    fit->df_kr[i] = v->restricted ? errors.df_kr : (double)NAN;
  }
  for (size_t i = 0; i < c; i++)
    for (size_t j = 0; j < c; j++)
      fit->covariance[i * c + j] = leda_bilinear(l + i * c, v->phi, l + j * c, c);
}

/* Everything at the best model's variances. */
static int set_fit(leda_linear_mixed_fit *fit, leda_linear_variance *v,
                   const leda_effect_model *best) {
  size_t c = fit->p + 1, next = 1;
  double phi[K] = {best->parameter[0] * best->parameter[0], 0.0, 0.0};
  double *work = calloc(c * (c + K + 1), sizeof *work);
  variance_errors errors;

  if (work == NULL) return GSL_ENOMEM;
  memcpy(v->active, best->active, sizeof best->active);
  fit->sd_residual = v->rows->y_scale * fabs(best->parameter[0]);
  for (size_t k = 0; k < fit->effects; k++) {
    double sd = best->active[k] ? best->parameter[next++] : 0.0;

    phi[k + 1] = sd * sd;
    fit->sd[k] = v->rows->y_scale * sd;
  }
  fit->log_likelihood = leda_linear_variance_set(v, phi, true);
  if (set_variance_errors(v, &errors))
    set_coefficients(fit, v, &errors, work);
  else
    fit->state = LEDA_FIT_NOT_CONVERGED;
  free(work);
  return GSL_SUCCESS;
}

/* Least squares: where the other models start. False: nothing is left to explain. */
static bool fit_none(leda_linear_variance *v, leda_effect_model *none) {
  static const double unit[K] = {1.0, 0.0, 0.0};
  const leda_linear_rows *rows = v->rows;
  double n = (double)rows->rows, used = v->restricted ? n - (double)(rows->columns - 1) : n;
  double squares;

  leda_linear_variance_set(v, unit, true);
  squares = v->quadratic[0];
  if (!(squares > EXPLAINED * n)) return false;
  none->parameter[0] = sqrt(squares / used);
  none->value = leda_linear_variance_value(v, none->parameter, NULL, NULL);
  none->found = isfinite(none->value);
  return none->found;
}

/* Where the residual variance ran to 0 nothing varies within groups. */
static leda_fit_state without_noise(const leda_effect_search *search, leda_fit_state state) {
  for (size_t k = 0; state == LEDA_FIT_NOT_CONVERGED && k < LEDA_EFFECT_MODELS; k++)
    if (!search->models[k].found && fabs(search->models[k].parameter[0]) < 1e-4)
      state = LEDA_FIT_NO_NOISE;
  return state;
}

static int fit_rows(leda_linear_mixed_fit *fit, const leda_linear_rows *rows, bool restricted) {
  leda_linear_variance v;
  leda_effect_search search = {.fixed = 1,
                               .effects = fit->effects,
                               .value = leda_linear_variance_value,
                               .data = &v,
                               .active = v.active,
                               .starts = {0.3, 0.9}};
  int status = leda_linear_variance_init(&v, rows);

  if (status != GSL_SUCCESS) return status;
  v.restricted = restricted;
  status = leda_effect_search_init(&search);
  if (status != GSL_SUCCESS) goto done;
  fit->state = LEDA_FIT_NO_NOISE;
  if (!fit_none(&v, &search.models[LEDA_EFFECT_NONE])) goto done;
  status = leda_effect_search_run(&search, &fit->state);
  fit->state = without_noise(&search, fit->state);
  fit->iterations = search.iterations;
  if (status == GSL_SUCCESS && leda_fit_usable(fit->state)) status = set_fit(fit, &v, search.best);
done:
  leda_effect_search_clear(&search);
  leda_linear_variance_clear(&v);
  return status;
}

static int alloc_fit(leda_linear_mixed_fit *fit) {
  size_t c = fit->p + 1, values = 5 * c + c * c;

  fit->estimate = malloc(values * sizeof *fit->estimate);
  if (fit->estimate == NULL) return GSL_ENOMEM;
  for (size_t k = 0; k < values; k++) fit->estimate[k] = NAN;
  fit->se = fit->estimate + c;
  fit->df = fit->se + c;
  fit->se_kr = fit->df + c;
  fit->df_kr = fit->se_kr + c;
  fit->covariance = fit->df_kr + c;
  fit->sd[0] = fit->sd[1] = fit->sd_residual = fit->log_likelihood = NAN;
  return GSL_SUCCESS;
}

static int group_rows(const leda_linear_data *data, leda_grouping *grouping) {
  bool *use = malloc((data->n + 1) * sizeof *use);
  leda_grouping_source source = {
      .n = data->n, .use = use, .cluster = data->cluster, .occasion = data->occasion};
  int status = GSL_EINVAL;

  if (use == NULL) return GSL_ENOMEM;
  for (size_t i = 0; i < data->n; i++) {
    use[i] = !isnan(data->y[i]);
    if (data->cluster[i] >= data->clusters) goto done;
  }
  status = leda_grouping_init(grouping, &source);
done:
  free(use);
  return status;
}

/* Cells that are groups, or single rows, have no effect of their own: groups are the cells then. */
static int choose_cells(const leda_linear_data *data, leda_grouping *grouping, size_t *effects) {
  leda_linear_data plain = *data;
  int status = group_rows(data, grouping);

  *effects = 1;
  if (status != GSL_SUCCESS || data->occasion == NULL) return status;
  if (grouping->cells > grouping->groups && grouping->cells < grouping->rows) {
    *effects = 2;
    return status;
  }
  leda_grouping_clear(grouping);
  plain.occasion = NULL;
  return group_rows(&plain, grouping);
}

static leda_fit_state state_of(const leda_linear_rows *rows, bool collinear) {
  size_t groups = rows->grouping.groups;

  if (rows->rows < rows->columns) return LEDA_FIT_EMPTY;
  if (collinear) return LEDA_FIT_COLLINEAR;
  if (!(rows->y_scale > 0.0)) return LEDA_FIT_NO_NOISE;
  return groups < 2 || groups == rows->rows ? LEDA_FIT_FEW_GROUPS : LEDA_FIT_OK;
}

int leda_linear_mixed(const leda_linear_data *data, bool restricted, leda_linear_mixed_fit *fit) {
  leda_linear_rows rows = {.rows = 0};
  leda_grouping grouping = {.rows = 0};
  bool collinear = false;
  int status;

  memset(fit, 0, sizeof *fit);
  if (data->cluster == NULL || data->y == NULL || (data->p > 0 && data->x == NULL))
    return GSL_EINVAL;
  fit->p = data->p;
  status = choose_cells(data, &grouping, &fit->effects);
  if (status == GSL_SUCCESS)
    status = leda_linear_rows_init(&rows, (leda_linear_values){data->y, data->x, data->p},
                                   &grouping, &collinear);
  if (status == GSL_SUCCESS) status = alloc_fit(fit);
  if (status != GSL_SUCCESS) goto done;
  fit->rows = rows.rows;
  fit->groups = rows.grouping.groups;
  fit->state = state_of(&rows, collinear);
  if (fit->state == LEDA_FIT_OK) status = fit_rows(fit, &rows, restricted);
done:
  if (status != GSL_SUCCESS) leda_linear_mixed_clear(fit);
  leda_linear_rows_clear(&rows);
  return status;
}

void leda_linear_mixed_clear(leda_linear_mixed_fit *fit) {
  free(fit->estimate);
  memset(fit, 0, sizeof *fit);
}
