/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What published means tell about change. Expected values by R 4.2.2, za <- qnorm(.975):
     a <- 3.45; b <- 4.33; n1 <- 259; n2 <- 234; size <- b - a - .01; root <- sqrt(1 / n1 + 1 / n2)
     s <- function(m, n) { m <- ifelse(abs(m - 4) <= .005, 4, ifelse(m < 4, m + .005, m - .005))
                           sqrt((m - 1) * (7 - m) * n / (n - 1)) }
     se <- sqrt(s(a, n1)^2 / n1 + s(b, n2)^2 / n2); b - a - .01 - za * se; b - a + .01 + za * se
     (size / se / za)^2; size / (za * root); 2 * pnorm(-size / (1.5 * root)); (size / (1.5 * root) / za)^2
   printed sds 1.42 and 1.38, at most 1.425 and 1.385:
     v1 <- 1.425^2 / n1; v2 <- 1.385^2 / n2; t <- size / sqrt(v1 + v2)
     df <- (v1 + v2)^2 / (v1^2 / (n1 - 1) + v2^2 / (n2 - 1)); 2 * pt(-t, df); (t / qt(.975, df))^2
   all of table 2: p.adjust(2 * pnorm(-(m - o - .01) / se), "holm"), and of sd 1.5
   chosen against others, nO <- nA - nC; mO <- (nA * mA - nC * mC) / nO, half steps hO <- h (nA + nC) / nO:
     did <- (mC[2] - mC[1]) - (mO[2] - mO[1]); half <- sum(h * (1 + nC / nO + nA / nO))
     se <- sqrt(sum(s(mC, h, nC)^2 / nC) + sum(s(mO, hO, nO)^2 / nO)); did - half - za * se
   votes: ceiling(za^2 * 2 * .895 * .105 / .05^2); fisher.test(matrix(c(460, 40, 435, 65), 2)) */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/published_cohort.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"

/* Published means with their summary. */
typedef struct {
  leda_published published;
  leda_published_waves waves;
  leda_summary summary;
} fixture;

static leda_status run(fixture *f, double sd, leda_error *err) {
  bool in_time;
  leda_status status = leda_published_waves_find(&f->waves, &f->published, NULL, &in_time, err);
  leda_summary_options options = {
      .scale = {1, 7}, .alpha = 0.05, .sd = sd, .margin = 0.098, .waves = f->waves};
  if (f->published.shares) options.scale = (leda_answer_scale){0, 1};
  return status ? status : leda_summary_run(&f->summary, &f->published, &options, err);
}

static leda_status parse(fixture *f, const char *text, leda_error *err) {
  return leda_published_parse(&f->published, LEDA_PUBLISHED_MEANS,
                              (leda_bytes){"m.csv", text, strlen(text)}, NULL, err);
}

static fixture read(const char *text, double sd) {
  fixture f = {0};
  leda_error err = leda_error_none();
  if (parse(&f, text, &err) || run(&f, sd, &err)) fail_msg("%s", err.message);
  return f;
}

static void clear(fixture *f) {
  leda_summary_clear(&f->summary);
  leda_published_waves_clear(&f->waves);
  leda_published_clear(&f->published);
}

static void test_one_statement(void **state) {
  (void)state;
  fixture f = read("statement,wave,n,mean\n8,2012-10,259,3.45\n8,2013-05,234,4.33\n", 1.5);
  const leda_summary_delta *delta = &f.summary.rows[0].deltas[0];
  assert_int_equal(f.summary.n_rows, 1);
  assert_int_equal(f.summary.n_pairs, 1);
  assert_false(delta->printed_sd);
  assert_near(delta->se, 0.268152465030834, 1e-12);
  assert_true(isnan(delta->df));
  assert_near(delta->lower, 0.3444308261739291, 1e-12);
  assert_near(delta->upper, 1.415569173826071, 1e-12);
  assert_near(delta->p, 0.001176888704129933, 1e-10);
  assert_near(delta->design_effect, 2.740177752261387, 1e-12);
  assert_near(delta->sd_flip, 4.921590921849934, 1e-12);
  assert_near(delta->with_p, 1.269669677897297e-10, 1e-9);
  assert_near(delta->with_design_effect, 10.7653587564603, 1e-12);
  assert_int_equal(delta->verdict, LEDA_SUMMARY_IMPROVED);
  clear(&f);
}

static void test_printed_standard_deviations(void **state) {
  (void)state;
  fixture f = read("statement,wave,n,mean,sd\n8,1,259,3.45,1.42\n8,2,234,4.33,1.38\n", NAN);
  const leda_summary_delta *delta = &f.summary.rows[0].deltas[0];
  assert_true(delta->printed_sd);
  assert_near(delta->se, 0.1266404110080732, 1e-12);
  assert_near(delta->df, 488.3767448416804, 1e-12);
  assert_near(delta->p, 1.964624828352339e-11, 1e-9);
  assert_near(delta->design_effect, 12.2248196798998, 1e-9);
  assert_near(delta->lower, 0.6211727030993475, 1e-9);
  assert_true(isnan(delta->with_p));
  clear(&f);
}

static void test_table_2(void **state) {
  (void)state;
  fixture f = {0};
  leda_error err = leda_error_none();
  if (leda_published_read(&f.published, LEDA_PUBLISHED_MEANS, "datasets/lfr/table2.csv", NULL,
                          &err) ||
      run(&f, 1.5, &err))
    fail_msg("%s", err.message);
  const leda_summary_block *block = &f.summary.blocks[0];
  assert_int_equal(f.summary.n_blocks, 1);
  assert_int_equal(block->n, 19);
  assert_int_equal(block->rises, 19);
  assert_int_equal(block->falls, 0);
  assert_near(block->p_sign, 3.814697265625e-06, 1e-12); /* binom.test(19, 19) */
  assert_int_equal(block->more_than_noise, 10);
  assert_int_equal(block->more_than_noise_holm, 1);
  assert_int_equal(block->with_more, 18);
  assert_int_equal(block->with_more_holm, 17);
  assert_near(f.summary.rows[7].deltas[0].p_adjusted, 0.02236088537846874, 1e-9);
  assert_near(f.summary.rows[0].deltas[0].p_adjusted, 0.06385656500253552, 1e-9);
  assert_int_equal(f.summary.rows[0].deltas[0].verdict, LEDA_SUMMARY_CANNOT_TELL);
  clear(&f);
}

/* Table 1 of cohorts: pairs 1-2, 2-3 and 1-3; 1.06 of 1.35 is kept, by rounding 0.7778 to 0.7926. */
static void test_three_waves_and_cohorts(void **state) {
  (void)state;
  fixture f = {0};
  leda_error err = leda_error_none();
  if (leda_published_read(&f.published, LEDA_PUBLISHED_MEANS, "datasets/lfr/table1.csv", NULL,
                          &err) ||
      run(&f, NAN, &err))
    fail_msg("%s", err.message);
  assert_int_equal(f.summary.n_pairs, 3);
  assert_int_equal(f.summary.impossible, 1); /* 3.17 of 68 */
  assert_int_equal(f.summary.n_rows, 2);
  assert_int_equal(f.summary.n_blocks, 4); /* all: one; chosen: three */
  assert_string_equal(f.summary.rows[0].cohort, "all");
  assert_true(isnan(f.summary.rows[0].kept));
  const leda_summary_row *chosen = &f.summary.rows[1];
  assert_near(chosen->kept, 0.7851851851851858, 1e-12);
  assert_near(chosen->kept_lower, 0.7777777777777773, 1e-12);
  assert_near(chosen->kept_upper, 0.7925925925925930, 1e-12);
  assert_int_equal(chosen->deltas[1].change.difference.units, -29);
  assert_int_equal(chosen->deltas[2].change.difference.units, 106);
  assert_int_equal(f.summary.pairs[2].from, 0);
  assert_int_equal(f.summary.pairs[2].to, 2);
  clear(&f);
}

static void test_chosen_against_others(void **state) {
  (void)state;
  fixture f = {0};
  leda_error err = leda_error_none();
  if (leda_published_read(&f.published, LEDA_PUBLISHED_MEANS, "datasets/lfr/table1.csv", NULL,
                          &err) ||
      run(&f, NAN, &err))
    fail_msg("%s", err.message);
  leda_summary_cohorts cohorts;
  assert_int_equal(leda_summary_cohorts_run(&cohorts, &f.summary, &err), LEDA_OK);
  assert_int_equal(cohorts.n, 1); /* all have no third wave */
  const leda_summary_cohort *item = &cohorts.items[0];
  assert_near(item->others_from, 3.549685863874346, 1e-12);
  assert_near(item->others_to, 4.26, 1e-12);
  assert_near(item->baseline, -0.3796858638743457, 1e-12);
  assert_near(item->did, 0.6396858638743455, 1e-12);
  assert_near(item->rounding_lower, 0.6124414439239458, 1e-12);
  assert_near(item->rounding_upper, 0.6669302838247451, 1e-12);
  assert_near(item->se, 0.6032944779817911, 1e-12);
  assert_near(item->lower, -0.5699940049922572, 1e-12);
  assert_near(item->upper, 1.849365732740948, 1e-12);
  assert_near(item->p, 0.3100287573265237, 1e-12);
  assert_near(item->p_adjusted, item->p, 0);
  leda_summary_cohorts_clear(&cohorts);
  clear(&f);
}

/* A part that is no part, or without n, is passed over; two statements share Holm's correction. */
static void test_which_cohorts_have_others(void **state) {
  (void)state;
  fixture f = read("statement,wave,cohort,n,mean\n1,1,alla,20,3\n1,2,alla,20,4\n1,1,x,5,3\n"
                   "1,2,x,5,5\n2,1,alla,20,3\n2,2,alla,20,4\n2,1,x,5,3\n2,2,x,5,5\n"
                   "1,1,y,20,3\n1,2,y,5,3\n1,1,z,,3\n1,2,z,5,3\n",
                   NAN);
  leda_summary_cohorts cohorts;
  leda_error err = leda_error_none();
  assert_int_equal(leda_summary_cohorts_run(&cohorts, &f.summary, &err), LEDA_OK);
  assert_int_equal(cohorts.n, 2);
  assert_string_equal(cohorts.items[1].part->cohort, "x");
  assert_near(cohorts.items[0].p_adjusted, fmin(1, 2 * cohorts.items[0].p), 1e-12);
  leda_summary_cohorts_clear(&cohorts);
  clear(&f);
}

/* 4.50 to 4.52 of 10,000 answers is noise with any sd above 0.36, and 4.525, the mean furthest from 4.5
   that is printed so, has an sd of at least sqrt(.525 * .475 * 10000 / 9999). It is no change larger than
   .03 + qnorm(.95) * sqrt(sum(s(c(4.50, 4.52), 10000)^2 / 10000)) = 0.09879245. */
static void test_noise_anyway(void **state) {
  (void)state;
  fixture f =
      read("statement,wave,n,mean\n1,1,10000,4.50\n1,2,10000,4.52\n2,1,9,2.00\n2,2,9,6.00\n", NAN);
  assert_int_equal(f.summary.blocks[0].noise_anyway, 1);
  assert_int_equal(f.summary.rows[0].deltas[0].verdict, LEDA_SUMMARY_CANNOT_TELL);
  f.summary.options.margin = 0.099;
  leda_summary_options given = f.summary.options;
  leda_error err = leda_error_none();
  leda_summary_clear(&f.summary);
  assert_int_equal(leda_summary_run(&f.summary, &f.published, &given, &err), LEDA_OK);
  assert_int_equal(f.summary.rows[0].deltas[0].verdict, LEDA_SUMMARY_NO_CHANGE);
  assert_int_equal(f.summary.blocks[0].no_change, 1);
  assert_near(f.summary.rows[0].deltas[0].sd_least, sqrt(.525 * .475 * 10000 / 9999), 1e-12);
  clear(&f);
}

static void test_a_fall_and_a_tie(void **state) {
  (void)state;
  fixture f =
      read("statement,wave,n,mean\n1,1,500,5.00\n1,2,500,3.00\n2,1,500,4\n2,2,500,4.0\n", NAN);
  const leda_summary_block *block = &f.summary.blocks[0];
  assert_int_equal(f.summary.rows[0].deltas[0].verdict, LEDA_SUMMARY_WORSE);
  assert_string_equal(leda_summary_verdict_token(&f.summary, LEDA_SUMMARY_WORSE), "worse");
  assert_int_equal(block->falls, 1);
  assert_int_equal(block->rises, 0);
  assert_near(block->p_sign, 1, 0); /* binom.test(0, 1) */
  clear(&f);
}

static void test_without_n(void **state) {
  (void)state;
  fixture f = read("statement,wave,mean\n1,1,3.45\n1,2,4.33\n2,1,2.0\n", NAN);
  const leda_summary_delta *delta = &f.summary.rows[0].deltas[0];
  assert_near(delta->change.lower, 0.87, 1e-12);
  assert_true(isnan(delta->p) && isnan(delta->p_adjusted) && isnan(delta->sd_flip));
  assert_int_equal(delta->verdict, LEDA_SUMMARY_CANNOT_TELL);
  assert_int_equal(f.summary.blocks[0].tested, 0);
  assert_int_equal(f.summary.blocks[0].n, 1);
  assert_null(f.summary.rows[1].deltas[0].change.from);
  clear(&f);
}

/* The vote of 2012: 289 each time; paired 6 / 0.05. */
static void test_votes(void **state) {
  (void)state;
  fixture f = read("statement,wave,share\nq,before,92 %\nq,after,87 %\n", NAN);
  const leda_summary_delta *delta = &f.summary.rows[0].deltas[0];
  assert_near(delta->vote.n_pooled, 289, 0);
  assert_near(delta->vote.n_paired, 120, 0);
  assert_true(delta->vote.n_lowest < 289 && delta->vote.n_highest > 289);
  assert_true(delta->vote.n_exact > 289 && delta->vote.n_exact < 400);
  assert_true(isnan(delta->p));
  clear(&f);
}

static void test_votes_with_n(void **state) {
  (void)state;
  fixture f = read("statement,wave,n,share\nq,1,500,92 %\nq,2,500,87 %\n", NAN);
  const leda_summary_delta *delta = &f.summary.rows[0].deltas[0];
  assert_near(delta->p, 0.01299279659691679, 1e-9);
  assert_near(delta->design_effect, 1.731296698769661, 1e-9);
  assert_true(delta->lower < -0.05 && delta->upper > -0.05 && delta->upper < 0);
  assert_string_equal(leda_summary_verdict_token(&f.summary, delta->verdict), "fallen");
  clear(&f);
}

static void assert_refused(const char *text, const char *words) {
  fixture f = {0};
  leda_error err = leda_error_none();
  if (parse(&f, text, &err)) fail_msg("%s", err.message);
  assert_int_equal(run(&f, NAN, &err), LEDA_ERR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  clear(&f);
}

static void test_nothing_to_compare(void **state) {
  (void)state;
  assert_refused("statement,wave,mean\n1,1,3\n", "one wave only");
  assert_refused("statement,wave,mean\n1,1,3\n2,2,3\n", "no statement has means in two");
  assert_refused("statement,wave,cohort,mean\n1,1,a,3\n1,2,b,3\n", "no statement has means in two");
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    fixture f = {0};
    leda_error err = leda_error_none();
    if (parse(&f, "statement,wave,n,mean\n1,1,9,3\n1,2,9,4\n2,1,9,3\n2,2,9,3\n", &err))
      fail_msg("%s", err.message);
    leda_memory_fail_after(successes);
    status = run(&f, 1.5, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    clear(&f);
    assert_true(successes < 100);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_statement),
      cmocka_unit_test(test_printed_standard_deviations),
      cmocka_unit_test(test_table_2),
      cmocka_unit_test(test_three_waves_and_cohorts),
      cmocka_unit_test(test_chosen_against_others),
      cmocka_unit_test(test_which_cohorts_have_others),
      cmocka_unit_test(test_noise_anyway),
      cmocka_unit_test(test_a_fall_and_a_tie),
      cmocka_unit_test(test_without_n),
      cmocka_unit_test(test_votes),
      cmocka_unit_test(test_votes_with_n),
      cmocka_unit_test(test_nothing_to_compare),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
