/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agreement of raters. Expected values: `Rscript tests/oracle/raters.R` (R 4.2.2, psych 2.2.9), and the published
   example of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <gsl/gsl_errno.h>

#include "stats/attribute_agreement.h"
#include "stats/cohen_kappa.h"
#include "stats/fleiss_kappa.h"
#include "stats/krippendorff.h"
#include "tests/support/assert_near.h"

#define X NAN

static const double x[20] = {1, 2, 3, 4, 4, 3, 2, 1, 1, 2, 3, 4, 2, 2, 3, 1, 4, 3, 2, 1};
static const double y[20] = {1, 2, 3, 3, 4, 3, 2, 2, 1, 2, 4, 4, 2, 3, 3, 1, 2, 3, 2, 1};

static void near3(leda_agreement a, double value, double lower, double upper, double tolerance) {
  assert_near(a.value, value, tolerance);
  assert_near(a.lower, lower, tolerance);
  assert_near(a.upper, upper, tolerance);
}

static int kappa_of(const double *a, const double *b, size_t n, leda_kappa_weights weights,
                    leda_cohen_kappa_result *out) {
  leda_rating_pairs pairs = {a, b, n};

  return leda_cohen_kappa(&pairs, weights, 0.95, out);
}

/* The standard error of a weighted kappa is wrong in psych 2.2.9 (see the script): delta method. */
static void kappa_is_that_of_psych(void **state) {
  leda_cohen_kappa_result k;

  (void)state;
  assert_int_equal(kappa_of(x, y, 20, LEDA_KAPPA_NOMINAL, &k), GSL_SUCCESS);
  near3(k.kappa, 0.6621621621621622, 0.4084433411696938, 0.9158809831546305, 1e-12);
  assert_near(k.se, 0.1294507567454148, 1e-12);
  assert_int_equal(k.n, 20);
  near3(k.share, 0.75, 0.5089541282920425, 0.9134285308985655, 1e-10);
  assert_int_equal(kappa_of(x, y, 20, LEDA_KAPPA_LINEAR, &k), GSL_SUCCESS);
  assert_near(k.kappa.value, 0.7356828193832600, 1e-12);
  near3(k.kappa, 0.7356828193832600, 0.5193967014294895, 0.9519689373370305, 1e-8);
  assert_near(k.se, 0.1103520879260068, 1e-8);
  assert_int_equal(kappa_of(x, y, 20, LEDA_KAPPA_QUADRATIC, &k), GSL_SUCCESS);
  assert_near(k.kappa.value, 0.80769230769230782, 1e-12);
  near3(k.kappa, 0.8076923076923078, 0.6081245719476818, 1.0, 1e-8);
  assert_near(k.se, 0.1018221443448915, 1e-8);
}

/* Missing ratings take their pair along, and what only they name is no category. */
static void kappa_with_missing_and_unused_steps(void **state) {
  const double u[] = {1, 2, X, 4, 4, 1, 2, 9, 4, 1}, v[] = {1, 4, 7, 4, 2, 1, 2, X, 4, 2};
  leda_cohen_kappa_result k;

  (void)state;
  assert_int_equal(kappa_of(u, v, 10, LEDA_KAPPA_QUADRATIC, &k), GSL_SUCCESS);
  assert_int_equal(k.n, 8);
  assert_int_equal(k.agreed, 5);
  assert_near(k.kappa.value, 0.6538461538461539, 1e-12);
  assert_near(k.se, 0.2069407139083479, 1e-8);
  assert_near(k.kappa.upper, 1.0, 0.0); /* cut */
}

static void kappa_at_the_edges(void **state) {
  const double alike[] = {1, 2, 1, 2}, one[] = {3, 3, 3};
  const leda_rating_pairs pairs = {one, one, 3};
  leda_cohen_kappa_result k;

  (void)state;
  assert_int_equal(kappa_of(alike, alike, 4, LEDA_KAPPA_LINEAR, &k), GSL_SUCCESS);
  near3(k.kappa, 1.0, -0.2047292712329494, 1.0, 1e-10);
  assert_near(k.se, 0.0, 0.0);
  assert_int_equal(kappa_of(one, one, 3, LEDA_KAPPA_NOMINAL, &k), GSL_SUCCESS);
  assert_true(isnan(k.kappa.value) && isnan(k.kappa.lower));
  assert_near(k.share.value, 1.0, 0.0);
  assert_int_equal(kappa_of(one, one, 0, LEDA_KAPPA_NOMINAL, &k), GSL_SUCCESS);
  assert_true(isnan(k.kappa.value) && isnan(k.share.value));
  assert_int_equal(kappa_of(one, one, 3, (leda_kappa_weights)7, &k), GSL_EINVAL);
  assert_int_equal(leda_cohen_kappa(&pairs, LEDA_KAPPA_NOMINAL, 1.0, &k), GSL_EINVAL);
}

enum { SUBJECTS = 10, RATERS = 14 };

/* How many of 14 raters put a subject in categories 1 to 5. */
static const int table[SUBJECTS][5] = {
    {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
    {7, 7, 0, 0, 0},  {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}};

/* 12 units, 4 observers. */
static const double krippendorff[48] = {1, 1, X, 1, 2, 2, 3, 2, 3, 3, 3, 3, 3, 3, 3, 3,
                                        2, 2, 2, 2, 1, 2, 3, 4, 4, 4, 4, 4, 1, 1, 2, 1,
                                        2, 2, 2, 2, X, 5, 5, 5, X, X, 1, 1, X, 3, X, X};

static void fleiss_complete(void **state) {
  static const double of[] = {0.20128205128205134, 0.07967032967032961, 0.17159763313609477,
                              0.03038138332255969, 0.50765669515669520};
  double rating[SUBJECTS * RATERS];
  leda_ratings r = {rating, SUBJECTS, RATERS, 0.95};
  leda_fleiss_kappa_result k;
  size_t at = 0;

  (void)state;
  for (int i = 0; i < SUBJECTS; i++)
    for (int c = 0; c < 5; c++)
      for (int m = 0; m < table[i][c]; m++) rating[at++] = c + 1.0;
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  assert_near(k.agreement, 0.3780219780219780112, 1e-12);
  assert_near(k.expected, 0.2127551020408163240, 1e-12);
  near3(k.kappa, 0.2099307044219552165, 0.0009727326667912928, 0.4188886761771191125, 1e-10);
  assert_near(k.se, 0.0923711116060082355, 1e-11);
  assert_int_equal(k.categories, 5);
  for (int c = 0; c < 5; c++) assert_near(k.category[c].kappa, of[c], 1e-11);
  leda_fleiss_kappa_clear(&k);
}

static void fleiss_with_missing(void **state) {
  leda_ratings r = {krippendorff, 12, 4, 0.95};
  leda_fleiss_kappa_result k;

  (void)state;
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  assert_int_equal(k.subjects, 12);
  assert_int_equal(k.paired, 11);
  assert_near(k.agreement, 0.8181818181818182, 1e-12);
  near3(k.kappa, 0.7611692754224112, 0.4243762793770154, 1.0, 1e-10);
  assert_near(k.se, 0.1530192034694924, 1e-11);
  leda_fleiss_kappa_clear(&k);
}

static void fleiss_at_the_edges(void **state) {
  const double alike[] = {1, 1, 2, 2, 1, 1, 2, 2}, apart[] = {1, X, 2, X}, one[] = {1, 2};
  leda_ratings r = {alike, 4, 2, 0.95};
  leda_fleiss_kappa_result k;

  (void)state;
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  near3(k.kappa, 1.0, -0.2047292712329494, 1.0, 1e-10);
  leda_fleiss_kappa_clear(&k);
  r = (leda_ratings){apart, 2, 2, 0.95};
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  assert_true(isnan(k.kappa.value) && isnan(k.agreement));
  leda_fleiss_kappa_clear(&k);
  r = (leda_ratings){one, 1, 2, 0.95};
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  assert_near(k.kappa.value, -1.0, 1e-14);
  assert_true(isnan(k.kappa.lower));
  leda_fleiss_kappa_clear(&k);
  r.subjects = 0;
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_SUCCESS);
  assert_true(isnan(k.kappa.value));
  leda_fleiss_kappa_clear(&k);
  r.level = 0.0;
  assert_int_equal(leda_fleiss_kappa(&r, &k), GSL_EINVAL);
}

static leda_krippendorff_result alpha(const double *rating, size_t subjects, size_t raters,
                                      leda_alpha_options o) {
  leda_ratings r = {rating, subjects, raters, 0.95};
  leda_krippendorff_result out;

  assert_int_equal(leda_krippendorff(&r, &o, &out), GSL_SUCCESS);
  return out;
}

static void alpha_is_the_published(void **state) {
  static const double value[] = {0.7434210526315790, 0.8153875037548813, 0.8491071428571428};
  static const double print[] = {0.743, 0.815, 0.849};
  leda_krippendorff_result a;

  (void)state;
  for (int s = LEDA_ALPHA_NOMINAL; s <= LEDA_ALPHA_INTERVAL; s++) {
    a = alpha(krippendorff, 12, 4, (leda_alpha_options){(leda_alpha_scale)s, 0, 1, 1});
    assert_near(a.alpha.value, value[s], 1e-13);
    assert_near(round(1000.0 * a.alpha.value) / 1000.0, print[s], 1e-12);
    assert_int_equal(a.subjects, 11);
    assert_int_equal(a.ratings, 40);
    assert_true(isnan(a.alpha.lower));
  }
}

/* Steps of unequal size: only the interval scale sees them, and no shift of all values changes anything. */
static void alpha_of_unequal_steps(void **state) {
  static const double step[] = {1.5, 2, 7, 7.25, 11};
  static const double value[] = {0.743421052631579, 0.8153875037548813, 0.8397535472735665};
  double rating[48];

  (void)state;
  for (int shift = 0; shift < 2; shift++) {
    for (int i = 0; i < 48; i++)
      rating[i] = isnan(krippendorff[i]) ? X : step[(int)krippendorff[i] - 1] + 1e6 * shift;
    for (int s = LEDA_ALPHA_NOMINAL; s <= LEDA_ALPHA_INTERVAL; s++)
      assert_near(
          alpha(rating, 12, 4, (leda_alpha_options){(leda_alpha_scale)s, 0, 1, 1}).alpha.value,
          value[s], 1e-9);
  }
}

/* R's bootstrap draws other numbers: ends to its noise. */
static void alpha_has_an_interval(void **state) {
  static const double lower[] = {0.41790, 0.44849, 0.42383};

  (void)state;
  for (int s = LEDA_ALPHA_NOMINAL; s <= LEDA_ALPHA_INTERVAL; s++) {
    leda_alpha_options o = {(leda_alpha_scale)s, 20000, 7, 1};
    leda_krippendorff_result a = alpha(krippendorff, 12, 4, o), b;

    assert_true(fabs(a.alpha.lower - lower[s]) < 0.02);
    assert_near(a.alpha.upper, 1.0, 1e-12);
    o.threads = 3;
    b = alpha(krippendorff, 12, 4, o);
    assert_near(b.alpha.lower, a.alpha.lower, 0.0);
  }
}

static void alpha_at_the_edges(void **state) {
  const double alike[] = {1, 1, 2, 2, 1, 1, 2, 2}, one[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
  const double far[] = {1, INFINITY};
  leda_alpha_options o = {LEDA_ALPHA_INTERVAL, 100, 1, 1};
  leda_ratings r = {far, 1, 2, 0.95};
  leda_krippendorff_result a;

  (void)state;
  near3(alpha(alike, 4, 2, o).alpha, 1.0, -0.05413811232883066, 1.0, 1e-10);
  for (int s = LEDA_ALPHA_NOMINAL; s <= LEDA_ALPHA_INTERVAL; s++) {
    o.scale = (leda_alpha_scale)s;
    assert_true(isnan(alpha(one, 3, 2, o).alpha.value));
    assert_true(isnan(alpha(one, 0, 2, o).alpha.value));
    assert_true(isnan(alpha(alike, 8, 1, o).alpha.value));
  }
  assert_int_equal(leda_krippendorff(&r, &o, &a), GSL_EINVAL);
  o.scale = LEDA_ALPHA_NOMINAL;
  assert_int_equal(leda_krippendorff(&r, &o, &a), GSL_SUCCESS);
  o.scale = (leda_alpha_scale)5;
  assert_int_equal(leda_krippendorff(&r, &o, &a), GSL_EINVAL);
}

/* 6 subjects, 2 raters, 2 trials. Intervals: R's binom.test. */
static void attribute_tables(void **state) {
  const double rating[] = {1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, X, 1};
  const double standard[] = {1, 0, 1, X, 0, 0};
  leda_attribute_plan plan = {rating, standard, 6, 2, 2, 0.95};
  leda_attribute_result a;

  (void)state;
  assert_int_equal(leda_attribute_agreement(&plan, &a), GSL_SUCCESS);
  assert_int_equal(a.rater[0].within.judged, 6);
  assert_int_equal(a.rater[0].within.agreed, 5);
  near3(a.rater[0].within.share, 5.0 / 6.0, 0.3587654210023252, 0.9957892554855106, 1e-10);
  assert_int_equal(a.rater[1].within.judged, 5);
  assert_int_equal(a.rater[1].within.agreed, 4);
  assert_int_equal(a.rater[0].standard.judged, 5);
  assert_int_equal(a.rater[0].standard.agreed, 4);
  assert_int_equal(a.rater[0].mixed, 0); /* the subject judged in two ways has no standard */
  assert_int_equal(a.rater[1].mixed, 1);
  assert_int_equal(a.rater[1].standard.judged, 4);
  assert_int_equal(a.rater[1].standard.agreed, 3);
  assert_int_equal(a.between.judged, 5);
  assert_int_equal(a.between.agreed, 3);
  assert_int_equal(a.standard.judged, 4);
  assert_int_equal(a.standard.agreed, 3);
  leda_attribute_agreement_clear(&a);
  plan = (leda_attribute_plan){rating, NULL, 24, 1, 1, 0.95};
  assert_int_equal(leda_attribute_agreement(&plan, &a), GSL_SUCCESS);
  assert_int_equal(a.rater[0].within.judged + a.between.judged + a.standard.judged, 0);
  assert_true(isnan(a.between.share.value));
  leda_attribute_agreement_clear(&a);
  plan.trials = 0;
  assert_int_equal(leda_attribute_agreement(&plan, &a), GSL_EINVAL);
  leda_attribute_agreement_clear(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kappa_is_that_of_psych),
      cmocka_unit_test(kappa_with_missing_and_unused_steps),
      cmocka_unit_test(kappa_at_the_edges),
      cmocka_unit_test(fleiss_complete),
      cmocka_unit_test(fleiss_with_missing),
      cmocka_unit_test(fleiss_at_the_edges),
      cmocka_unit_test(alpha_is_the_published),
      cmocka_unit_test(alpha_of_unequal_steps),
      cmocka_unit_test(alpha_has_an_interval),
      cmocka_unit_test(alpha_at_the_edges),
      cmocka_unit_test(attribute_tables),
  };

  gsl_set_error_handler_off();
  return cmocka_run_group_tests(tests, NULL, NULL);
}
