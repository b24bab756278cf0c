/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections of an improvement project: what each key becomes, and every refusal at its line. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "engine/core/memory.h"
#include "engine/data/project.h"

#define HEAD "[project]\ntitle = T\n[measure a]\nfile = a.csv\n"

static const char GOOD[] =
    HEAD "target = 11\n"
         "target_date = 2025-12\n"
         "spec_lower = 0\n"
         "spec_upper = 11,5\n"
         "sampling = every resident, one night a week\n"
         "study = gauge.csv\n"
         "raters = raters.csv\n"
         "[measure b]\n"
         "file = b.csv\n"
         "[define]\n"
         "problem = Too long between supper and breakfast\n"
         "goal = At most 11 hours\n"
         "measure = b\n"
         "scope = Two homes\n"
         "team = Åsa, Örjan\n"
         "stakeholders = residents\n"
         "[analyze]\n"
         "causes = causes.csv\n"
         "effect = Long night fast\n"
         "fishbone = Method: no routine, late supper | People: new staff |Milieu:\n"
         "whys = No evening meal | No staff then\n"
         "strata = strata.csv\n"
         "scatter = pairs.csv\n"
         "[improve]\n"
         "pilot = Björken\n"
         "[control]\n"
         "plan = The head of the unit looks every month\n"
         "reaction = Look into the meals of the week\n"
         "sustain = 6\n"
         "[spread]\n"
         "units = Granen, Tallen\n";

static leda_status parse(leda_project *project, const char *text, leda_messages *log,
                         leda_error *err) {
  *err = leda_error_none();
  return leda_project_parse(project, (leda_bytes){"p/a.ini", text, strlen(text)}, false, log, err);
}

static void check_measure(const leda_project_measure *a) {
  assert_int_equal(a->target_period.kind, LEDA_PERIOD_MONTH);
  assert_int_equal(a->target_period.ordinal, 12 * 2025 + 11);
  assert_true(a->spec_lower == 0.0 && a->spec_upper == 11.5);
  assert_string_equal(a->sampling.text, "every resident, one night a week");
  assert_string_equal(a->study_path, "p/gauge.csv");
  assert_string_equal(a->raters_path, "p/raters.csv");
}

static void check_causes(const leda_project_dmaic *dmaic) {
  assert_string_equal(dmaic->causes_path, "p/causes.csv");
  assert_string_equal(dmaic->effect.text, "Long night fast");
  assert_int_equal(dmaic->n_bones, 3);
  assert_string_equal(dmaic->bones[0].title, "Method");
  assert_int_equal(dmaic->bones[0].causes.n, 2);
  assert_string_equal(dmaic->bones[0].causes.items[1], "late supper");
  assert_string_equal(dmaic->bones[2].title, "Milieu");
  assert_int_equal(dmaic->bones[2].causes.n, 0);
  assert_int_equal(dmaic->whys.n, 2);
  assert_string_equal(dmaic->whys.items[1], "No staff then");
  assert_string_equal(dmaic->strata_path, "p/strata.csv");
  assert_string_equal(dmaic->scatter_path, "p/pairs.csv");
}

static void test_every_key_is_read(void **state) {
  (void)state;
  leda_project project;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&project, GOOD, &log, &err), LEDA_OK);
  assert_int_equal(log.n, 0);
  const leda_project_dmaic *dmaic = &project.dmaic;
  check_measure(&project.measures[0]);
  for (size_t k = 0; k < 5; k++) assert_true(dmaic->given[k]);
  assert_int_equal(dmaic->lines[LEDA_SECTION_DEFINE], 14);
  assert_string_equal(dmaic->problem.text, "Too long between supper and breakfast");
  assert_int_equal(dmaic->problem.line, 15);
  assert_int_equal(dmaic->measure, 1);
  assert_string_equal(dmaic->team.text, "Åsa, Örjan");
  check_causes(dmaic);
  assert_string_equal(dmaic->pilot.text, "Björken");
  assert_int_equal(dmaic->sustain, 6);
  assert_int_equal(dmaic->spread_units.n, 2);
  assert_string_equal(dmaic->spread_units.items[0], "Granen");
  leda_project_clear(&project);
}

static void test_a_project_may_begin_without_data(void **state) {
  (void)state;
  leda_project project;
  leda_error err;
  assert_int_equal(parse(&project, "[project]\ntitle = T\n[define]\nproblem = P\n", NULL, &err),
                   LEDA_OK);
  assert_int_equal(project.n_measures, 0);
  assert_false(project.dmaic.given[LEDA_SECTION_SPREAD]);
  leda_project_clear(&project);
}

static void assert_refused(const char *text, size_t line, const char *words, const char *hint) {
  leda_project project;
  leda_error err;
  leda_messages log = {0};
  assert_int_equal(parse(&project, text, &log, &err), LEDA_ERR_DATA);
  if (err.line != line) fail_msg("line %zu instead of %zu: %s", err.line, line, err.message);
  if (!strstr(err.message, words)) fail_msg("'%s' lacks '%s'", err.message, words);
  if (!strstr(err.hint, hint)) fail_msg("hint '%s' lacks '%s'", err.hint, hint);
  assert_int_equal(log.errors, 1);
  leda_messages_clear(&log);
}

static void test_every_error_has_its_line(void **state) {
  (void)state;
  assert_refused(HEAD "target_date = soon\n", 5, "target_date", "");
  assert_refused(HEAD "spec_lower = 3\nspec_upper = 3\n", 6, "spec_upper", "");
  assert_refused(HEAD "[define]\nmeasure = c\n", 6, "no section [measure c]", "did you mean a?");
  assert_refused(HEAD "[analyze]\nfishbone = Method\n", 6, "fishbone", "Method: no routine");
  assert_refused(HEAD "[analyze]\nwhys = a || b\n", 6, "nothing between two bars", "");
  assert_refused(HEAD "[control]\nsustain = 0\n", 6, "sustain", "");
  assert_refused(HEAD "[control]\nsustain = 2,5\n", 6, "sustain", "");
  assert_refused(HEAD "[spread]\nunits = a,,b\n", 6, "nothing between two commas", "");
}

static void test_out_of_memory_leaves_nothing(void **state) {
  (void)state;
  leda_status status = LEDA_ERR_MEMORY;
  for (long successes = 0; status != LEDA_OK; successes++) {
    leda_project project;
    leda_error err;
    leda_memory_fail_after(successes);
    status = parse(&project, GOOD, NULL, &err);
    leda_memory_fail_after(-1);
    if (status) assert_int_equal(status, LEDA_ERR_MEMORY);
    leda_project_clear(&project);
    assert_true(successes < 500);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_key_is_read),
      cmocka_unit_test(test_a_project_may_begin_without_data),
      cmocka_unit_test(test_every_error_has_its_line),
      cmocka_unit_test(test_out_of_memory_leaves_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
