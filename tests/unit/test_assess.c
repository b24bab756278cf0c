/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The analysis behind leda assess. Expected numbers: tests/oracle/assess.R (base R 4.2.2). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "engine/core/memory.h"
#include "engine/output/assess_output.h"
#include "engine/output/json_write.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

typedef struct {
  leda_instrument instrument;
  leda_survey survey;
  leda_assess assess;
} run;

static leda_status assess_with(run *r, const char *csv, const char *cohort,
                               const leda_assess_options *options, leda_error *err) {
  leda_bytes source = {"test.csv", csv, strlen(csv)};
  leda_survey_options reading = {.instrument = &r->instrument};
  memset(r, 0, sizeof *r);
  *err = leda_error_none();
  if (cohort) {
    reading.cohort_column = cohort;
    reading.cohort_value = "yes";
  }
  leda_status status = leda_instrument_open(&r->instrument, "lfr", NULL, err);
  if (!status) status = leda_survey_parse(&r->survey, source, &reading, NULL, err);
  if (!status) status = leda_assess_run(&r->assess, &r->survey, options, err);
  return status;
}

static leda_assess_options quick(void) {
  leda_assess_options options = leda_assess_options_default();
  options.replicates = 999;
  options.models = false;
  options.threads = 1;
  return options;
}

static void assess(run *r, const char *csv, const char *cohort) {
  leda_assess_options options = quick();
  leda_error err;
  if (assess_with(r, csv, cohort, &options, &err)) fail_msg("%s", err.message);
}

static void run_clear(run *r) {
  leda_assess_clear(&r->assess);
  leda_survey_clear(&r->survey);
  leda_instrument_clear(&r->instrument);
}

static bool warned(const leda_assess *a, const char *words) {
  for (size_t i = 0; i < a->warnings.n; i++)
    if (strstr(a->warnings.items[i].what.message, words)) return true;
  return false;
}

/* ---- the rows of assess.R ---- */

static char *r_rows(void) {
  leda_text csv = {0};
  int i = 0;
  leda_text_add(&csv, "wave,municipality,role,chosen,q1\n");
  for (int w = 1; w <= 3; w++) {
    for (int g = 1; g <= 8; g++) {
      if (w == 3 && g > 4) continue;
      for (int k = 0; k < (w < 3 ? 3 + (g + w) % 4 : 3); k++) {
        i++;
        int y = 1 + (i * 37 + g * 11) % 101 % 5 + 2 * (w == 2) + (w == 3);
        leda_text_addf(&csv, "%d,M%d,%s,%s,%d\n", w, g,
                       (i * 7 + g) % 5 < 2 ? "leadership" : "support", g <= 4 ? "yes" : "no", y);
      }
    }
  }
  return leda_text_take(&csv);
}

static void assert_estimate(const leda_assess_estimate *got, const leda_assess_estimate *expected) {
  assert_near(got->estimate, expected->estimate, 1e-10);
  assert_near(got->se, expected->se, 1e-10);
  assert_near(got->df, expected->df, 1e-10);
  assert_near(got->lower, expected->lower, 1e-10);
  assert_near(got->upper, expected->upper, 1e-10);
  assert_near(got->p, expected->p, 1e-9);
}

static void test_change_between_waves(void **state) {
  (void)state;
  const leda_assess_estimate change = {1.84129511677282, 0.233163173025498, 6.80669157372896,
                                       1.28676172423109, 2.39582850931456,  0.0001147397052388};
  char *csv = r_rows();
  run r;
  assess(&r, csv, NULL);
  assert_int_equal(r.assess.n_pairs, 3);
  assert_int_equal(r.assess.n_subjects, 3); /* the statement, its area, overall */
  assert_estimate(&r.assess.subjects[0].deltas[0].change, &change);
  assert_estimate(&r.assess.subjects[2].deltas[0].change, &change);
  run_clear(&r);
  free(csv);
}

static void test_chosen_against_others(void **state) {
  (void)state;
  const leda_assess_estimate did = {0.333333333333336,  0.46545920222264, 5.83077076727566,
                                    -0.813665342650696, 1.48033200931737, 0.501565532565591};
  const leda_assess_estimate baseline = {0.0555555555555562, 0.330273769657971, 5.58326084571442,
                                         -0.767444919195843, 0.878556030306955, 0.872343880232227};
  char *csv = r_rows();
  run r;
  assess(&r, csv, "chosen");
  /* Nobody of the others answered in the third wave: one pair alone can be compared. */
  assert_int_equal(r.assess.n_cohort, r.assess.n_subjects);
  assert_estimate(&r.assess.cohort[0].did, &did);
  assert_estimate(&r.assess.cohort[0].baseline, &baseline);
  assert_near(r.assess.cohort[0].p_holm, did.p, 1e-9); /* one statement */
  assert_int_equal(r.assess.cohort[0].verdict, LEDA_ASSESS_CANNOT_TELL);
  assert_true(warned(&r.assess, "regression to the mean"));
  run_clear(&r);
  free(csv);
}

static void test_gap_between_roles(void **state) {
  (void)state;
  const leda_assess_estimate gap = {-0.188311688311688, 0.600061044861354, 6.58755641794716,
                                    -1.62543980861434,  1.24881643199096,  0.763359540410107};
  char *csv = r_rows();
  run r;
  assess(&r, csv, NULL);
  const leda_assess_role *role = &r.assess.roles[0];
  assert_int_equal(role->wave, 0);
  assert_estimate(&role->gap, &gap);
  assert_near(role->leadership - role->support, gap.estimate, 1e-10);
  run_clear(&r);
  free(csv);
}

static void test_third_wave(void **state) {
  (void)state;
  const leda_assess_estimate gain = {2.01312649164678, 0.17012121523092, 2.91423160475917,
                                     1.46259812006374, 2.56365486322982, 0.00148679675553557};
  const leda_assess_estimate later = {-1.25656324582339, 0.402142589321505,  2.96782988193716,
                                      -2.5442443165537,  0.0311178249069233, 0.0530458869643994};
  const leda_assess_estimate total = {0.756563245823388,  0.430324591944465, 2.96166361926434,
                                      -0.623004963266578, 2.13613145491335,  0.178156120343455};
  char *csv = r_rows();
  run r;
  assess(&r, csv, NULL);
  const leda_assess_fade *fade = &r.assess.fade[0];
  assert_int_equal(r.assess.fade_municipalities, 4);
  assert_estimate(&fade->gain, &gain);
  assert_estimate(&fade->later, &later);
  assert_estimate(&fade->total, &total);
  assert_int_equal(fade->kept.shape, LEDA_FIELLER_INTERVAL);
  assert_near(fade->kept.ratio, total.estimate / gain.estimate, 1e-10);
  assert_near(fade->kept.lower, -0.356503401441779, 1e-9);
  assert_near(fade->kept.upper, 1.02253420544473, 1e-9);
  assert_int_equal(fade->n_second, 18);
  assert_int_equal(fade->n_third, 12);
  assert_near(fade->bound_lower, -2.16666666666667, 1e-12);
  assert_near(fade->bound_upper, -0.166666666666667, 1e-12);
  assert_near(fade->post_stratified, -1.24761904761905, 1e-12);
  assert_int_equal(fade->verdict, LEDA_FADE_CANNOT_TELL); /* p 0.053, and 2.9 degrees of freedom */
  run_clear(&r);
  free(csv);
}

/* ---- answers with chance in them ---- */

typedef struct {
  int municipalities;
  int people; /* of a municipality in a wave */
  int waves;
  int statements;
  double effect; /* from one wave to the next */
  double sd;     /* between people */
  double move;   /* how much a municipality moves by chance */
} shape;

static int answer(double value) {
  long whole = lround(value);
  return (int)(whole < 1 ? 1 : whole > 7 ? 7 : whole);
}

/* The rows as lines in one block; *lines is how many they are, header aside. */
static char *random_rows(const shape *s, size_t *lines) {
  leda_stream stream = leda_stream_start(11, 0);
  leda_text csv = {0};
  leda_text_add(&csv, "wave,municipality,role");
  for (int q = 1; q <= s->statements; q++) leda_text_addf(&csv, ",q%d", q);
  leda_text_add(&csv, "\n");
  *lines = 0;
  for (int w = 0; w < s->waves; w++) {
    for (int g = 0; g < s->municipalities; g++) {
      double level = 4.0 + s->effect * w + s->move * leda_stream_normal(&stream);
      for (int k = 0; k < s->people; k++) {
        leda_text_addf(&csv, "%d,M%02d,%s", 2012 + w, g, k % 2 ? "support" : "leadership");
        for (int q = 0; q < s->statements; q++)
          leda_text_addf(&csv, ",%d", answer(level + s->sd * leda_stream_normal(&stream)));
        leda_text_add(&csv, "\n");
        ++*lines;
      }
    }
  }
  return leda_text_take(&csv);
}

static void assess_shape(run *r, const shape *s, double margin) {
  size_t lines;
  char *csv = random_rows(s, &lines);
  leda_assess_options options = quick();
  leda_error err;
  options.margin = margin;
  if (assess_with(r, csv, NULL, &options, &err)) fail_msg("%s", err.message);
  free(csv);
}

static void assert_verdicts(const leda_assess *a, leda_assess_verdict expected) {
  for (size_t s = 0; s < a->n_subjects; s++)
    assert_int_equal(a->subjects[s].deltas[0].verdict, expected);
}

static void test_verdicts(void **state) {
  (void)state;
  static const struct {
    shape data;
    leda_assess_verdict verdict;
  } cases[] = {
      {{20, 8, 2, 4, 1.0, 1.0, 0.1}, LEDA_ASSESS_IMPROVED},
      {{20, 8, 2, 4, -1.0, 1.0, 0.1}, LEDA_ASSESS_WORSE},
      {{30, 20, 2, 4, 0.0, 0.8, 0.0}, LEDA_ASSESS_NO_CHANGE},
      {{13, 3, 2, 4, 0.0, 2.0, 0.6}, LEDA_ASSESS_CANNOT_TELL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    run r;
    assess_shape(&r, &cases[i].data, 0.3);
    assert_verdicts(&r.assess, cases[i].verdict);
    run_clear(&r);
  }
}

/* Two one-sided tests by the definition (Schuirmann 1987). */
static void test_equivalence_is_two_one_sided_tests(void **state) {
  (void)state;
  const shape data = {20, 8, 2, 3, 0.1, 1.0, 0.1};
  run r;
  assess_shape(&r, &data, 0.4);
  const leda_assess_delta *delta = &r.assess.subjects[0].deltas[0];
  const leda_assess_estimate *e = &delta->change;
  double below = gsl_cdf_tdist_Q((e->estimate + 0.4) / e->se, e->df);
  double above = gsl_cdf_tdist_P((e->estimate - 0.4) / e->se, e->df);
  assert_near(delta->p_equivalence, fmax(below, above), 1e-12);
  run_clear(&r);
}

/* ---- few municipalities ---- */

static void test_four_municipalities_cannot_give_a_verdict(void **state) {
  (void)state;
  const shape data = {4, 30, 2, 3, 2.0, 0.5, 0.0};
  run r;
  assess_shape(&r, &data, 0.3);
  const leda_assess_pair *pair = &r.assess.pairs[0];
  assert_int_equal(pair->municipalities_both, 4);
  assert_true(pair->enumerated);
  assert_near(pair->smallest_p, 1.0 / 8.0, 1e-15); /* 2^(4-1) swaps that differ */
  assert_verdicts(&r.assess, LEDA_ASSESS_CANNOT_TELL);
  assert_true(r.assess.subjects[0].deltas[0].out_of_reach);
  assert_near(r.assess.subjects[0].deltas[0].p_wild_smallest, 1.0 / 8.0, 1e-15);
  assert_true(r.assess.subjects[0].deltas[0].p_webb > 0.0);
  assert_true(warned(&r.assess, "too few to tell"));
  run_clear(&r);
}

static void test_seven_municipalities_can(void **state) {
  (void)state;
  const shape data = {7, 30, 2, 3, 2.0, 0.5, 0.0};
  run r;
  assess_shape(&r, &data, 0.3);
  assert_near(r.assess.pairs[0].smallest_p, 1.0 / 64.0, 1e-15);
  assert_verdicts(&r.assess, LEDA_ASSESS_IMPROVED);
  assert_true(warned(&r.assess, "1 in 64"));
  run_clear(&r);
}

static const char one_municipality[] = "wave,municipality,q1\n"
                                       "2012,A,3\n2012,A,3\n2012,A,2\n2012,A,5\n"
                                       "2013,A,4\n2013,A,5\n2013,A,5\n2013,A,7\n";

static void test_one_municipality_exchanges_persons(void **state) {
  (void)state;
  run r;
  assess(&r, one_municipality, NULL);
  assert_true(r.assess.pairs[0].persons);
  assert_true(r.assess.pairs[0].enumerated);
  assert_false(r.assess.role_adjusted);
  assert_near(r.assess.subjects[0].deltas[0].p_adjusted, 0.114285714285714, 1e-12);
  assert_int_equal(r.assess.subjects[0].deltas[0].municipalities, 1);
  assert_true(warned(&r.assess, "one municipality"));
  assert_true(warned(&r.assess, "does not tell two roles apart"));
  run_clear(&r);
}

static void test_no_municipality_column(void **state) {
  (void)state;
  run r;
  assess(&r, "wave,q1\n2012,3\n2012,3\n2012,2\n2012,5\n2013,4\n2013,5\n2013,5\n2013,7\n", NULL);
  assert_true(r.assess.pairs[0].persons);
  assert_int_equal(leda_assess_municipalities(&r.assess, 0), 0);
  assert_true(warned(&r.assess, "does not say which municipality"));
  run_clear(&r);
}

static void test_no_municipality_in_both_waves(void **state) {
  (void)state;
  run r;
  assess(&r,
         "wave,municipality,q1\n2012,A,3\n2012,A,4\n2012,B,2\n2012,B,5\n"
         "2013,C,4\n2013,C,5\n2013,D,5\n2013,D,7\n",
         NULL);
  assert_true(isnan(r.assess.pairs[0].smallest_p));
  assert_true(isnan(r.assess.subjects[0].deltas[0].p_adjusted));
  assert_true(r.assess.subjects[0].deltas[0].out_of_reach);
  assert_near(r.assess.subjects[0].deltas[0].change.estimate, 1.75, 1e-12); /* 5.25 - 3.5 */
  run_clear(&r);
}

/* ---- what hardly can be assessed ---- */

static void test_the_same_answer_everywhere(void **state) {
  (void)state;
  run r;
  assess(&r,
         "wave,municipality,q1,q2\n2012,A,4,1\n2012,A,4,2\n2012,B,4,3\n2012,B,4,2\n"
         "2013,A,4,3\n2013,A,4,4\n2013,B,4,5\n2013,B,4,1\n",
         NULL);
  const leda_assess_delta *delta = &r.assess.subjects[0].deltas[0];
  assert_near(delta->change.estimate, 0.0, 0.0);
  assert_true(isnan(delta->change.se));
  assert_true(isnan(delta->change.p));
  assert_true(isnan(delta->p_adjusted));
  assert_int_equal(delta->verdict, LEDA_ASSESS_CANNOT_TELL);
  run_clear(&r);
}

static void test_nobody_answered_in_the_second_wave(void **state) {
  (void)state;
  run r;
  assess(&r,
         "wave,municipality,q1,q2\n2012,A,4,1\n2012,A,5,2\n2012,B,6,3\n2012,B,4,2\n"
         "2013,A,,3\n2013,A,,4\n2013,B,,5\n2013,B,,1\n",
         NULL);
  assert_true(isnan(r.assess.subjects[0].deltas[0].change.estimate));
  assert_int_equal(r.assess.subjects[0].deltas[0].n_to, 0);
  assert_int_equal(r.assess.subjects[0].waves[1].n, 0);
  run_clear(&r);
}

static void test_one_wave_is_described(void **state) {
  (void)state;
  run r;
  leda_text text = {0};
  leda_assess_view view = {.instrument = "lfr"};
  assess(&r, "wave,municipality,q1\n2012,A,3\n2012,A,4\n2012,B,2\n2012,B,5\n", NULL);
  assert_int_equal(r.assess.n_pairs, 0);
  assert_near(r.assess.subjects[0].waves[0].mean, 3.5, 1e-15);
  assert_true(warned(&r.assess, "one wave"));
  leda_assess_text(&r.assess, &view, &text);
  assert_non_null(strstr(leda_text_str(&text), "3.50"));
  leda_text_clear(&text);
  run_clear(&r);
}

/* ---- what must not matter ---- */

static char *json_of(const char *csv, int threads) {
  run r;
  leda_error err;
  leda_text text = {0};
  leda_assess_options options = quick();
  leda_assess_view view = {.instrument = "lfr"};
  options.threads = threads;
  options.models = true;
  if (assess_with(&r, csv, NULL, &options, &err)) fail_msg("%s", err.message);
  if (leda_json_write(leda_assess_json(&r.assess, &view), &text, &err)) fail_msg("%s", err.message);
  run_clear(&r);
  return leda_text_take(&text);
}

static const shape mixed_shape = {13, 4, 3, 3, 0.4, 1.2, 0.2};

static void test_threads_do_not_matter(void **state) {
  (void)state;
  size_t lines;
  char *csv = random_rows(&mixed_shape, &lines);
  char *one = json_of(csv, 1), *three = json_of(csv, 3);
  assert_string_equal(one, three);
  free(one);
  free(three);
  free(csv);
}

/* The last row first. */
static char *reversed(const char *csv, size_t lines) {
  const char **starts = calloc(lines + 2, sizeof *starts);
  leda_text out = {0};
  size_t n = 0;
  assert_non_null(starts);
  for (const char *c = csv; *c; c = strchr(c, '\n') + 1) starts[n++] = c;
  assert_int_equal(n, lines + 1);
  leda_text_add_n(&out, starts[0], (size_t)(starts[1] - starts[0]));
  for (size_t i = n; i-- > 1;)
    leda_text_add_n(&out, starts[i], (size_t)(strchr(starts[i], '\n') + 1 - starts[i]));
  free(starts);
  return leda_text_take(&out);
}

static void test_the_order_of_rows_does_not_matter(void **state) {
  (void)state;
  size_t lines;
  char *csv = random_rows(&mixed_shape, &lines);
  char *turned = reversed(csv, lines);
  assert_string_not_equal(csv, turned);
  char *one = json_of(csv, 1), *two = json_of(turned, 1);
  assert_string_equal(one, two);
  free(one);
  free(two);
  free(csv);
  free(turned);
}

/* Turning the scale round turns the signs. */
static void test_waves_in_the_other_order_turn_the_signs(void **state) {
  (void)state;
  const shape up = {13, 4, 2, 3, 0.5, 1.0, 0.1};
  static const char *const backwards[] = {"2013", "2012"};
  run a, b = {.instrument = {.n = 0}};
  leda_error err = leda_error_none();
  size_t lines;
  char *csv = random_rows(&up, &lines);
  leda_bytes source = {"test.csv", csv, strlen(csv)};
  leda_assess_options options = quick();
  assess(&a, csv, NULL);
  assert_int_equal(leda_instrument_open(&b.instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options reading = {.instrument = &b.instrument, .waves = backwards, .n_waves = 2};
  assert_int_equal(leda_survey_parse(&b.survey, source, &reading, NULL, &err), LEDA_OK);
  assert_int_equal(leda_assess_run(&b.assess, &b.survey, &options, &err), LEDA_OK);
  for (size_t s = 0; s < 3; s++) {
    const leda_assess_delta *x = &a.assess.subjects[s].deltas[0];
    const leda_assess_delta *y = &b.assess.subjects[s].deltas[0];
    assert_near(y->change.estimate, -x->change.estimate, 1e-12);
    assert_near(y->change.se, x->change.se, 1e-12);
    assert_near(y->p_adjusted, x->p_adjusted, 1e-12);
    assert_near(y->cliffs_delta, -x->cliffs_delta, 1e-12);
  }
  run_clear(&a);
  run_clear(&b);
  free(csv);
}

static void test_no_memory_is_an_error_and_no_leak(void **state) {
  (void)state;
  char *csv = r_rows();
  size_t failures = 0;
  for (long allowed = 0; allowed < 4000; allowed += 1 + allowed / 7) {
    run r = {.instrument = {.n = 0}};
    leda_error err = leda_error_none();
    leda_bytes source = {"test.csv", csv, strlen(csv)};
    leda_assess_options options = quick();
    options.replicates = 99;
    assert_int_equal(leda_instrument_open(&r.instrument, "lfr", NULL, &err), LEDA_OK);
    leda_survey_options reading = {
        .instrument = &r.instrument, .cohort_column = "chosen", .cohort_value = "yes"};
    assert_int_equal(leda_survey_parse(&r.survey, source, &reading, NULL, &err), LEDA_OK);
    leda_memory_fail_after(allowed);
    leda_status status = leda_assess_run(&r.assess, &r.survey, &options, &err);
    leda_memory_fail_after(-1);
    if (status) {
      assert_int_equal(status, LEDA_ERR_MEMORY);
      failures++;
    }
    run_clear(&r);
    if (!status) break;
  }
  assert_true(failures > 10);
  free(csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_change_between_waves),
      cmocka_unit_test(test_chosen_against_others),
      cmocka_unit_test(test_gap_between_roles),
      cmocka_unit_test(test_third_wave),
      cmocka_unit_test(test_verdicts),
      cmocka_unit_test(test_equivalence_is_two_one_sided_tests),
      cmocka_unit_test(test_four_municipalities_cannot_give_a_verdict),
      cmocka_unit_test(test_seven_municipalities_can),
      cmocka_unit_test(test_one_municipality_exchanges_persons),
      cmocka_unit_test(test_no_municipality_column),
      cmocka_unit_test(test_no_municipality_in_both_waves),
      cmocka_unit_test(test_the_same_answer_everywhere),
      cmocka_unit_test(test_nobody_answered_in_the_second_wave),
      cmocka_unit_test(test_one_wave_is_described),
      cmocka_unit_test(test_threads_do_not_matter),
      cmocka_unit_test(test_the_order_of_rows_does_not_matter),
      cmocka_unit_test(test_waves_in_the_other_order_turn_the_signs),
      cmocka_unit_test(test_no_memory_is_an_error_and_no_leak),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
