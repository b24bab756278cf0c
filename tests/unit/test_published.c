/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published means. Expected values of the worst case by R 4.2.2:
     a <- c(3.45, 3.22, 3.99); b <- c(4.33, 3.46, 4.50); n <- c(259, 234)
     s <- function(m, n) { m <- ifelse(abs(m - 4) <= .005, 4, ifelse(m < 4, m + .005, m - .005))
                           sqrt((m - 1) * (7 - m) * n / (n - 1)) }
     z <- (b - a - .01) / sqrt(s(a, 259)^2 / 259 + s(b, 234)^2 / 234); 2 * pnorm(-z) */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/published.h"
#include "engine/core/memory.h"
#include "engine/data/published_waves.h"
#include "tests/support/assert_near.h"

static const char MEANS[] = "statement,wave,n,mean\n"
                            "8,A,259,3.45\n8,B,234,4.33\n"
                            "16,A,259,3.22\n16,B,234,3.46\n"
                            "12,A,259,3.99\n12,B,234,4.50\n";

static leda_status add(leda_published *published, leda_published_part part, const char *text,
                       leda_error *err) {
  *err = leda_error_none();
  return leda_published_parse(published, part, (leda_bytes){"m.csv", text, strlen(text)}, NULL,
                              err);
}

static leda_published read(const char *means, const char *differences, const char *claims) {
  leda_published published = {0};
  leda_error err;
  if (add(&published, LEDA_PUBLISHED_MEANS, means, &err)) fail_msg("%s", err.message);
  if (differences && add(&published, LEDA_PUBLISHED_DIFFERENCES, differences, &err))
    fail_msg("%s", err.message);
  if (claims && add(&published, LEDA_PUBLISHED_CLAIMS, claims, &err)) fail_msg("%s", err.message);
  return published;
}

static const leda_published_options OPTIONS = {
    .from = "A", .to = "B", .scale_low = 1, .scale_high = 7, .alpha = 0.05};

static leda_published_change change_of(const leda_published *published) {
  leda_published_change change;
  leda_error err = leda_error_none();
  if (leda_published_change_run(&change, published, &OPTIONS, &err)) fail_msg("%s", err.message);
  return change;
}

static void test_differences_are_exact(void **state) {
  (void)state;
  leda_published published = read(MEANS, NULL, NULL);
  leda_published_change change = change_of(&published);
  assert_int_equal(change.n, 3);
  assert_int_equal(change.items[0].difference.units, 88);
  assert_int_equal(change.items[1].difference.units, 24);
  assert_int_equal(change.items[2].difference.units, 51);
  assert_near(change.items[2].lower, 0.50, 1e-12);
  assert_near(change.items[2].upper, 0.52, 1e-12);
  assert_int_equal(change.rises, 3);
  assert_int_equal(change.falls, 0);
  assert_near(change.mean[LEDA_COLUMN_DIFFERENCE], (0.88 + 0.24 + 0.51) / 3, 1e-12);
  assert_near(change.median_difference, 0.51, 1e-12);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
}

static void test_the_worst_case(void **state) {
  (void)state;
  leda_published published = read(MEANS, NULL, NULL);
  leda_published_change change = change_of(&published);
  assert_near(change.items[0].p, 0.00117688870412993, 1e-10);
  assert_near(change.items[1].p, 0.38451645371290566, 1e-10);
  assert_near(change.items[2].p, 0.06324239751001483, 1e-10);
  assert_true(change.items[0].more_than_noise);
  assert_false(change.items[2].more_than_noise);
  assert_int_equal(change.more_than_noise, 1);
  /* The middle of the scale is inside 3.99 +- 0.005 only up to 3.995: the bound is there. */
  assert_near(change.items[2].sd_from, sqrt(2.995 * 3.005 * 259 / 258), 1e-12);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
}

static void test_a_change_no_larger_than_rounding_is_nothing(void **state) {
  (void)state;
  leda_published published =
      read("statement,wave,n,mean\n1,A,9,4.0\n1,B,9,4.1\n2,A,9,4.00\n2,B,9,3.50\n", NULL, NULL);
  leda_published_change change = change_of(&published);
  assert_near(change.items[0].z, 0, 1e-12);
  assert_near(change.items[0].p, 1, 1e-12);
  assert_true(change.items[1].z > 0);
  assert_int_equal(change.falls, 1);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
}

static void test_without_n_nothing_is_judged(void **state) {
  (void)state;
  leda_published published = read("statement,wave,mean\n1,A,2.00\n1,B,6.00\n", NULL, NULL);
  leda_published_change change = change_of(&published);
  assert_true(isnan(change.items[0].p));
  assert_false(change.items[0].more_than_noise);
  assert_int_equal(change.more_than_noise_holm, 0);
  assert_true(isnan(change.spearman));
  leda_published_change_clear(&change);
  leda_published_clear(&published);
}

static void assert_rank(leda_rank rank, size_t best, size_t worst) {
  assert_int_equal(rank.best, best);
  assert_int_equal(rank.worst, worst);
}

static void test_ranks_share_places(void **state) {
  (void)state;
  leda_published published = read("statement,wave,n,mean\n"
                                  "1,A,9,4.0\n1,B,9,5.0\n2,A,9,4.00\n2,B,9,6.0\n"
                                  "3,A,9,3.0\n3,B,9,4.0\n4,A,9,5.0\n4,B,9,5.5\n",
                                  NULL, NULL);
  leda_published_change change = change_of(&published);
  assert_rank(change.items[0].rank[LEDA_COLUMN_FROM], 2, 3);
  assert_rank(change.items[1].rank[LEDA_COLUMN_FROM], 2, 3);
  assert_rank(change.items[3].rank[LEDA_COLUMN_FROM], 1, 1);
  assert_rank(change.items[2].rank[LEDA_COLUMN_FROM], 4, 4);
  assert_rank(change.items[0].rank[LEDA_COLUMN_DIFFERENCE], 2, 3);
  assert_true(change.items[1].highest[LEDA_COLUMN_TO]);
  assert_true(change.items[2].lowest[LEDA_COLUMN_TO]);
  assert_false(change.items[0].lowest[LEDA_COLUMN_TO]);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
}

static leda_consistency consistency(const char *means, const char *difference) {
  leda_text text = {0};
  leda_text_addf(&text, "statement,from,to,difference\n1,A,B,%s\n", difference);
  leda_published published = read(means, leda_text_str(&text), NULL);
  leda_difference_check check =
      leda_published_check_difference(&published, &published.differences[0]);
  leda_text_clear(&text);
  leda_published_clear(&published);
  return check.consistent;
}

/* Means within half a step and a difference rounded once more: 0.015 apart is the border. */
static void test_consistency(void **state) {
  (void)state;
  static const char TWO[] = "statement,wave,mean\n1,A,3.99\n1,B,4.29\n";
  assert_int_equal(consistency(TWO, "0.30"), LEDA_CONSISTENT_YES);
  assert_int_equal(consistency(TWO, "\"0,3\""), LEDA_CONSISTENT_YES);
  assert_int_equal(consistency(TWO, "0.29"), LEDA_CONSISTENT_ROUNDING);
  assert_int_equal(consistency(TWO, "0.31"), LEDA_CONSISTENT_ROUNDING);
  assert_int_equal(consistency(TWO, "0.315"), LEDA_CONSISTENT_NO);
  assert_int_equal(consistency(TWO, "0.28"), LEDA_CONSISTENT_NO);
  assert_int_equal(consistency(TWO, "0.32"), LEDA_CONSISTENT_NO);
  assert_int_equal(consistency(TWO, "-0.30"), LEDA_CONSISTENT_NO);
  assert_int_equal(consistency("statement,wave,mean\n1,A,4.0\n1,B,4.3\n", "0.4"),
                   LEDA_CONSISTENT_ROUNDING);
  assert_int_equal(consistency("statement,wave,mean\n1,A,4.0\n1,B,4.3\n", "0.5"),
                   LEDA_CONSISTENT_NO);
  assert_int_equal(consistency("statement,wave,mean\n1,A,4.0\n2,B,4.3\n", "0.3"),
                   LEDA_CONSISTENT_UNKNOWN);
}

static leda_claim_outcome outcome(const char *claim) {
  leda_text text = {0};
  leda_text_addf(&text, "kind,statement,wave,rank_from,rank_to\n%s\n", claim);
  leda_published published = read(MEANS, NULL, leda_text_str(&text));
  leda_published_change change = change_of(&published);
  leda_claim_check check = leda_published_check_claim(&change, &published.claims[0]);
  leda_text_clear(&text);
  leda_published_change_clear(&change);
  leda_published_clear(&published);
  return check.outcome;
}

static void test_claims(void **state) {
  (void)state;
  assert_int_equal(outcome("all-rise,,,,"), LEDA_CLAIM_HOLDS);
  assert_int_equal(outcome("rank,12,A,1,1"), LEDA_CLAIM_HOLDS);
  assert_int_equal(outcome("rank,8,A,1,1"), LEDA_CLAIM_FAILS);
  assert_int_equal(outcome("rank,8,B,1,2"), LEDA_CLAIM_HOLDS);
  assert_int_equal(outcome("change-rank,8,,1,1"), LEDA_CLAIM_HOLDS);
  assert_int_equal(outcome("change-rank,16,,1,2"), LEDA_CLAIM_FAILS);
  assert_int_equal(outcome("rank,8,C,1,1"), LEDA_CLAIM_UNKNOWN);
  assert_int_equal(outcome("rank,99,A,1,1"), LEDA_CLAIM_UNKNOWN);
}

static void assert_refused(leda_published_part part, const char *text, size_t line, size_t field,
                           const char *words) {
  leda_published published = {0};
  leda_error err;
  assert_int_equal(add(&published, part, text, &err), LEDA_ERR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  assert_string_equal(err.file, "m.csv");
  assert_int_equal(err.line, line);
  assert_int_equal(err.field, field);
  leda_published_clear(&published);
}

static void test_errors_have_their_place(void **state) {
  (void)state;
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave\n1,A\n", 1, 0, "no column 'mean'");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean\n", 1, 0, "no row");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean\n1,A,x\n", 2, 3, "'x' is not a number");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean\n1,A,\n", 2, 3, "not a number");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,n,mean\n1,A,2.5,3\n", 2, 3, "whole number");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,n,mean\n1,A,0,3\n", 2, 3, "whole number");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean\n1,A,3\n1,A,4\n", 3, 3, "twice");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean\n1,,3\n", 2, 2, "'wave' is empty");
  assert_refused(LEDA_PUBLISHED_DIFFERENCES, "statement,from,to,difference\n1,A,B,\n", 2, 4,
                 "not a number");
  assert_refused(LEDA_PUBLISHED_CLAIMS, "kind,statement,wave,rank_from,rank_to\nbest,1,A,1,1\n", 2,
                 1, "kind of claim");
  assert_refused(LEDA_PUBLISHED_CLAIMS, "kind,statement,wave,rank_from,rank_to\nrank,1,A,3,1\n", 2,
                 0, "places");
}

static void test_standard_deviations(void **state) {
  (void)state;
  leda_published published = read("statement,wave,mean,sd\n1,A,2.0,1.50\n1,B,2.0,\n", NULL, NULL);
  assert_true(published.means[0].has_sd);
  assert_int_equal(published.means[0].sd.units, 150);
  assert_int_equal(published.means[0].sd.decimals, 2);
  assert_false(published.means[1].has_sd);
  leda_published_clear(&published);
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean,sd\n1,A,3,x\n", 2, 4, "not a number");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,mean,sd\n1,A,3,-1\n", 2, 4, "0 or more");
}

/* 92 %, 92 of a column percent, 0.92: the same number. */
static void test_shares_of_votes(void **state) {
  (void)state;
  static const char *const SAME[] = {
      "statement,wave,share\n1,A,92 %\n",        "statement,wave,share\n1,A,92%\n",
      "statement,wave,share\n1,A,92\xC2\xA0%\n", "statement,wave,share\n1,A,0.92\n",
      "fråga;mätning;procent\n1;A;92\n",         "statement,wave,andel\n1,A,\"0,92\"\n"};
  for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
    leda_published published = read(SAME[i], NULL, NULL);
    assert_true(published.shares);
    assert_int_equal(published.means[0].mean.units, 92);
    assert_int_equal(published.means[0].mean.decimals, 2);
    leda_published_clear(&published);
  }
  leda_published published = read("statement,wave,percent\n1,A,91.5\n1,B,100 %\n", NULL, NULL);
  assert_int_equal(published.means[0].mean.decimals, 3);
  assert_int_equal(leda_decimal_compare(published.means[1].mean, (leda_decimal){1, 0}), 0);
  leda_published_clear(&published);
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,share\n1,A,92\n", 2, 3, "not a share");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,share\n1,A,%\n", 2, 3, "not a share");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,percent\n1,A,101\n", 2, 3, "not a share");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,percent\n1,A,-1\n", 2, 3, "not a share");
  assert_refused(LEDA_PUBLISHED_MEANS, "statement,wave,percent\n1,A,9.12345\n", 2, 3,
                 "not a share");
}

static void test_swedish_headings(void **state) {
  (void)state;
  leda_published published =
      read("Påstående;Mättillfälle;Antal;Medel;Roll;Kohort\n8;2012-10;68;3,17;stöd;utvalda\n", NULL,
           NULL);
  assert_int_equal(published.n_means, 1);
  assert_int_equal(published.means[0].n, 68);
  assert_int_equal(published.means[0].mean.units, 317);
  assert_string_equal(published.means[0].role, "stöd");
  assert_string_equal(published.means[0].cohort, "utvalda");
  leda_published_clear(&published);
}

static void assert_waves(const char *means, const char *choice, const char *expected) {
  leda_published published = read(means, NULL, NULL);
  leda_published_waves waves;
  leda_error err = leda_error_none();
  bool in_time = false;
  leda_status status = leda_published_waves_find(&waves, &published, choice, &in_time, &err);
  leda_text text = {0};
  for (size_t i = 0; i < waves.n && !status; i++) leda_text_addf(&text, "%s ", waves.items[i]);
  if (status) leda_text_add(&text, err.message);
  if (!status && !in_time) leda_text_add(&text, "?");
  assert_string_equal(leda_text_str(&text), expected);
  leda_text_clear(&text);
  leda_published_waves_clear(&waves);
  leda_published_clear(&published);
}

static void test_waves(void **state) {
  (void)state;
  static const char PERIODS[] =
      "statement,wave,mean\n1,2014-Q1,2\n1,2012-10,2\n1,2013-05,2\n2,2012-10,2\n";
  static const char OTHERS[] = "statement,wave,mean\n1,spring,2\n1,autumn,2\n";
  assert_waves(PERIODS, NULL, "2012-10 2013-05 2014-Q1 ");
  assert_waves(PERIODS, "2014Q1, 2012-10", "2014-Q1 2012-10 ");
  assert_waves(PERIODS, "2012-10,2012M10", "--waves: '2012M10' is there twice");
  assert_waves(PERIODS, "2012-10,2015", "--waves: there is no wave '2015'");
  assert_waves(OTHERS, NULL, "spring autumn ?");
  assert_waves(OTHERS, "autumn,spring", "autumn spring ");
  assert_waves("statement,wave,mean\n1,efter,2\n1,före,2\n", NULL, "före efter ");
  /* A month inside a quarter is neither before nor after it; 10 is after 9. */
  assert_waves("statement,wave,mean\n1,2014-Q1,2\n1,2014-02,2\n", NULL, "2014-Q1 2014-02 ?");
  assert_waves("statement,wave,mean\n1,10,2\n1,9,2\n", NULL, "9 10 ");
  assert_waves("statement,wave,mean\n1,10,2\n1,2014,2\n", NULL, "10 2014 ?");
}

static void test_scale(void **state) {
  (void)state;
  leda_published published =
      read("statement,wave,mean\n1,A,7.00\n1,B,7.01\n2,A,1\n2,B,0.99\n", NULL, NULL);
  leda_error err = leda_error_none();
  leda_complaints complaints = {"m.csv", NULL, &err, 0};
  leda_published_check_scale(&published, 1, 7, &complaints);
  assert_int_equal(complaints.n, 2);
  assert_int_equal(err.line, 3);
  leda_published_clear(&published);
}

static void test_nothing_in_common_is_an_error(void **state) {
  (void)state;
  leda_published published = read("statement,wave,mean\n1,A,3\n2,B,4\n", NULL, NULL);
  leda_published_change change;
  leda_error err = leda_error_none();
  assert_int_equal(leda_published_change_run(&change, &published, &OPTIONS, &err), LEDA_ERR_DATA);
  assert_null(change.items);
  leda_published_clear(&published);
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_published published = {0};
    leda_published_change change = {0};
    leda_error err;
    leda_memory_fail_after(successes);
    status = add(&published, LEDA_PUBLISHED_MEANS, MEANS, &err);
    if (!status) status = leda_published_change_run(&change, &published, &OPTIONS, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_published_change_clear(&change);
    leda_published_clear(&published);
    assert_true(successes < 500);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_differences_are_exact),
      cmocka_unit_test(test_the_worst_case),
      cmocka_unit_test(test_a_change_no_larger_than_rounding_is_nothing),
      cmocka_unit_test(test_without_n_nothing_is_judged),
      cmocka_unit_test(test_ranks_share_places),
      cmocka_unit_test(test_consistency),
      cmocka_unit_test(test_claims),
      cmocka_unit_test(test_errors_have_their_place),
      cmocka_unit_test(test_standard_deviations),
      cmocka_unit_test(test_shares_of_votes),
      cmocka_unit_test(test_swedish_headings),
      cmocka_unit_test(test_waves),
      cmocka_unit_test(test_scale),
      cmocka_unit_test(test_nothing_in_common_is_an_error),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
