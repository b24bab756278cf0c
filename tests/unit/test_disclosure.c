/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be shown of single municipalities. The rule's examples are worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/municipality.h"
#include "stats/stream.h"
#include "tests/support/assert_near.h"

typedef struct {
  size_t n[6];
  bool hidden[6];
  bool expected[6];
  bool total;
} example;

static void test_complement_by_hand(void **state) {
  (void)state;
  static const example examples[] = {
      /* nothing is hidden, nothing needs hiding */
      {{9, 8, 7}, {false}, {false}, false},
      /* one alone could be worked out from the rest: the smallest other goes, too */
      {{3, 12, 7, 9}, {true}, {true, false, true}, false},
      /* two together have 1 + 2 = 3 people, fewer than 5: a third goes */
      {{1, 2, 20, 6}, {true, true}, {true, true, false, true}, false},
      /* two together have 5: enough */
      {{2, 3, 20, 6}, {true, true}, {true, true}, false},
      /* empty ones protect nobody */
      {{3, 0, 8, 0, 6}, {true}, {true, false, false, false, true}, false},
      /* nobody is left to hide among: the total */
      {{3, 0}, {true}, {true}, true},
      /* of equal ones the first */
      {{4, 7, 7}, {true}, {true, true}, false},
  };
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    example e = examples[i];
    assert_int_equal(leda_disclosure_complement(e.n, e.hidden, 6, 5), e.total);
    for (size_t k = 0; k < 6; k++) assert_int_equal(e.hidden[k], e.expected[k]);
  }
}

typedef struct {
  leda_instrument instrument;
  leda_survey survey;
  leda_assess assess;
  leda_disclosure disclosure;
  leda_item items[40];
  size_t n_items;
} run;

static void read_csv(run *r, const char *csv) {
  leda_bytes source = {"test.csv", csv, strlen(csv)};
  leda_assess_options options = leda_assess_options_default();
  leda_error err = leda_error_none();
  memset(r, 0, sizeof *r);
  options.models = options.reliability = false;
  options.replicates = 99;
  options.threads = 1;
  assert_int_equal(leda_instrument_open(&r->instrument, "lfr", NULL, &err), LEDA_OK);
  leda_survey_options reading = {.instrument = &r->instrument};
  if (leda_survey_parse(&r->survey, source, &reading, NULL, &err)) fail_msg("%s", err.message);
  assert_int_equal(leda_assess_run(&r->assess, &r->survey, &options, &err), LEDA_OK);
  r->n_items = r->assess.n_subjects;
  for (size_t i = 0; i < r->n_items; i++) r->items[i] = r->assess.subjects[i].item;
  assert_int_equal(leda_disclosure_init(&r->disclosure, &r->survey, r->items, r->n_items, 0, &err),
                   LEDA_OK);
}

static void run_clear(run *r) {
  leda_disclosure_clear(&r->disclosure);
  leda_assess_clear(&r->assess);
  leda_survey_clear(&r->survey);
  leda_instrument_clear(&r->instrument);
}

/* Municipalities of many sizes, with skipped answers. */
static char *many_sizes(uint64_t seed) {
  leda_stream stream = leda_stream_start(seed, 0);
  leda_text csv = {0};
  leda_text_add(&csv, "wave,municipality,role,q1,q2,q3\n");
  for (int w = 0; w < 2; w++) {
    for (int g = 0; g < 9; g++) {
      unsigned size = leda_stream_below(&stream, g < 4 ? 5 : 14);
      if (w == 0 && g == 8) size = 12; /* at least one that anybody may look at */
      for (unsigned k = 0; k < size; k++) {
        leda_text_addf(&csv, "%d,M%d,%s", 2012 + w, g, k % 2 ? "support" : "leadership");
        for (int q = 0; q < 3; q++) {
          if (leda_stream_below(&stream, 6) == 0)
            leda_text_add(&csv, ",");
          else
            leda_text_addf(&csv, ",%u", 1 + leda_stream_below(&stream, 7));
        }
        leda_text_add(&csv, "\n");
      }
    }
  }
  leda_text_addf(&csv, "2013,M8,support,3,3,3\n");
  return leda_text_take(&csv);
}

/* What an outsider with all pages and all totals must not get: see the doc block of disclosure.h. */
static void assert_safe(const run *r, size_t item, size_t wave) {
  size_t cells = 0, people = 0, count = r->survey.n_municipalities;
  for (size_t g = 0; g < count; g++) {
    size_t n = r->disclosure.n[(item * r->survey.n_waves + wave) * count + g];
    if (leda_disclosure_shows(&r->disclosure, item, wave, g)) {
      assert_true(n == 0 || n >= LEDA_DISCLOSURE_LEAST);
      continue;
    }
    cells++;
    people += n;
  }
  if (cells == 0 || !leda_disclosure_shows_total(&r->disclosure, item, wave)) return;
  assert_true(cells >= 2);
  assert_true(people >= LEDA_DISCLOSURE_LEAST);
}

static void test_nothing_small_is_shown_or_follows(void **state) {
  (void)state;
  size_t hidden = 0;
  for (uint64_t seed = 1; seed <= 40; seed++) {
    run r;
    char *csv = many_sizes(seed);
    read_csv(&r, csv);
    for (size_t i = 0; i < r.n_items; i++)
      for (size_t w = 0; w < r.survey.n_waves; w++) assert_safe(&r, i, w);
    for (size_t i = 0; i < r.n_items * r.survey.n_waves * r.survey.n_municipalities; i++)
      hidden += r.disclosure.hidden[i];
    run_clear(&r);
    free(csv);
  }
  assert_true(hidden > 100);
}

/* q2 has four answers; its area (with q1) and all together would tell them. */
static void test_an_area_hides_with_its_statement(void **state) {
  (void)state;
  leda_text csv = {0};
  run r;
  leda_text_add(&csv, "wave,municipality,q1,q2,q3\n");
  for (int g = 0; g < 4; g++)
    for (int k = 0; k < 6; k++)
      leda_text_addf(&csv, "2012,M%d,4,%s,5\n", g, g == 0 && k < 2 ? "" : "3");
  read_csv(&r, leda_text_str(&csv));
  assert_int_equal(r.items[3].kind, LEDA_ITEM_AREA); /* of q1 and q2 */
  assert_true(leda_disclosure_shows(&r.disclosure, 0, 0, 0));
  assert_false(leda_disclosure_shows(&r.disclosure, 1, 0, 0));
  assert_true(leda_disclosure_shows(&r.disclosure, 2, 0, 0));
  assert_false(leda_disclosure_shows(&r.disclosure, 3, 0, 0));
  assert_true(leda_disclosure_shows(&r.disclosure, 4, 0, 0)); /* the area of q3 alone */
  assert_false(leda_disclosure_shows(&r.disclosure, r.n_items - 1, 0, 0));
  /* and one more each, so that the total minus the others does not tell */
  assert_false(leda_disclosure_shows(&r.disclosure, 1, 0, 1));
  assert_false(leda_disclosure_shows(&r.disclosure, 3, 0, 1));
  run_clear(&r);
  leda_text_clear(&csv);
}

static void test_a_municipality_is_assessed_by_itself(void **state) {
  (void)state;
  char *csv = many_sizes(3);
  run r;
  leda_municipality own;
  leda_error err = leda_error_none();
  read_csv(&r, csv);
  for (size_t g = 0; g < r.survey.n_municipalities; g++) {
    size_t respondents = 0;
    for (size_t i = 0; i < r.survey.n; i++)
      respondents += r.survey.respondents[i].municipality == g;
    assert_int_equal(leda_municipality_run(&own, &r.assess, g, &err), LEDA_OK);
    assert_int_equal(own.survey.n, respondents);
    assert_string_equal(own.survey.municipalities[0], r.survey.municipalities[g]);
    assert_int_equal(own.assess.n_subjects, r.assess.n_subjects);
    assert_true(own.assess.pairs[0].persons);
    for (size_t s = 0; s < r.n_items; s++) {
      if (!leda_municipality_shows_change(&own, &r.disclosure, s, 0)) continue;
      assert_true(own.assess.subjects[s].deltas[0].n_from >= 5);
      assert_true(own.assess.subjects[s].deltas[0].n_to >= 5);
    }
    leda_municipality_clear(&own);
  }
  run_clear(&r);
  free(csv);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_complement_by_hand),
      cmocka_unit_test(test_nothing_small_is_shown_or_follows),
      cmocka_unit_test(test_an_area_hides_with_its_statement),
      cmocka_unit_test(test_a_municipality_is_assessed_by_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
