/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "stats/person_choice.h"
#include "stats/person_permutation.h"
#include "stats/stream.h"
#include "stats/subset_sums.h"
#include "tests/support/assert_near.h"

/* choose(7, 3) = 35, choose(62, 31) = 465428353255261088 (R 4.2.2). */
static void subsets_are_numbered_without_repeats(void **state) {
  leda_choice c = {.first = 64, .n = 7, .size = 3}, large = {.n = 62, .size = 31};
  bool seen[128] = {false};

  (void)state;
  assert_int_equal(leda_choice_count(&c), 35);
  assert_true(leda_choice_count(&large) == UINT64_C(465428353255261088));
  large = (leda_choice){.n = 200, .size = 100};
  assert_true(leda_choice_count(&large) == UINT64_MAX);
  for (uint64_t i = 0; i < 35; i++) {
    uint64_t bits[2] = {0, 0};
    size_t ones = 0;

    leda_choice_number(&c, i, bits);
    for (size_t b = 0; b < 7; b++) ones += (bits[1] >> b) & 1;
    assert_int_equal(ones, 3);
    assert_true(bits[0] == 0 && bits[1] < 128 && !seen[bits[1]]);
    seen[bits[1]] = true;
  }
}

/* Chi-square of 70,000 draws over the 35 subsets: 1 in 10,000 exceeds the limit, qchisq(0.9999, 34). */
static void drawn_subsets_are_equally_likely(void **state) {
  leda_choice c = {.n = 7, .size = 3};
  leda_stream stream = leda_stream_start(3, 0);
  size_t count[128] = {0};
  double chi = 0.0;

  (void)state;
  for (int i = 0; i < 70000; i++) {
    uint64_t bits = UINT64_MAX;

    leda_choice_draw(&c, &stream, &bits);
    assert_true(bits < 128);
    count[bits]++;
  }
  for (size_t b = 0; b < 128; b++) {
    size_t ones = 0;

    for (size_t k = 0; k < 7; k++) ones += (b >> k) & 1;
    if (ones != 3) {
      assert_int_equal(count[b], 0);
      continue;
    }
    chi += pow((double)count[b] - 2000.0, 2.0) / 2000.0;
  }
  assert_true(chi < gsl_cdf_chisq_Pinv(0.9999, 34.0));
  assert_true(chi > gsl_cdf_chisq_Pinv(0.0001, 34.0));
}

/* Every person is in the group as often as every other, also with unequal shares and beyond one word. */
static void drawn_subsets_have_their_size(void **state) {
  enum { PEOPLE = 150, DRAWS = 20000 };
  static const size_t sizes[] = {0, 1, 17, 75, 140, 150};
  leda_stream stream = leda_stream_start(4, 0);

  (void)state;
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    leda_choice c = {.n = PEOPLE, .size = sizes[s]};
    size_t count[192] = {0};
    double share = (double)sizes[s] / PEOPLE;

    for (int i = 0; i < DRAWS; i++) {
      uint64_t bits[3];
      size_t ones = 0;

      leda_choice_draw(&c, &stream, bits);
      for (size_t b = 0; b < 192; b++) {
        size_t one = (bits[b / 64] >> (b % 64)) & 1;
        count[b] += one;
        ones += one;
      }
      assert_int_equal(ones, sizes[s]);
    }
    for (size_t b = 0; b < PEOPLE; b++)
      assert_within((double)count[b] / DRAWS, share, 5.0 * sqrt(share * (1.0 - share) / DRAWS));
  }
}

static void sums_are_those_of_the_chosen(void **state) {
  enum { UNITS = 101, COLUMNS = 3 };
  double unit[UNITS * COLUMNS], sum[4];
  leda_stream stream = leda_stream_start(5, 0);
  uint64_t chosen[2] = {leda_stream_bits(&stream), leda_stream_bits(&stream)};

  (void)state;
  for (size_t i = 0; i < UNITS * COLUMNS; i++) unit[i] = (double)leda_stream_below(&stream, 100);
  for (size_t units = 1; units <= UNITS; units += 10)
    for (int signs = 0; signs < 2; signs++) {
      leda_subset_sums *s = leda_subset_sums_alloc(unit, units, COLUMNS, signs == 1);

      assert_non_null(s);
      assert_int_equal(leda_subset_sums_lanes(s), 4);
      leda_subset_sums_add(s, chosen, sum);
      for (size_t c = 0; c < COLUMNS; c++) {
        double expected = 0.0;

        for (size_t u = 0; u < units; u++) {
          bool in = (chosen[u / 64] >> (u % 64)) & 1;
          expected += in ? unit[u * COLUMNS + c] : -signs * unit[u * COLUMNS + c];
        }
        assert_near(sum[c], expected, 0.0);
      }
      assert_near(sum[3], 0.0, 0.0);
      leda_subset_sums_free(s);
    }
}

/* Two strata of 4 and 3 people: every one of the choose(4, 2) x choose(3, 1) = 18 orders written out. */
static void strata_are_gone_through(void **state) {
  static const double y[] = {1, 5, 7, 2, 6, 3, 6};
  static const unsigned char second[] = {0, 1, 1, 0, 0, 0, 1};
  static const size_t stratum[] = {0, 0, 0, 0, 1, 1, 1};
  leda_person_plan plan = {
      .rows = 7, .statements = 1, .answers = y, .second = second, .stratum = stratum, .strata = 2};
  leda_person_summary summary;
  leda_max_t out;
  size_t at_least = 0;
  double centred[7], observed;

  (void)state;
  for (size_t i = 0; i < 7; i++) centred[i] = y[i] - (i < 4 ? 15.0 / 4.0 : 5.0);
  observed = centred[1] + centred[2] + centred[6];
  for (size_t a = 0; a < 4; a++)
    for (size_t b = 0; b < a; b++)
      for (size_t c = 4; c < 7; c++)
        at_least += fabs(centred[a] + centred[b] + centred[c]) >= fabs(observed) - 1e-9;
  assert_int_equal(leda_person_permutation_run(&plan, &out, &summary), GSL_SUCCESS);
  assert_true(summary.enumerated);
  assert_int_equal(summary.rearranged, 18);
  assert_near(out.raw, (double)at_least / 18.0, 1e-14);
  /* var U = 2 2 / (4 3) 22.75 + 1 2 / (3 2) 6 */
  assert_near(out.statistic, observed / sqrt(22.75 / 3.0 + 2.0), 1e-13);
}

static void threads_do_not_matter(void **state) {
  enum { PEOPLE = 200, STATEMENTS = 5 };
  static double answers[PEOPLE * STATEMENTS];
  static unsigned char second[PEOPLE];
  leda_stream stream = leda_stream_start(9, 0);
  leda_max_t one[STATEMENTS], three[STATEMENTS];

  (void)state;
  for (size_t i = 0; i < PEOPLE; i++) second[i] = i % 3 == 0;
  for (size_t i = 0; i < PEOPLE * STATEMENTS; i++)
    answers[i] = i % 10 == 0 ? (double)NAN : 1.0 + leda_stream_below(&stream, 7);
  leda_person_plan plan = {.rows = PEOPLE,
                           .statements = STATEMENTS,
                           .answers = answers,
                           .second = second,
                           .replicates = 6000,
                           .seed = 2,
                           .threads = 1};
  assert_int_equal(leda_person_permutation_run(&plan, one, NULL), GSL_SUCCESS);
  plan.threads = 3;
  assert_int_equal(leda_person_permutation_run(&plan, three, NULL), GSL_SUCCESS);
  for (size_t q = 0; q < STATEMENTS; q++) {
    assert_true(one[q].raw == three[q].raw && one[q].adjusted == three[q].adjusted);
    /* The normal approximation of the same statistic (Strasser & Weber). */
    assert_within(one[q].raw, 2.0 * gsl_cdf_ugaussian_Q(fabs(one[q].statistic)), 0.03);
  }
}

/* Whole answers go by tables of 16 bits, halves by tables of doubles: the same orders, the same counts. */
static void whole_answers_and_others_agree(void **state) {
  enum { PEOPLE = 180, STATEMENTS = 11 };
  static double answers[PEOPLE * STATEMENTS], halves[PEOPLE * STATEMENTS];
  static unsigned char second[PEOPLE];
  static size_t stratum[PEOPLE];
  leda_stream stream = leda_stream_start(10, 0);
  leda_max_t whole[STATEMENTS], half[STATEMENTS];

  (void)state;
  for (int missing = 0; missing < 2; missing++) {
    for (size_t i = 0; i < PEOPLE; i++) {
      second[i] = leda_stream_below(&stream, 5) < 2;
      stratum[i] = leda_stream_below(&stream, 3);
    }
    for (size_t i = 0; i < PEOPLE * STATEMENTS; i++) {
      answers[i] = missing && i % 7 == 0 ? (double)NAN : 1.0 + leda_stream_below(&stream, 7);
      halves[i] = answers[i] / 2.0;
    }
    leda_person_plan plan = {.rows = PEOPLE,
                             .statements = STATEMENTS,
                             .answers = answers,
                             .second = second,
                             .stratum = stratum,
                             .strata = 3,
                             .replicates = 3000,
                             .seed = 2,
                             .threads = 1};
    assert_int_equal(leda_person_permutation_run(&plan, whole, NULL), GSL_SUCCESS);
    plan.answers = halves;
    assert_int_equal(leda_person_permutation_run(&plan, half, NULL), GSL_SUCCESS);
    for (size_t q = 0; q < STATEMENTS; q++) {
      assert_near(whole[q].statistic, half[q].statistic, 1e-12);
      assert_true(whole[q].raw == half[q].raw && whole[q].single == half[q].single &&
                  whole[q].adjusted == half[q].adjusted);
    }
  }
}

static void groups_that_are_empty(void **state) {
  static const double y[] = {1, 5, 7, 2};
  static const unsigned char second[] = {0, 0, 0, 0};
  leda_person_plan plan = {.rows = 4, .statements = 1, .answers = y, .second = second};
  leda_max_t out;

  (void)state;
  assert_int_equal(leda_person_permutation_run(&plan, &out, NULL), GSL_SUCCESS);
  assert_true(isnan(out.statistic) && isnan(out.adjusted));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(subsets_are_numbered_without_repeats),
      cmocka_unit_test(drawn_subsets_are_equally_likely),
      cmocka_unit_test(drawn_subsets_have_their_size),
      cmocka_unit_test(sums_are_those_of_the_chosen),
      cmocka_unit_test(strata_are_gone_through),
      cmocka_unit_test(threads_do_not_matter),
      cmocka_unit_test(whole_answers_and_others_agree),
      cmocka_unit_test(groups_that_are_empty),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
