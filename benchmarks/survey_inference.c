/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rearrangements a second over 19 statements and 493 respondents of 30 municipalities: waves of whole
 * municipalities swapped, persons permuted, wild bootstrap; and a fit with CR2 errors. The best of many
 * runs each, by the clock with all threads and by one core's own time, which other programs disturb less.
 * Prints Markdown. Options: --threads N (2), --runs R (20).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/cluster_ols.h"
#include "stats/label_swap.h"
#include "stats/person_permutation.h"
#include "stats/simulate_survey.h"
#include "stats/wild_cluster.h"

enum { FIRST = 259, SECOND = 234, ROWS = FIRST + SECOND, STATEMENTS = 19, MUNICIPALITIES = 30 };

typedef struct {
  double answers[STATEMENTS * ROWS];
  double x[3 * ROWS];
  double role[ROWS];
  size_t municipality[ROWS];
  size_t stratum[ROWS];
  unsigned char wave[ROWS];
} survey;

typedef struct {
  const survey *s;
  int threads;
  int runs;
} setting;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int fill(survey *s, double missing) {
  leda_simulate_survey_model model = {.municipalities = MUNICIPALITIES,
                                      .waves = 2,
                                      .respondents = FIRST,
                                      .statements = STATEMENTS,
                                      .level = 4.6,
                                      .statement_sd = 0.5,
                                      .sd = 1.3,
                                      .person = 0.3,
                                      .leadership = 0.45,
                                      .role = 0.2,
                                      .municipality_sd = 0.4,
                                      .wave_municipality_sd = 0.3,
                                      .missing = missing,
                                      .seed = 1};
  leda_simulate_survey *drawn = leda_simulate_survey_alloc(&model);
  int given[STATEMENTS];
  if (!drawn) return 0;
  for (size_t i = 0; i < ROWS; i++) {
    leda_simulate_respondent r = leda_simulate_survey_row(drawn, i, given);
    s->wave[i] = (unsigned char)r.wave;
    s->municipality[i] = r.municipality;
    s->stratum[i] = r.leadership;
    s->role[i] = r.leadership;
    s->x[3 * i] = 1.0;
    s->x[3 * i + 1] = (double)r.wave;
    s->x[3 * i + 2] = r.leadership;
    for (size_t q = 0; q < STATEMENTS; q++)
      s->answers[q * ROWS + i] = given[q] ? given[q] : (double)NAN;
  }
  leda_simulate_survey_free(drawn);
  return 1;
}

/* One timed run: work done, in units a second. */
typedef double (*job)(const setting *);

static double swap_labels(const setting *set) {
  const survey *s = set->s;
  leda_label_swap_plan plan = {.rows = ROWS,
                               .statements = STATEMENTS,
                               .answers = s->answers,
                               .wave = s->wave,
                               .municipality = s->municipality,
                               .municipalities = MUNICIPALITIES,
                               .adjust = s->role,
                               .adjust_columns = 1,
                               .replicates = 500000,
                               .seed = 1,
                               .threads = set->threads};
  leda_max_t out[STATEMENTS];
  return leda_label_swap_run(&plan, out, NULL) ? 0.0 : (double)plan.replicates;
}

static double permute(const setting *set, const size_t *stratum) {
  const survey *s = set->s;
  leda_person_plan plan = {.rows = ROWS,
                           .statements = STATEMENTS,
                           .answers = s->answers,
                           .second = s->wave,
                           .stratum = stratum,
                           .strata = 2,
                           .replicates = 100000,
                           .seed = 1,
                           .threads = set->threads};
  leda_max_t out[STATEMENTS];
  return leda_person_permutation_run(&plan, out, NULL) ? 0.0 : (double)plan.replicates;
}

static double permute_persons(const setting *set) { return permute(set, NULL); }
static double permute_in_roles(const setting *set) { return permute(set, set->s->stratum); }

static leda_cluster_design design_of(const survey *s) {
  return (leda_cluster_design){ROWS, 3, s->x, s->municipality, MUNICIPALITIES, false};
}

static double bootstrap(const setting *set) {
  static const double wave[] = {0.0, 1.0, 0.0};
  leda_cluster_design design = design_of(set->s);
  leda_wild_options opt = leda_wild_options_default();
  double done = 0.0;
  opt.draws = 9999;
  opt.threads = set->threads;
  for (size_t q = 0; q < STATEMENTS; q++) {
    leda_cluster_ols *fit = leda_cluster_ols_alloc(&design, set->s->answers + q * ROWS, NULL);
    leda_wild_result result;
    if (fit && leda_wild_cluster_run(fit, wave, &opt, &result) == 0) done += (double)opt.draws;
    leda_cluster_ols_free(fit);
  }
  return done;
}

static double fit_all(const setting *set) {
  static const double wave[] = {0.0, 1.0, 0.0};
  leda_cluster_design design = design_of(set->s);
  leda_cluster_estimate out[STATEMENTS];
  for (int i = 0; i < 5; i++)
    if (leda_cluster_ols_each(&design, set->s->answers, STATEMENTS, wave, out)) return 0.0;
  return 5.0 * STATEMENTS;
}

static double best_rate(const setting *set, job what, clockid_t clock) {
  double best = 0.0;
  for (int i = 0; i < set->runs; i++) {
    double start = now(clock), done = what(set), rate = done / (now(clock) - start);
    best = rate > best ? rate : best;
  }
  return best;
}

static void say(const setting *set, const char *name, job what) {
  setting one = *set;
  one.threads = 1;
  printf("| %s | %.0f | %.0f |\n", name, best_rate(set, what, CLOCK_MONOTONIC),
         best_rate(&one, what, CLOCK_PROCESS_CPUTIME_ID));
}

static int number_after(int argc, char **argv, const char *name, int usual) {
  for (int i = 1; i + 1 < argc; i++)
    if (strcmp(argv[i], name) == 0) return (int)strtol(argv[i + 1], NULL, 10);
  return usual;
}

int main(int argc, char **argv) {
  survey *s = malloc(sizeof *s);
  setting set = {s, number_after(argc, argv, "--threads", 2),
                 number_after(argc, argv, "--runs", 20)};
  if (!s || !fill(s, 0.0)) {
    free(s);
    return 1;
  }
  printf("%d respondents, %d statements, %d municipalities, %d threads\n\n", ROWS, STATEMENTS,
         MUNICIPALITIES, set.threads);
  puts("| leda, over all statements | a second | a second of one core |\n|---|---|---|");
  say(&set, "label swaps, step-down maxT", swap_labels);
  say(&set, "person permutations, step-down maxT", permute_persons);
  say(&set, "person permutations inside roles, step-down maxT", permute_in_roles);
  say(&set, "wild cluster bootstrap, one statement", bootstrap);
  say(&set,
      "fits with CR2 errors and degrees of freedom, one statement (never more than one thread)",
      fit_all);
  if (!fill(s, 0.1)) abort();
  say(&set, "label swaps, 10 % of the answers missing", swap_labels);
  say(&set, "person permutations, 10 % of the answers missing", permute_persons);
  free(s);
  return 0;
}
