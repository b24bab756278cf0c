/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the verdict is worth, measured: false alarms, power, names, intervals, warnings, speed. Prints
 * Markdown. Options: --series N (20000), --threads T (2), --seed S (1). Any number of threads gives
 * the same tables but for the speed.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/stream.h"
#include "stats/verdict.h"
#include "stats/verdict_judge.h"
#include "stats/verdict_naming.h"

#define N_MOST 64
#define ALPHA 0.05

typedef enum { NORMAL, LOGNORMAL, STUDENT3, ONE_DECIMAL, WHOLE } noise_kind;

typedef struct {
  size_t series;
  int threads;
  uint64_t seed;
} plan;

/* What a cell simulates: noise of sd 1 plus a shift from `at` on, or a drift of that size in all. */
typedef struct {
  noise_kind noise;
  double shift;
  size_t at;
  double drift;
} truth;

static int positions[N_MOST];

/* Of processor time on this thread, so that a busy machine does not change the figure. */
static double seconds(void) {
  struct timespec now;

  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void *must(void *p) {
  if (p == NULL) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return p;
}

static double draw(leda_stream *s, noise_kind kind) {
  double z = leda_stream_normal(s), squares = 0.0;

  if (kind == LOGNORMAL) { /* sigma 0.5, brought to mean 0 and sd 1 */
    double mean = exp(0.125);

    return (exp(0.5 * z) - mean) / (mean * sqrt(exp(0.25) - 1.0));
  }
  if (kind != STUDENT3) return z;
  for (int i = 0; i < 3; i++) {
    double u = leda_stream_normal(s);

    squares += u * u;
  }
  return z / sqrt(squares); /* t3 / sqrt(3) */
}

static void make_series(const plan *p, const truth *what, size_t n, size_t r, double *y) {
  leda_stream s = leda_stream_start(p->seed + 1000 * what->noise, r);

  for (size_t i = 0; i < n; i++) {
    y[i] = draw(&s, what->noise) + (i >= what->at ? what->shift : 0.0) +
           what->drift * (double)i / (double)(n - 1);
    if (what->noise == ONE_DECIMAL) y[i] = floor(y[i] * 10.0 + 0.5) / 10.0;
    if (what->noise == WHOLE) y[i] = floor(y[i] + 0.5);
  }
}

static leda_verdict_name judge_one(const leda_null *null, const double *y, leda_judge_work *work) {
  leda_judge_plan ties = {.alpha = ALPHA, .seed = 1, .threads = 1};
  size_t n = leda_null_n(null);
  leda_judgement out;

  leda_judge_screen(null, y, work, &out);
  if (leda_judge_ties(null, work, &ties, &out) != 0) must(NULL);
  if (out.p.p > ALPHA) return LEDA_VERDICT_NOISE;
  return leda_verdict_name_change(leda_verdict_log_ratio(y, positions, n, &out.scan), n,
                                  &(leda_noise){.model = LEDA_NOISE_INDEPENDENT});
}

/* How many series get which name. */
static void count_names(const plan *p, const truth *what, const leda_null *null, size_t *names) {
  size_t n = leda_null_n(null);
  unsigned char *name = must(malloc(p->series));

#pragma omp parallel num_threads(p->threads)
  {
    double y[N_MOST];
    leda_judge_work work;

    if (leda_judge_work_init(&work, n) != 0) must(NULL);
#pragma omp for schedule(dynamic, 100)
    for (size_t r = 0; r < p->series; r++) {
      make_series(p, what, n, r, y);
      name[r] = (unsigned char)judge_one(null, y, &work);
    }
    leda_judge_work_clear(&work);
  }
  memset(names, 0, 6 * sizeof *names);
  for (size_t r = 0; r < p->series; r++) names[name[r]]++;
  free(name);
}

static double flagged(const plan *p, const size_t *names) {
  return 1.0 - (double)names[LEDA_VERDICT_NOISE] / (double)p->series;
}

static double error_of(double share, double count) {
  return 100.0 * sqrt(share * (1.0 - share) / count);
}

static void print_size(const plan *p) {
  static const size_t lengths[] = {8, 12, 16, 24, 36};

  puts("## False alarms\n\nPer cent of unchanged series flagged at 5 % (standard error "
       "0.15 at 20,000 series).\n");
  puts("| n | normal | lognormal 0.5 | t3 | one decimal | whole numbers |\n|--|--|--|--|--|--|");
  for (size_t l = 0; l < 5; l++) {
    leda_null *null = must(leda_null_alloc(positions, lengths[l], 0, 1, p->threads));

    printf("| %zu |", lengths[l]);
    for (int kind = NORMAL; kind <= WHOLE; kind++) {
      truth what = {.noise = (noise_kind)kind};
      size_t names[6];
      double share;

      count_names(p, &what, null, names);
      share = flagged(p, names);
      printf(" %.2f +- %.2f |", 100.0 * share, error_of(share, (double)p->series));
      fflush(stdout);
    }
    puts("");
    leda_null_free(null);
  }
}

static void print_power(const plan *p) {
  static const struct {
    const char *text;
    truth what;
    const char *target;
    const char *peers;
  } rows[] = {
      {"shift 1.5 sd, mid-series", {NORMAL, 1.5, 12, 0}, "80", "Pettitt 86, Mann-Kendall 76"},
      {"shift 1.5 sd, at three quarters", {NORMAL, 1.5, 18, 0}, "60", "max-t scan 64"},
      {"drift of 2 sd in all", {NORMAL, 0, 0, 2.0}, "74", "Mann-Kendall 76"},
      {"shift 1.5 sd, mid-series, lognormal", {LOGNORMAL, 1.5, 12, 0}, "85", "Pettitt 93"},
  };
  leda_null *null = must(leda_null_alloc(positions, 24, 0, 1, p->threads));

  puts("\n## Power\n\nPer cent of changed series flagged, n = 24.\n");
  puts("| change | leda | target | peers |\n|--|--|--|--|");
  for (size_t i = 0; i < 4; i++) {
    size_t names[6];
    double share;

    count_names(p, &rows[i].what, null, names);
    share = flagged(p, names);
    printf("| %s | %.1f +- %.1f | %s | %s |\n", rows[i].text, 100.0 * share,
           error_of(share, (double)p->series), rows[i].target, rows[i].peers);
  }
  leda_null_free(null);
}

static double print_name_row(const plan *p, const leda_null *null, const truth *what) {
  size_t n = leda_null_n(null), names[6];
  bool is_shift = what->shift != 0.0;
  double all, wrong;

  count_names(p, what, null, names);
  all = (double)(p->series - names[LEDA_VERDICT_NOISE]);
  wrong = 100.0 * (double)names[is_shift ? LEDA_VERDICT_DRIFT : LEDA_VERDICT_SHIFT] / all;
  printf("| %zu | %s %g sd%s |", n, is_shift ? "shift" : "drift",
         is_shift ? what->shift : what->drift,
         !is_shift           ? ""
         : what->at == n / 2 ? " mid"
                             : " at 3/4");
  printf(" %.1f | %.1f | %.1f | %.1f | %.1f |\n", 100.0 * all / (double)p->series,
         100.0 * (double)names[LEDA_VERDICT_SHIFT] / all,
         100.0 * (double)names[LEDA_VERDICT_DRIFT] / all,
         100.0 * (double)names[LEDA_VERDICT_CHANGE] / all, wrong);
  return wrong;
}

static void print_names(const plan *p, noise_kind noise, const char *text) {
  static const size_t lengths[] = {8, 10, 12, 14, 16, 20, 24, 30, 36};
  static const double shifts[] = {1, 1.5, 2, 3}, drifts[] = {2, 3, 4};
  double worst = 0.0;

  printf("\n## Names, %s noise\n\nPer cent; names among the flagged.\n\n", text);
  puts("| n | truth | flagged | shift | drift | change | wrong name |\n|--|--|--|--|--|--|--|");
  for (size_t l = 0; l < 9; l++) {
    size_t n = lengths[l];
    leda_null *null = must(leda_null_alloc(positions, n, 0, 1, p->threads));

    for (size_t i = 0; i < 8; i++) {
      truth what = {noise, shifts[i % 4], i < 4 ? n / 2 : 3 * n / 4, 0.0};

      worst = fmax(worst, print_name_row(p, null, &what));
    }
    for (size_t i = 0; i < 3; i++) {
      truth what = {noise, 0.0, 0, drifts[i]};

      worst = fmax(worst, print_name_row(p, null, &what));
    }
    leda_null_free(null);
  }
  printf("\nLargest share of wrong names: %.1f %%.\n", worst);
}

/* What one full verdict adds to a table of intervals and warnings. */
typedef struct {
  bool flagged, size_covered, period_covered, slope_covered, outlier, phi, season;
  double width, set;
} observation;

static observation observe(const plan *p, const truth *what, const leda_verdict_options *opt,
                           size_t r) {
  size_t n = leda_null_n(leda_verdict_setting_null(opt->setting));
  double y[N_MOST];
  leda_verdict_result v;
  observation o;

  make_series(p, what, n, r, y);
  if (leda_verdict_run(y, positions, n, opt, &v) != 0) must(NULL);
  o = (observation){.flagged = v.p <= ALPHA,
                    .size_covered = v.shift.lower <= what->shift && what->shift <= v.shift.upper,
                    .slope_covered = v.total.lower <= what->drift && what->drift <= v.total.upper,
                    .outlier = v.outlier_count > 0,
                    .phi = v.phi_warning,
                    .season = v.season_warning,
                    .width = what->shift > 0.0 ? v.shift.upper - v.shift.lower
                                               : v.total.upper - v.total.lower,
                    .set = (double)v.period_set_size};
  for (size_t i = 0; i < v.period_set_size; i++)
    o.period_covered = o.period_covered || v.period_set[i] == what->at;
  leda_verdict_result_clear(&v);
  return o;
}

static observation *observe_all(const plan *p, const truth *what, const leda_verdict_options *opt,
                                size_t series) {
  observation *all = must(malloc(series * sizeof *all));

#pragma omp parallel for schedule(dynamic, 20) num_threads(p->threads)
  for (size_t r = 0; r < series; r++) all[r] = observe(p, what, opt, r);
  return all;
}

static void print_interval_row(const plan *p, const truth *what, const leda_verdict_options *opt,
                               size_t series) {
  size_t n = leda_null_n(leda_verdict_setting_null(opt->setting));
  observation *all = observe_all(p, what, opt, series);
  double hit = 0, size = 0, size_hit = 0, period = 0, period_hit = 0, width = 0, set = 0;
  bool is_shift = what->shift > 0.0;

  for (size_t r = 0; r < series; r++) {
    bool covered = is_shift ? all[r].size_covered : all[r].slope_covered;

    hit += all[r].flagged;
    size += covered;
    size_hit += covered && all[r].flagged;
    period += all[r].period_covered;
    period_hit += all[r].period_covered && all[r].flagged;
    width += all[r].flagged ? all[r].width : 0.0;
    set += all[r].flagged ? all[r].set : 0.0;
  }
  printf("| %zu | %s %g sd%s | %.1f | %.1f | %.1f | %.2f |", n, is_shift ? "shift" : "drift",
         is_shift ? what->shift : what->drift,
         !is_shift           ? ""
         : what->at == n / 2 ? " mid"
                             : " at 3/4",
         100.0 * hit / (double)series, 100.0 * size / (double)series, 100.0 * size_hit / hit,
         width / hit);
  if (is_shift)
    printf(" %.1f | %.1f | %.1f |\n", 100.0 * period / (double)series, 100.0 * period_hit / hit,
           set / hit);
  else
    puts(" | | |");
  fflush(stdout);
  free(all);
}

static leda_verdict_options options_for(const plan *p, size_t n, leda_verdict_setting **setting) {
  leda_verdict_options opt = leda_verdict_options_default();

  leda_null_draws_plan draws = {0, 1, p->threads};

  *setting = must(leda_verdict_setting_alloc(positions, n, ALPHA, &draws));
  opt.setting = *setting;
  return opt;
}

static void print_intervals(const plan *p, size_t series) {
  static const size_t lengths[] = {8, 12, 24, 36};
  static const double shifts[] = {0.75, 1, 1.5, 2, 3}, drifts[] = {0, 2, 4};

  printf(
      "\n## Intervals\n\nPer cent of %zu series (normal noise) whose nominal 95 %% interval holds "
      "the truth; widths in sd and set sizes among the flagged.\n\n",
      series);
  puts("| n | truth | flagged | size covered | among flagged | width | period covered | "
       "among flagged | periods in set |\n|--|--|--|--|--|--|--|--|--|");
  for (size_t l = 0; l < 4; l++) {
    leda_verdict_setting *setting;
    leda_verdict_options opt = options_for(p, lengths[l], &setting);

    for (size_t i = 0; i < 10; i++) {
      truth what = {NORMAL, shifts[i % 5], i < 5 ? lengths[l] / 2 : 3 * lengths[l] / 4, 0.0};

      print_interval_row(p, &what, &opt, series);
    }
    for (size_t i = 0; i < 3; i++) {
      truth what = {NORMAL, 0.0, 0, drifts[i]};

      print_interval_row(p, &what, &opt, series);
    }
    leda_verdict_setting_free(setting);
  }
}

static void print_warnings(const plan *p, size_t series) {
  static const size_t lengths[] = {8, 12, 24, 36};
  static const char *const names[] = {"normal", "lognormal 0.5", "t3"};

  puts(
      "\n## Outliers and warnings in unchanged independent series\n\nPer cent of series with one or "
      "more outliers, an autocorrelation warning, a season warning (cycle of 4).\n");
  puts("| n | noise | outliers | autocorrelation | season |\n|--|--|--|--|--|");
  for (size_t l = 0; l < 4; l++) {
    leda_verdict_setting *setting;
    leda_verdict_options opt = options_for(p, lengths[l], &setting);

    opt.season_length = 4;
    for (int kind = NORMAL; kind <= STUDENT3; kind++) {
      truth what = {.noise = (noise_kind)kind};
      observation *all = observe_all(p, &what, &opt, series);
      double outlier = 0, phi = 0, season = 0, hundredth = (double)series / 100.0;

      for (size_t r = 0; r < series; r++) {
        outlier += all[r].outlier;
        phi += all[r].phi;
        season += all[r].season;
      }
      printf("| %zu | %s | %.1f | %.1f | %.1f |\n", lengths[l], names[kind], outlier / hundredth,
             phi / hundredth, season / hundredth);
      free(all);
    }
    leda_verdict_setting_free(setting);
  }
}

static void print_speed(const plan *p) {
  enum { SERIES = 100000, N = 24 };
  static const char *const text[] = {"no ties", "one decimal"};
  leda_null *null = must(leda_null_alloc(positions, N, 0, 1, p->threads));
  double *y = must(malloc((size_t)SERIES * N * sizeof *y));
  leda_judge_work work;

  if (leda_judge_work_init(&work, N) != 0) must(NULL);
  puts(
      "\n## Speed\n\nVerdicts (p and name) per second of processor time, n = 24, series in memory.\n");
  puts("| values | per second |\n|--|--|");
  for (int tied = 0; tied < 2; tied++) {
    truth what = {.noise = tied ? ONE_DECIMAL : NORMAL};
    double best = 0.0;

    for (size_t r = 0; r < SERIES; r++) make_series(p, &what, N, r, y + r * N);
    for (int again = 0; again < 3; again++) {
      double start = seconds();

      for (size_t r = 0; r < SERIES; r++) judge_one(null, y + r * N, &work);
      best = fmax(best, SERIES / (seconds() - start));
    }
    printf("| %s | %.0f |\n", text[tied], best);
  }
  leda_judge_work_clear(&work);
  free(y);
  leda_null_free(null);
}

static plan read_options(int argc, char **argv) {
  plan p = {20000, 2, 1};

  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--series") == 0) p.series = (size_t)strtoul(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--threads") == 0) p.threads = (int)strtol(argv[i + 1], NULL, 10);
    if (strcmp(argv[i], "--seed") == 0) p.seed = strtoull(argv[i + 1], NULL, 10);
  }
  if (p.series < 100 || p.threads < 1) {
    fputs("usage: calibration [--series N] [--threads T] [--seed S]\n", stderr);
    exit(2);
  }
  return p;
}

int main(int argc, char **argv) {
  plan p = read_options(argc, argv);

  for (int i = 0; i < N_MOST; i++) positions[i] = i;
  printf("# Calibration of the verdict\n\n%zu series a cell, seed %llu.\n\n", p.series,
         (unsigned long long)p.seed);
  print_size(&p);
  print_power(&p);
  print_names(&p, NORMAL, "normal");
  print_names(&p, STUDENT3, "t3");
  print_intervals(&p, p.series / 10);
  print_warnings(&p, p.series / 4);
  print_speed(&p);
  return 0;
}
