/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Published numbers checked. 3.17 cannot be the mean of 68 answers from 1 to 7: by R 4.2.2,
   n <- 60:68; n[sapply(n, function(k) any(abs((k:(7 * k)) / k - 3.17) <= 0.005 + 1e-12))] is 60 63 64 65
   66; the sds beside 4.23 of 35 answers are those of test_grimmer.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/verify.h"
#include "engine/core/memory.h"
#include "tests/support/assert_near.h"

static leda_status add(leda_published *published, leda_published_part part, const char *text,
                       leda_error *err) {
  *err = leda_error_none();
  return leda_published_parse(published, part, (leda_bytes){"m.csv", text, strlen(text)}, NULL,
                              err);
}

static void must_add(leda_published *published, leda_published_part part, const char *text) {
  leda_error err;
  if (add(published, part, text, &err)) fail_msg("%s", err.message);
}

static leda_verify_options options(void) {
  return (leda_verify_options){.scale = {1, 7}, .seed = 1, .from = "A", .to = "B"};
}

static leda_verify verify_of(const leda_published *published, const leda_verify_options *given) {
  leda_verify verify;
  leda_error err = leda_error_none();
  if (leda_verify_run(&verify, published, given, &err)) fail_msg("%s", err.message);
  return verify;
}

static void test_verdicts(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS,
           "statement,wave,n,mean,sd\n1,A,68,3.17,1.50\n2,A,35,4.23,1.50\n3,A,259,3.45,1.4\n"
           "4,A,,3.45,\n5,A,6,3.17,0.42\n6,A,1,4,\n");
  leda_verify_options given = options();
  leda_verify verify = verify_of(&published, &given);
  static const leda_grim_verdict GRIM[] = {LEDA_GRIM_IMPOSSIBLE,    LEDA_GRIM_POSSIBLE,
                                           LEDA_GRIM_UNINFORMATIVE, LEDA_GRIM_UNKNOWN,
                                           LEDA_GRIM_POSSIBLE,      LEDA_GRIM_UNINFORMATIVE};
  static const leda_grim_verdict GRIMMER[] = {LEDA_GRIM_IMPOSSIBLE,    LEDA_GRIM_POSSIBLE,
                                              LEDA_GRIM_UNINFORMATIVE, LEDA_GRIM_UNKNOWN,
                                              LEDA_GRIM_IMPOSSIBLE,    LEDA_GRIM_UNKNOWN};
  assert_int_equal(verify.n_means, 6);
  for (size_t i = 0; i < 6; i++) {
    assert_int_equal(verify.means[i].grim, GRIM[i]);
    assert_int_equal(verify.means[i].grimmer, GRIMMER[i]);
  }
  static const long long OTHER[] = {66, 65, 64, 63, 60};
  assert_int_equal(verify.means[0].n_other, 5);
  for (size_t i = 0; i < 5; i++) assert_int_equal(verify.means[0].other_n[i], OTHER[i]);
  assert_true(isnan(verify.means[0].sd_min));
  assert_near(verify.means[1].sd_min, 0.426042961498036, 1e-14);
  assert_near(verify.means[1].sd_max, 3.010625441036876, 1e-14);
  assert_int_equal(verify.means[1].n_other, 0);
  assert_true(isnan(verify.means[3].sd_max));
  assert_true(isnan(verify.means[5].sd_max));
  leda_verify_clear(&verify);
  leda_published_clear(&published);
}

/* 6 answers, mean 3.17: by R, p <- s * sqrt(5 / 6) of test_grimmer.c begins 0.37 0.69 0.90; 0.37 and 0.69 are
   no sds that divide by 5. */
static void test_an_sd_that_divides_by_n(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS,
           "statement,wave,n,mean,sd\n1,A,6,3.17,0.41\n2,A,6,3.17,0.37\n3,A,6,3.17,0.69\n"
           "4,A,6,3.17,0.70\n");
  leda_verify_options given = options();
  leda_verify verify = verify_of(&published, &given);
  static const bool BY_N[] = {false, true, true, false};
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(verify.means[i].possible_by_n, BY_N[i]);
    assert_int_equal(verify.means[i].grimmer == LEDA_GRIM_POSSIBLE, i == 0);
  }
  leda_verify_clear(&verify);
  leda_published_clear(&published);
}

/* Statements as numbers before others, waves likewise, then role and cohort. */
static void test_order(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS,
           "statement,wave,role,cohort,mean\nb,1,,,2\n10,1,,,2\n9,10,,,2\n9,9,,,2\n9,9,x,,2\n"
           "9,9,,y,2\na,1,,,2\n");
  must_add(&published, LEDA_PUBLISHED_DIFFERENCES,
           "statement,from,to,difference,source\n9,9,10,0,text\n9,9,10,0,table\n9,1,10,0,z\n"
           "10,1,2,0,\n2,1,2,0,\n");
  leda_verify_options given = options();
  leda_verify verify = verify_of(&published, &given);
  static const size_t LINES[] = {5, 7, 6, 4, 3, 8, 2};
  for (size_t i = 0; i < 7; i++) assert_int_equal(verify.means[i].mean->place.line, LINES[i]);
  static const size_t DIFFERENCES[] = {6, 4, 3, 2, 5};
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(verify.differences[i].printed->place.line, DIFFERENCES[i]);
  leda_verify_clear(&verify);
  leda_published_clear(&published);
}

static void test_claims_need_both_waves(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS, "statement,wave,mean\n1,A,2\n1,B,3\n2,A,3\n2,B,4\n");
  must_add(&published, LEDA_PUBLISHED_CLAIMS,
           "kind,statement,wave,rank_from,rank_to\nall-rise,,,,\nrank,1,A,1,1\nrank,1,C,1,1\n");
  leda_verify_options given = options();
  leda_verify verify = verify_of(&published, &given);
  assert_int_equal(verify.n_claims, 3);
  assert_int_equal(verify.claims[0].outcome, LEDA_CLAIM_HOLDS);
  assert_int_equal(verify.claims[1].outcome, LEDA_CLAIM_FAILS);
  assert_int_equal(verify.claims[2].outcome, LEDA_CLAIM_UNKNOWN);
  leda_verify_clear(&verify);
  given.to = "C";
  leda_error err = leda_error_none();
  assert_int_equal(leda_verify_run(&verify, &published, &given, &err), LEDA_ERR_DATA);
  assert_null(verify.means);
  leda_published_clear(&published);
}

/* Each example has the mean that is printed; an impossible mean has none. */
static void test_examples(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS,
           "statement,wave,n,mean\n1,A,68,3.17\n2,A,35,4.23\n3,A,,4\n");
  leda_verify_options given = options();
  given.examples = 4;
  leda_verify verify = verify_of(&published, &given);
  assert_int_equal(verify.means[0].n_examples, 0);
  assert_int_equal(verify.means[1].n_examples, 4);
  assert_int_equal(verify.means[2].n_examples, 0);
  for (size_t k = 0; k < 4; k++) {
    long long n = 0, sum = 0;
    for (int x = 1; x <= 7; x++) {
      n += verify.means[1].examples[7 * k + (size_t)x - 1];
      sum += x * verify.means[1].examples[7 * k + (size_t)x - 1];
    }
    assert_int_equal(n, 35);
    assert_int_equal(sum, 148);
  }
  leda_verify_clear(&verify);
  leda_published_clear(&published);
}

/* Of a vote: 92 % of 25 is 23, of 24 it is 22 (91.67 %), and of 23 none: 21 is 91.30 %, 22 is 95.65 %. */
static void test_shares(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS,
           "statement,wave,n,share\nq,A,25,92 %\nq,B,24,92%\nr,A,23,0.92\n");
  leda_verify_options given = options();
  given.scale = (leda_answer_scale){0, 1};
  leda_verify verify = verify_of(&published, &given);
  assert_int_equal(verify.means[0].grim, LEDA_GRIM_POSSIBLE);
  assert_int_equal(verify.means[1].grim, LEDA_GRIM_POSSIBLE);
  assert_int_equal(verify.means[2].grim, LEDA_GRIM_IMPOSSIBLE);
  leda_verify_clear(&verify);
  leda_published_clear(&published);
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_published published = {0};
  must_add(&published, LEDA_PUBLISHED_MEANS, "statement,wave,n,mean\n1,A,9,2\n1,B,9,3\n");
  must_add(&published, LEDA_PUBLISHED_DIFFERENCES, "statement,from,to,difference\n1,A,B,1\n");
  must_add(&published, LEDA_PUBLISHED_CLAIMS,
           "kind,statement,wave,rank_from,rank_to\nall-rise,,,,\n");
  leda_verify_options given = options();
  given.examples = 2;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_verify verify;
    leda_error err = leda_error_none();
    leda_memory_fail_after(successes);
    status = leda_verify_run(&verify, &published, &given, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_verify_clear(&verify);
    assert_true(successes < 100);
  }
  leda_published_clear(&published);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_verdicts),
      cmocka_unit_test(test_an_sd_that_divides_by_n),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_claims_need_both_waves),
      cmocka_unit_test(test_examples),
      cmocka_unit_test(test_shares),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
