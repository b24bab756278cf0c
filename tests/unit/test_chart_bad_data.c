/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every chart type does with data that are bad, few or odd: the table of docs/chart.md, "Bad and odd data",
   row by row. What is right for each is reasoned there, not taken from what the program did. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/analysis/chart.h"
#include "engine/analysis/chart_types.h"
#include "engine/analysis/chart_variables.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "tests/support/assert_near.h"

enum { TYPES = LEDA_CHART_T2 + 1 };

/* How the data of a type look. */
typedef enum { MEASURED, COUNTED, RATIO, GROUPS, JOINT } shape;

static shape shape_of(leda_chart_type type) {
  switch (type) {
  case LEDA_CHART_P:
  case LEDA_CHART_PP:
  case LEDA_CHART_NP:
  case LEDA_CHART_U:
  case LEDA_CHART_UP:
  case LEDA_CHART_IP:
    return RATIO;
  case LEDA_CHART_C:
  case LEDA_CHART_G:
    return COUNTED;
  case LEDA_CHART_XBAR_R:
  case LEDA_CHART_XBAR_S:
  case LEDA_CHART_R:
  case LEDA_CHART_S:
    return GROUPS;
  case LEDA_CHART_T2:
    return JOINT;
  default:
    return MEASURED;
  }
}

/* A chart, or the error; the panel must stand as long as the chart. */
typedef struct {
  leda_panel panel;
  leda_chart chart;
  leda_error err;
  leda_status status;
  bool read; /* the table itself was good */
} made;

static leda_status joint(made *m, const leda_chart_options *options) {
  leda_variable_sets sets;
  leda_status status = leda_variable_sets_make(&sets, &m->panel, &m->err);
  if (!status)
    status = leda_chart_run_variables(
        &m->chart, &m->panel, (leda_chart_variables){sets.items, sets.from[1]}, options, &m->err);
  leda_variable_sets_clear(&sets);
  return status;
}

static made make(leda_chart_type type, const char *csv) {
  static const leda_column_choice two[] = {{LEDA_ROLE_VALUE, "a"}, {LEDA_ROLE_VALUE, "b"}};
  made m = {.err = leda_error_none()};
  leda_bytes source = {"t.csv", csv, strlen(csv)};
  leda_read_options reading = leda_chart_reading(type);
  bool wide = strstr(csv, ",a,b") != NULL;
  if (wide) reading.columns = two;
  if (wide) reading.n_columns = 2;
  m.status = leda_panel_read_memory(&m.panel, source, &reading, NULL, &m.err);
  m.read = !m.status;
  leda_chart_options options = leda_chart_options_default();
  options.type = type;
  options.rules = LEDA_RULES_ALL;
  if (!m.read) return m;
  m.status = type == LEDA_CHART_T2
                 ? joint(&m, &options)
                 : leda_chart_run(&m.chart, &m.panel, m.panel.series, &options, &m.err);
  return m;
}

static void clear(made *m) {
  if (m->read) leda_chart_clear(&m->chart);
  leda_panel_clear(&m->panel);
}

/* Adds a period's rows with the value and whatever else the type needs. */
static void add_period(leda_text *csv, shape s, int period, double value) {
  switch (s) {
  case RATIO:
    leda_text_addf(csv, "%d,%g,50\n", period, value);
    break;
  case GROUPS:
    leda_text_addf(csv, "%d,%g\n%d,%g\n", period, value, period, value == 5.0 ? 5.0 : value + 1.0);
    break;
  case JOINT:
    leda_text_addf(csv, "%d,%g,%d\n", period, value, period * period % 7);
    break;
  default:
    leda_text_addf(csv, "%d,%g\n", period, value);
    break;
  }
}

static const char *header_of(shape s) {
  return s == RATIO   ? "period,numerator,denominator\n"
         : s == JOINT ? "period,a,b\n"
                      : "period,value\n";
}

static char *series(leda_chart_type type, const double *values, size_t n) {
  leda_text csv = {0};
  leda_text_add(&csv, header_of(shape_of(type)));
  for (size_t i = 0; i < n; i++) add_period(&csv, shape_of(type), (int)i + 1, values[i]);
  return leda_text_take(&csv);
}

/* What comes of it. Small letters: an error that says this and names a line; what it says is in `errors`. */
enum {
  DRAWN = 'D',   /* limits at every value, and no warning but that of few points */
  BARE = 'B',    /* a run chart: never limits, never such a warning */
  CENTRE = 'C',  /* limits at the centre, no signals */
  NONE = 'N',    /* no limits, and a warning that says so */
  MISSING = 'M', /* drawn, the bad point as a gap */
};

static const struct {
  char letter;
  const char *message;
} errors[] = {
    {'z', "the denominator is 0, not above zero"},
    {'d', "the value has no denominator"},
    {'n', "needs a denominator, and the data have none"},
    {'a', "the numerator 60 is above the denominator 50"},
    {'g', "subgroups are of measured values, and these have denominators"},
    {'o', "needs several rows for a period, and each has one"},
    {'v', "looks at several variables, and there is one"},
    {'k', "is not a count"},
    {'t', "the time between events is -4, below zero"},
    {'e', "the series has no value at all"},
    {'f', "cannot be told from"},
    {'x', "a variable is constant, or others determine it"},
    {'r', "the numerator has no denominator"},
};

static bool warned(const leda_chart *chart, const char *part) {
  for (size_t i = 0; i < chart->warnings.n; i++)
    if (strstr(chart->warnings.items[i].what.message, part)) return true;
  return false;
}

static size_t limits_of(const leda_chart *chart) {
  size_t n = 0;
  for (size_t i = 0; i < chart->n; i++) n += isnan(chart->points[i].upper) ? 0 : 1;
  return n;
}

/* A CUSUM's limits stand in sigmas: without a sigma it has no sums. */
static bool is_bare(const leda_chart *chart) {
  if (chart->type != LEDA_CHART_CUSUM) return limits_of(chart) == 0;
  for (size_t i = 0; i < chart->n; i++)
    if (!isnan(chart->points[i].cusum_upper)) return false;
  return true;
}

static bool stands_at_centre(const leda_chart *chart) {
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (chart->type == LEDA_CHART_CUSUM) {
      if (point->cusum_upper != 0.0 || point->cusum_lower != 0.0) return false;
    } else if (!isnan(point->value) &&
               (fabs(point->upper - point->centre) > 1e-12 ||
                (!isnan(point->lower) && fabs(point->lower - point->centre) > 1e-12))) {
      return false;
    }
  }
  return chart->n_signals == 0;
}

static bool is_so(const made *m, char expected, size_t line) {
  for (size_t k = 0; k < sizeof errors / sizeof *errors; k++)
    if (errors[k].letter == expected)
      return m->status == LEDA_ERR_DATA && strstr(m->err.message, errors[k].message) &&
             strcmp(m->err.file, "t.csv") == 0 && m->err.line == line && m->err.hint[0];
  if (m->status) return false;
  const leda_chart *chart = &m->chart;
  bool whole = limits_of(chart) + chart->n_missing >= chart->n && !warned(chart, "no limits");
  switch (expected) {
  case BARE:
    return limits_of(chart) == 0 && chart->warnings.n == 0;
  case CENTRE:
    return whole && stands_at_centre(chart);
  case NONE:
    return is_bare(chart) && warned(chart, "no limits") && chart->n_signals == 0;
  case MISSING:
    return chart->n_missing >= 1 && isnan(chart->points[1].value) &&
           (whole || (chart->type == LEDA_CHART_RUN && limits_of(chart) == 0));
  default:
    return whole && (chart->n < 12) == warned(chart, "fewer than 12");
  }
}

static void check(leda_chart_type type, const char *csv, char expected, size_t line) {
  made m = make(type, csv);
  if (!is_so(&m, expected, line))
    fail_msg("%s is not '%c' (line %zu) but status %d, line %zu: %s; for\n%s",
             leda_chart_type_token(type), expected, line, (int)m.status, m.err.line, m.err.message,
             csv);
  clear(&m);
}

/* Types in the order of leda_chart_type:
   auto run i mr  p u c np  pp up ip  g t  ewma cusum ma  xbar-r xbar-s r s  t2 */
static const struct {
  const char *csv;
  const char *expected;
  size_t line; /* of an error about the bad row; others stand at line 2 */
} tables[] = {
    /* a denominator of 0 */
    {"period,numerator,denominator\n1,3,50\n2,4,0\n3,5,50\n4,3,50\n", "zzzz zzDz zzz DD zzz gggg v",
     3},
    /* one that is marked as not known */
    {"period,numerator,denominator\n1,3,50\n2,4,..\n3,5,50\n4,3,50\n",
     "MMMM MMMM MMM MM MMM gggg v", 0},
    /* an empty one */
    {"period,numerator,denominator\n1,3,50\n2,4,\n3,5,50\n4,3,50\n", "rrrr rrrr rrr rr rrr rrrr r",
     3},
    /* the same beside a column of values */
    {"period,value,denominator\n1,3,50\n2,4,\n3,5,50\n4,3,50\n", "dddd ddDd ddd DD ddd gggg v", 3},
    /* a numerator above its denominator */
    {"period,numerator,denominator\n1,3,50\n2,60,50\n3,5,50\n4,3,50\n",
     "DBDD aDDa aDD DD DDD gggg v", 3},
    /* no denominators at all */
    {"period,value\n1,3\n2,4\n3,5\n", "DBDD nnDn nnn DD DDD oooo v", 0},
    /* both cells empty: nothing was measured */
    {"period,numerator,denominator\n1,3,50\n2,,\n3,5,50\n4,3,50\n", "MMMM MMMM MMM MM MMM gggg v",
     0},
    /* nothing but missing values */
    {"period,numerator,denominator\n1,,\n2,..,\n3,NA,..\n", "eeee eeee eee ee eee eeee v", 0},
    {"period,value\n1,\n2,..\n3,NA\n", "eeee eeee eee ee eee eeee v", 0},
};

/* The letter of a type; spaces only part the kinds of chart. */
static char letter_of(const char *expected, int type) {
  for (; *expected == ' ' || type > 0; expected++) type -= *expected != ' ';
  return *expected;
}

static bool about_whole(char letter) { return strchr("ngove", letter) != NULL; }

static void test_tables(void **state) {
  (void)state;
  for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
    assert_int_equal(strlen(tables[k].expected), TYPES + 6);
    for (int t = 0; t < TYPES; t++) {
      char expected = letter_of(tables[k].expected, t);
      check((leda_chart_type)t, tables[k].csv, expected,
            about_whole(expected) ? 2 : tables[k].line);
    }
  }
}

/* The empty cell is the one that the error points to. */
static void test_empty_denominator_is_located(void **state) {
  (void)state;
  made m = make(LEDA_CHART_P, "period,numerator,denominator\n1,3,50\n2,4,\n");
  assert_int_equal(m.err.line, 3);
  assert_int_equal(m.err.field, 3);
  clear(&m);
  m = make(LEDA_CHART_P, "period,numerator,denominator\n1,3,50\n2,4\n");
  assert_int_equal(m.err.line, 3);
  assert_int_equal(m.err.field, 3);
  clear(&m);
}

static const struct {
  double values[14];
  size_t n;
  const char *expected;
  size_t row; /* of the value that an error is about */
} numbers[] = {
    {{5, 7, 4, 6, 5, 7, 8, 5, 3, 4, 6, 7, 5, 4}, 14, "DBDD DDDD DDD DD DDD DDDD D", 0},
    /* constant; pp, up and ip learn their spread from the data, p, u, c, np and g from their model */
    {{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, 14, "CBCC DDDD CCC DC CCC CCCC x", 0},
    /* below zero */
    {{5, 7, -4, 6, 5, 7, 8, 5, 3, 4, 6, 7, 5, 4}, 14, "DBDD kkkk kkD kt DDD DDDD D", 3},
    /* a fraction */
    {{5, 7, 4.5, 6, 5, 7, 8, 5, 3, 4, 6, 7, 5, 4}, 14, "DBDD kkkk kkD kD DDD DDDD D", 3},
    /* one to five points */
    {{5}, 1, "NBNN DDDD NNN DN NNN DDDD f", 0},
    {{5, 7}, 2, "DBDD DDDD DDD DD DDD DDDD f", 0},
    {{5, 7, 4}, 3, "DBDD DDDD DDD DD DDD DDDD N", 0},
    {{5, 7, 4, 6}, 4, "DBDD DDDD DDD DD DDD DDDD D", 0},
    {{5, 7, 4, 6, 5}, 5, "DBDD DDDD DDD DD DDD DDDD D", 0},
};

static void test_numbers(void **state) {
  (void)state;
  for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
    assert_int_equal(strlen(numbers[k].expected), TYPES + 6);
    for (int t = 0; t < TYPES; t++) {
      char *csv = series((leda_chart_type)t, numbers[k].values, numbers[k].n);
      char expected = letter_of(numbers[k].expected, t);
      bool row = expected == 'k' || expected == 't';
      check((leda_chart_type)t, csv, expected, row ? numbers[k].row + 1 : 2);
      leda_free(csv);
    }
  }
}

/* A month is missing after the second value: the line breaks there, no range is taken across, and a rule's points may lie
   on both sides of it. */
static void test_gaps(void **state) {
  (void)state;
  for (int t = LEDA_CHART_RUN; t <= LEDA_CHART_MA; t++) {
    bool ratio = shape_of((leda_chart_type)t) == RATIO;
    made m = make((leda_chart_type)t,
                  ratio ? "period,numerator,denominator\n2014-01,5,50\n2014-02,7,50\n"
                          "2014-04,40,50\n2014-05,42,50\n"
                        : "period,value\n2014-01,5\n2014-02,7\n2014-04,40\n2014-05,42\n");
    assert_int_equal(m.status, LEDA_OK);
    assert_int_equal(m.chart.n, 4); /* no point is made up */
    assert_true(m.chart.points[2].gap_before);
    assert_false(m.chart.points[1].gap_before);
    /* Both ranges are 2: sigma is 2 / d2, as if 33 had not been. */
    if (t == LEDA_CHART_I) assert_near(m.chart.phases[0].sigma, sqrt(acos(-1.0)), 1e-14);
    if (t == LEDA_CHART_MR) assert_true(isnan(m.chart.points[2].value));
    clear(&m);
  }
}

/* Five of fourteen values lie on the median: they are no part of the runs analysis, and break no run there. */
static void test_ties_on_the_centre(void **state) {
  (void)state;
  static const double ties[14] = {5, 7, 5, 6, 5, 4, 4, 3, 5, 5, 6, 3, 7, 4};
  for (int t = 0; t < TYPES; t++) {
    char *csv = series((leda_chart_type)t, ties, 14);
    made m = make((leda_chart_type)t, csv);
    assert_int_equal(m.status, LEDA_OK);
    size_t useful = 0;
    for (size_t i = 0; i < m.chart.n; i++)
      useful += fabs(m.chart.points[i].value - m.chart.points[i].centre) > 1e-9;
    if (m.chart.n_runs > 0) assert_int_equal(m.chart.runs[0].useful, useful);
    if (t == LEDA_CHART_RUN) {
      assert_int_equal(useful, 9);
      assert_int_equal(m.chart.runs[0].longest_run, 3); /* 4, 4, 3 */
      assert_int_equal(m.chart.runs[0].crossings, 5);   /* 7 6 | 4 4 3 | 6 | 3 | 7 | 4 */
    }
    leda_free(csv);
    clear(&m);
  }
}

/* Eighteen values on one side, then as many on the other: types whose points are ranges, or share values with their
   neighbours, have no runs analysis and no signal but a point beyond a limit, whatever sets are chosen. */
static void test_rules_never_run_on_ranges(void **state) {
  (void)state;
  for (int t = 0; t < TYPES; t++) {
    double values[36];
    for (int i = 0; i < 36; i++) values[i] = (i < 18 ? 20 : 30) + i % 3;
    char *csv = series((leda_chart_type)t, values, 36);
    made m = make((leda_chart_type)t, csv);
    assert_int_equal(m.status, LEDA_OK);
    bool never = t == LEDA_CHART_MR || t == LEDA_CHART_R || t == LEDA_CHART_S ||
                 t == LEDA_CHART_EWMA || t == LEDA_CHART_CUSUM || t == LEDA_CHART_MA ||
                 t == LEDA_CHART_T2;
    unsigned seen = 0;
    for (size_t i = 0; i < m.chart.n; i++) seen |= m.chart.points[i].signals;
    unsigned patterns = seen & ~(unsigned)LEDA_SIGNAL_BEYOND_LIMITS;
    if (never != (patterns == 0))
      fail_msg("%s: %x", leda_chart_type_token((leda_chart_type)t), seen);
    assert_int_equal(m.chart.n_runs, never ? 0 : 1);
    leda_free(csv);
    clear(&m);
  }
}

/* Five high values before the phase and five after it, both above their centre: ten in a row, but no run of eight or nine;
   without the phase there is one. */
static void test_rules_restart_at_each_phase(void **state) {
  (void)state;
  static const double one_side[20] = {4, 3, 4, 3, 4, 9, 8, 9, 8, 9, 9, 8, 9, 8, 9, 4, 3, 4, 3, 4};
  static const leda_chart_type tried[] = {
      LEDA_CHART_RUN, LEDA_CHART_I,  LEDA_CHART_P,  LEDA_CHART_U, LEDA_CHART_C, LEDA_CHART_NP,
      LEDA_CHART_PP,  LEDA_CHART_UP, LEDA_CHART_IP, LEDA_CHART_G, LEDA_CHART_T, LEDA_CHART_XBAR_S};
  leda_phase_choice phase = {.period = {LEDA_PERIOD_NUMBER, 11}, .label = ""};
  for (size_t k = 0; k < sizeof tried / sizeof *tried; k++) {
    char *csv = series(tried[k], one_side, 20);
    leda_panel panel;
    leda_error err = leda_error_none();
    leda_bytes source = {"t.csv", csv, strlen(csv)};
    leda_read_options reading = leda_chart_reading(tried[k]);
    assert_int_equal(leda_panel_read_memory(&panel, source, &reading, NULL, &err), LEDA_OK);
    leda_chart_options options = leda_chart_options_default();
    options.type = tried[k];
    options.rules = LEDA_RULES_ALL;
    options.phases = &phase;
    for (size_t phases = 0; phases <= 1; phases++) {
      leda_chart chart;
      options.n_phases = phases;
      assert_int_equal(leda_chart_run(&chart, &panel, panel.series, &options, &err), LEDA_OK);
      unsigned seen = 0;
      for (size_t i = 0; i < chart.n; i++) seen |= chart.points[i].signals;
      bool run = seen & (LEDA_SIGNAL_RUN | LEDA_SIGNAL_LONG_RUN);
      bool zones = leda_chart_kind_of(tried[k])->zones;
      if (zones || phases == 1) assert_int_equal(run, phases == 0);
      assert_int_equal(chart.n_runs, phases + 1);
      leda_chart_clear(&chart);
    }
    leda_panel_clear(&panel);
    leda_free(csv);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tables),
      cmocka_unit_test(test_empty_denominator_is_located),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_gaps),
      cmocka_unit_test(test_ties_on_the_centre),
      cmocka_unit_test(test_rules_never_run_on_ranges),
      cmocka_unit_test(test_rules_restart_at_each_phase),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
