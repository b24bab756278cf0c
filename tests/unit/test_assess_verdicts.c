/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leda assess says of a third wave and of a cohort, on answers whose truth is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/output/assess_output.h"
#include "stats/stream.h"

typedef struct {
  double gain;   /* from the first wave to the second */
  double left;   /* of it in the third */
  double chosen; /* what the chosen gain beyond that */
  int people;    /* of a municipality in a wave */
} truth;

static int answer(double value) {
  long whole = lround(value);
  return (int)(whole < 1 ? 1 : whole > 7 ? 7 : whole);
}

/* Twenty municipalities, every second one chosen; three waves, two statements. */
static char *rows(const truth *t) {
  leda_stream stream = leda_stream_start(5, 0);
  leda_text csv = {0};
  leda_text_add(&csv, "wave,municipality,chosen,q1,q3\n");
  for (int w = 0; w < 3; w++) {
    for (int g = 0; g < 20; g++) {
      double level = 3.5 + (w == 1 ? t->gain : 0.0) + (w == 2 ? t->gain * t->left : 0.0);
      if (w > 0 && g % 2) level += t->chosen;
      level += 0.05 * leda_stream_normal(&stream);
      for (int k = 0; k < t->people; k++)
        leda_text_addf(&csv, "%d,M%02d,%s,%d,%d\n", 2012 + w, g, g % 2 ? "yes" : "no",
                       answer(level + 0.8 * leda_stream_normal(&stream)),
                       answer(level + 0.8 * leda_stream_normal(&stream)));
    }
  }
  return leda_text_take(&csv);
}

typedef struct {
  leda_instrument instrument;
  leda_survey survey;
  leda_assess assess;
} run;

static void assess(run *r, const truth *t) {
  char *csv = rows(t);
  leda_bytes source = {"test.csv", csv, strlen(csv)};
  leda_assess_options options = leda_assess_options_default();
  leda_error err = leda_error_none();
  memset(r, 0, sizeof *r);
  options.models = options.reliability = false;
  options.replicates = 999;
  options.threads = 1;
  assert_int_equal(leda_instrument_open(&r->instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options reading = {
      .instrument = &r->instrument, .cohort_column = "chosen", .cohort_value = "yes"};
  if (leda_survey_parse(&r->survey, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  if (leda_assess_run(&r->assess, &r->survey, &options, &err)) fail_msg("%s", err.message);
  free(csv);
}

static void run_clear(run *r) {
  leda_assess_clear(&r->assess);
  leda_survey_clear(&r->survey);
  leda_instrument_clear(&r->instrument);
}

static void test_third_wave(void **state) {
  (void)state;
  static const struct {
    truth t;
    leda_fade_verdict verdict;
  } cases[] = {
      {{1.0, 1.0, 0.0, 20}, LEDA_FADE_KEPT},       {{1.0, 0.0, 0.0, 20}, LEDA_FADE_FADED},
      {{1.0, 2.0, 0.0, 20}, LEDA_FADE_GROWN},      {{0.0, 0.0, 0.0, 20}, LEDA_FADE_NO_GAIN},
      {{0.5, 0.6, 0.0, 2}, LEDA_FADE_CANNOT_TELL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    run r;
    assess(&r, &cases[i].t);
    for (size_t s = 0; s < 2; s++) assert_int_equal(r.assess.fade[s].verdict, cases[i].verdict);
    run_clear(&r);
  }
}

/* Nothing gained: the share that is left of it can be anything. */
static void test_share_of_nothing_has_no_limits(void **state) {
  (void)state;
  const truth nothing = {0.0, 0.0, 0.0, 6};
  run r;
  assess(&r, &nothing);
  assert_int_not_equal(r.assess.fade[0].kept.shape, LEDA_FIELLER_INTERVAL);
  run_clear(&r);
}

static void test_cohort(void **state) {
  (void)state;
  static const struct {
    truth t;
    leda_assess_verdict verdict;
  } cases[] = {
      {{0.3, 1.0, 0.8, 20}, LEDA_ASSESS_IMPROVED},
      {{0.3, 1.0, -0.8, 20}, LEDA_ASSESS_WORSE},
      {{0.3, 1.0, 0.0, 20}, LEDA_ASSESS_CANNOT_TELL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    run r;
    assess(&r, &cases[i].t);
    assert_int_equal(r.assess.n_cohort, 3 * r.assess.n_subjects); /* three pairs of waves */
    for (size_t s = 0; s < 2; s++) assert_int_equal(r.assess.cohort[s].verdict, cases[i].verdict);
    run_clear(&r);
  }
}

/* The page names what happened in words, and never calls doubt a failure. */
static void assert_page(const truth *t, const char *words) {
  run r;
  leda_text text = {0};
  leda_assess_view view = {.instrument = "lfr"};
  assess(&r, t);
  leda_assess_text(&r.assess, &view, &text);
  if (!strstr(leda_text_str(&text), words))
    fail_msg("'%s' is not in\n%s", words, leda_text_str(&text));
  assert_null(strstr(leda_text_str(&text), "fail"));
  assert_null(strstr(leda_text_str(&text), "nan"));
  leda_text_clear(&text);
  run_clear(&r);
}

static void test_pages(void **state) {
  (void)state;
  const truth up = {1.0, 1.0, 0.0, 20}, down = {-1.0, 1.0, 0.0, 20}, still = {0.0, 0.0, 0.0, 20};
  const truth doubt = {0.2, 1.0, 0.0, 2};
  assert_page(&up, "From 2012 to 2013 the answers improved");
  assert_page(&up, "- kept: 2 of 2 statements (1, 3).");
  assert_page(&down, "From 2012 to 2013 the answers became worse");
  assert_page(&still, "From 2012 to 2013 the answers stayed much as they were");
  assert_page(&still, "No change larger than 0.3: 2 of 2 statements (1, 3)");
  assert_page(&doubt, "That does not mean that nothing happened");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_third_wave),
      cmocka_unit_test(test_share_of_nothing_has_no_limits),
      cmocka_unit_test(test_cohort),
      cmocka_unit_test(test_pages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
