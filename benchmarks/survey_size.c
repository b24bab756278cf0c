/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often a change between two waves is reported when there is none, for each way to test it, and how often
 * the interval holds the true change: simulated surveys of 250 and 240 respondents in 30 unequal
 * municipalities, 19 statements answered 1-7, municipality sd 0.4, municipality x wave sd as in the
 * table. Prints Markdown. Options: --surveys N (2000), --threads N (all), --seed S (1),
 * --from ROW (1).
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <omp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/adjust.h"
#include "stats/cluster_ols.h"
#include "stats/label_swap.h"
#include "stats/person_permutation.h"
#include "stats/simulate_survey.h"
#include "stats/wild_cluster.h"

enum { FIRST = 250, ROWS_MOST = 2 * FIRST, STATEMENTS = 19 };
enum { SWAPS = 1999, PERMUTATIONS = 999, PATTERNS = 399 };

static const double alpha = 0.05;

typedef struct {
  const char *name;
  size_t municipalities;
  double level;
  double wave_sd;
  double missing;
  double effect;
  size_t second;  /* respondents in the second wave */
  size_t staying; /* municipalities in the second wave; 0: all */
} cell;

/* What one survey gave: shares of the statements, or whether any was reported. */
typedef struct {
  double cr2, wild, welch, ranks;
  double swap, persons, holm;
  double covered, fixed_covered;
} outcome;

typedef struct {
  double answers[STATEMENTS * ROWS_MOST];
  double x[3 * ROWS_MOST];
  double role[ROWS_MOST];
  size_t municipality[ROWS_MOST];
  size_t stratum[ROWS_MOST];
  unsigned char wave[ROWS_MOST];
  size_t rows;
} survey;

static leda_simulate_survey_model model_of(const cell *c, uint64_t seed) {
  return (leda_simulate_survey_model){.municipalities = c->municipalities,
                                      .waves = 2,
                                      .respondents = FIRST,
                                      .statements = STATEMENTS,
                                      .level = c->level,
                                      .sd = 1.3,
                                      .person = 0.3,
                                      .effect = c->effect,
                                      .kept = 1.0,
                                      .role = 0.2,
                                      .leadership = 0.45,
                                      .municipality_sd = 0.4,
                                      .wave_municipality_sd = c->wave_sd,
                                      .missing = c->missing,
                                      .seed = seed};
}

/* Which of the drawn rows take part: the whole first wave, and of the second the first ones that are in
 * municipalities still with it. */
static size_t choose_rows(const cell *c, const leda_simulate_survey *drawn, size_t *row) {
  int given[STATEMENTS];
  size_t n = 0;
  for (size_t i = 0; i < FIRST; i++) row[n++] = i;
  for (size_t i = FIRST; i < ROWS_MOST && n < FIRST + c->second; i++)
    if (c->staying == 0 || leda_simulate_survey_row(drawn, i, given).municipality < c->staying)
      row[n++] = i;
  return n;
}

static bool draw(const cell *c, uint64_t seed, survey *s) {
  leda_simulate_survey_model model = model_of(c, seed);
  leda_simulate_survey *drawn = leda_simulate_survey_alloc(&model);
  size_t row[ROWS_MOST];
  int given[STATEMENTS];
  if (!drawn) return false;
  s->rows = choose_rows(c, drawn, row);
  for (size_t i = 0; i < s->rows; i++) {
    leda_simulate_respondent r = leda_simulate_survey_row(drawn, row[i], given);
    s->wave[i] = (unsigned char)r.wave;
    s->municipality[i] = r.municipality;
    s->stratum[i] = r.leadership;
    s->role[i] = r.leadership;
    s->x[3 * i] = 1.0;
    s->x[3 * i + 1] = (double)r.wave;
    s->x[3 * i + 2] = r.leadership;
    for (size_t q = 0; q < STATEMENTS; q++)
      s->answers[q * s->rows + i] = given[q] ? given[q] : (double)NAN;
  }
  leda_simulate_survey_free(drawn);
  return true;
}

/* Expected answer of x ~ N(mean, sd^2) cut into 1..7: 1 + sum of P(answer > k). */
static double expected_answer(double mean, double sd) {
  double sum = 1.0;
  for (int k = 1; k < LEDA_SIMULATE_SCALE; k++) sum += gsl_cdf_ugaussian_Q((k + 0.5 - mean) / sd);
  return sum;
}

/* The change in the expected answer: a little less than the effect, by the ends of the scale. */
static double true_change(const cell *c) {
  leda_simulate_survey_model m = model_of(c, 0);
  double sd = sqrt(m.sd * m.sd + m.municipality_sd * m.municipality_sd +
                   m.wave_municipality_sd * m.wave_municipality_sd);
  double change = 0.0;
  for (int leader = 0; leader < 2; leader++) {
    double mean = m.level + (leader ? 0.5 : -0.5) * m.role;
    change += (leader ? m.leadership : 1.0 - m.leadership) *
              (expected_answer(mean + m.effect, sd) - expected_answer(mean, sd));
  }
  return change;
}

/* ---- tests that take people for strangers ---- */

static double welch_p(const survey *s, const double *y) {
  const unsigned char *wave = s->wave;
  double n[2] = {0}, sum[2] = {0}, squares[2] = {0};
  for (size_t i = 0; i < s->rows; i++)
    if (!isnan(y[i])) {
      n[wave[i]] += 1.0;
      sum[wave[i]] += y[i];
      squares[wave[i]] += y[i] * y[i];
    }
  double v[2];
  for (int w = 0; w < 2; w++) v[w] = (squares[w] - sum[w] * sum[w] / n[w]) / (n[w] - 1.0) / n[w];
  double t = (sum[1] / n[1] - sum[0] / n[0]) / sqrt(v[0] + v[1]);
  double df =
      (v[0] + v[1]) * (v[0] + v[1]) / (v[0] * v[0] / (n[0] - 1.0) + v[1] * v[1] / (n[1] - 1.0));
  return 2.0 * gsl_cdf_tdist_Q(fabs(t), df);
}

/* Mann-Whitney, normal approximation with ties; answers are 1..7, so counting ranks them. */
static double rank_p(const survey *s, const double *y) {
  const unsigned char *wave = s->wave;
  double count[2][LEDA_SIMULATE_SCALE + 1] = {{0}}, n[2] = {0}, below = 0.0, u = 0.0, ties = 0.0;
  for (size_t i = 0; i < s->rows; i++)
    if (!isnan(y[i])) {
      count[wave[i]][(int)y[i]] += 1.0;
      n[wave[i]] += 1.0;
    }
  for (int a = 1; a <= LEDA_SIMULATE_SCALE; a++) {
    double both = count[0][a] + count[1][a];
    u += count[1][a] * (below + 0.5 * count[0][a]);
    below += count[0][a];
    ties += both * both * both - both;
  }
  double all = n[0] + n[1];
  double variance = n[0] * n[1] / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
  return 2.0 * gsl_cdf_ugaussian_Q(fabs(u - 0.5 * n[0] * n[1]) / sqrt(variance));
}

/* ---- one survey ---- */

static double bootstrap_p(const leda_cluster_ols *fit, const double *wave, uint64_t seed,
                          size_t q) {
  leda_wild_options opt = leda_wild_options_default();
  leda_wild_result result;
  opt.draws = PATTERNS;
  opt.seed = seed;
  opt.stream = q;
  return leda_wild_cluster_run(fit, wave, &opt, &result) ? 1.0 : result.p;
}

static bool covers(const leda_cluster_estimate *e, double change) {
  double lower, upper;
  leda_cluster_interval(e, 0.95, &lower, &upper);
  return lower <= change && change <= upper;
}

static void judge_statements(const cell *c, const survey *s, uint64_t seed, outcome *out) {
  static const double wave[] = {0.0, 1.0, 0.0};
  leda_cluster_design design = {s->rows, 3, s->x, s->municipality, c->municipalities, false};
  double change = true_change(c), p[STATEMENTS], each = 1.0 / STATEMENTS;
  for (size_t q = 0; q < STATEMENTS; q++) {
    const double *y = s->answers + q * s->rows;
    leda_cluster_estimate e;
    leda_cluster_ols *fit = leda_cluster_ols_alloc(&design, y, NULL);
    if (!fit) abort();
    leda_cluster_ols_contrast(fit, LEDA_CR2, wave, &e);
    p[q] = e.p;
    out->cr2 += each * (e.p <= alpha);
    out->covered += each * covers(&e, change);
    out->wild += each * (bootstrap_p(fit, wave, seed, q) <= alpha);
    out->welch += each * (welch_p(s, y) <= alpha);
    out->ranks += each * (rank_p(s, y) <= alpha);
    leda_cluster_ols_free(fit);
    design.absorb = true;
    leda_cluster_ols_each(&design, y, 1, wave, &e);
    out->fixed_covered += each * covers(&e, change);
    design.absorb = false;
  }
  leda_adjust_p(LEDA_ADJUST_HOLM, p, STATEMENTS, p);
  for (size_t q = 0; q < STATEMENTS; q++) out->holm = fmax(out->holm, p[q] <= alpha);
}

static double any_found(const leda_max_t *t) {
  for (size_t q = 0; q < STATEMENTS; q++)
    if (t[q].adjusted <= alpha) return 1.0;
  return 0.0;
}

static void judge_together(const cell *c, const survey *s, uint64_t seed, outcome *out) {
  leda_max_t t[STATEMENTS];
  leda_label_swap_plan swap = {.rows = s->rows,
                               .statements = STATEMENTS,
                               .answers = s->answers,
                               .wave = s->wave,
                               .municipality = s->municipality,
                               .municipalities = c->municipalities,
                               .adjust = s->role,
                               .adjust_columns = 1,
                               .replicates = SWAPS,
                               .seed = seed,
                               .threads = 1};
  leda_person_plan persons = {.rows = s->rows,
                              .statements = STATEMENTS,
                              .answers = s->answers,
                              .second = s->wave,
                              .stratum = s->stratum,
                              .strata = 2,
                              .replicates = PERMUTATIONS,
                              .seed = seed,
                              .threads = 1};
  if (leda_label_swap_run(&swap, t, NULL)) abort();
  out->swap = any_found(t);
  if (leda_person_permutation_run(&persons, t, NULL)) abort();
  out->persons = any_found(t);
}

/* ---- a cell ---- */

static void run_cell(const cell *c, size_t number, const long *run, outcome *out) {
#pragma omp parallel num_threads((int)run[1])
  {
    survey *s = malloc(sizeof *s);
    if (!s) abort();
#pragma omp for schedule(dynamic, 8)
    for (long i = 0; i < run[0]; i++) {
      uint64_t seed = (uint64_t)run[2] * 1000000007U + number * 1000003U + (uint64_t)i;
      memset(&out[i], 0, sizeof out[i]);
      if (!draw(c, seed, s)) abort();
      judge_statements(c, s, seed, &out[i]);
      judge_together(c, s, seed, &out[i]);
    }
    free(s);
  }
}

/* Mean over surveys in per cent with its standard error; `offset` is where the number lies in an outcome. */
static void say(const outcome *out, long surveys, size_t offset) {
  double sum = 0.0, squares = 0.0, n = (double)surveys;
  for (long i = 0; i < surveys; i++) {
    double x;
    memcpy(&x, (const char *)&out[i] + offset, sizeof x);
    sum += x;
    squares += x * x;
  }
  double mean = sum / n, se = sqrt(fmax(squares / n - mean * mean, 0.0) / n);
  printf(" %.1f (%.1f) |", 100.0 * mean, 100.0 * se);
}

static const cell cells[] = {
    {"level 4.6", 30, 4.6, 0.0, 0.0, 0.0, 240, 0},
    {"level 4.6", 30, 4.6, 0.3, 0.0, 0.0, 240, 0},
    {"level 4.6", 30, 4.6, 0.5, 0.0, 0.0, 240, 0},
    {"ceiling, level 6.2", 30, 6.2, 0.0, 0.0, 0.0, 240, 0},
    {"ceiling, level 6.2", 30, 6.2, 0.3, 0.0, 0.0, 240, 0},
    {"ceiling, level 6.2", 30, 6.2, 0.5, 0.0, 0.0, 240, 0},
    {"10 % missing", 30, 4.6, 0.0, 0.1, 0.0, 240, 0},
    {"10 % missing", 30, 4.6, 0.3, 0.1, 0.0, 240, 0},
    {"10 % missing", 30, 4.6, 0.5, 0.1, 0.0, 240, 0},
    {"10 municipalities", 10, 4.6, 0.5, 0.0, 0.0, 240, 0},
    {"7 municipalities", 7, 4.6, 0.5, 0.0, 0.0, 240, 0},
    {"effect 0.3", 30, 4.6, 0.0, 0.0, 0.3, 240, 0},
    {"effect 0.3", 30, 4.6, 0.3, 0.0, 0.3, 240, 0},
    {"effect 0.3", 30, 4.6, 0.5, 0.0, 0.3, 240, 0},
    {"effect 0.3, ceiling", 30, 6.2, 0.3, 0.0, 0.3, 240, 0},
    {"effect 0.3, 10 % missing", 30, 4.6, 0.3, 0.1, 0.3, 240, 0},
    {"effect 0.3, 10 municipalities", 10, 4.6, 0.3, 0.0, 0.3, 240, 0},
    {"second wave of 40", 30, 4.6, 0.0, 0.0, 0.0, 40, 0},
    {"second wave of 40", 30, 4.6, 0.3, 0.0, 0.0, 40, 0},
    {"effect 0.6, second wave of 40", 30, 4.6, 0.3, 0.0, 0.6, 40, 0},
    {"35 in 7 of the 30", 30, 4.6, 0.3, 0.0, 0.0, 35, 7},
    {"effect 0.6, 35 in 7 of the 30", 30, 4.6, 0.3, 0.0, 0.6, 35, 7},
};

static void say_cell(const cell *c, const outcome *out, long surveys) {
  printf("| %s | %.1f |", c->name, c->wave_sd);
  say(out, surveys, offsetof(outcome, cr2));
  say(out, surveys, offsetof(outcome, wild));
  say(out, surveys, offsetof(outcome, welch));
  say(out, surveys, offsetof(outcome, ranks));
  say(out, surveys, offsetof(outcome, swap));
  say(out, surveys, offsetof(outcome, holm));
  say(out, surveys, offsetof(outcome, persons));
  say(out, surveys, offsetof(outcome, covered));
  say(out, surveys, offsetof(outcome, fixed_covered));
  puts("");
  fflush(stdout);
}

static long number_after(int argc, char **argv, const char *name, long usual) {
  for (int i = 1; i + 1 < argc; i++)
    if (strcmp(argv[i], name) == 0) return strtol(argv[i + 1], NULL, 10);
  return usual;
}

int main(int argc, char **argv) {
  long run[] = {number_after(argc, argv, "--surveys", 2000),
                number_after(argc, argv, "--threads", omp_get_max_threads()),
                number_after(argc, argv, "--seed", 1)};
  gsl_set_error_handler_off();
  if (run[0] < 1) return 2;
  outcome *out = malloc((size_t)run[0] * sizeof *out);
  if (!out) return 1;
  printf(
      "%ld surveys a row; per cent (standard error), nominal 5 %% and 95 %%. Each statement: share of\n"
      "the 19 that are reported. Any of 19: surveys in which at least one is.\n\n",
      run[0]);
  puts("| survey | municipality x wave sd | each: CR2, Satterthwaite | each: wild bootstrap | "
       "each: Welch | each: Mann-Whitney | any of 19: label swaps, maxT | any of 19: CR2, Holm | "
       "any of 19: persons permuted, maxT | CR2 interval holds | with municipality levels |");
  puts("|---|---|---|---|---|---|---|---|---|---|---|");
  size_t first = (size_t)number_after(argc, argv, "--from", 1) - 1;
  for (size_t i = first; i < sizeof cells / sizeof *cells; i++) {
    run_cell(&cells[i], i, run, out);
    say_cell(&cells[i], out, run[0]);
  }
  free(out);
  return 0;
}
