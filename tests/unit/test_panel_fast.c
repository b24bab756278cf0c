/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parallel reader and the serial one give the same panel to the last byte, and the same notices
   and errors, whatever the threads and wherever the chunks end. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "tests/support/panel_text.h"

static const int thread_counts[] = {1, 2, 3, 8};
static const size_t chunk_sizes[] = {16, 64, 65, 257, 1000, 40000};

static void assert_same_series(const leda_series *a, const leda_series *b) {
  assert_string_equal(a->indicator, b->indicator);
  assert_string_equal(a->unit, b->unit);
  assert_string_equal(a->unit_name, b->unit_name);
  assert_string_equal(a->group, b->group);
  assert_int_equal(a->n, b->n);
  assert_memory_equal(a->observations, b->observations, a->n * sizeof *a->observations);
}

static void assert_same_messages(const leda_messages *a, const leda_messages *b) {
  assert_int_equal(a->n, b->n);
  assert_int_equal(a->errors, b->errors);
  for (size_t i = 0; i < a->n; i++) {
    assert_string_equal(a->items[i].what.message, b->items[i].what.message);
    assert_int_equal(a->items[i].what.line, b->items[i].what.line);
    assert_int_equal(a->items[i].what.field, b->items[i].what.field);
  }
}

static void assert_same(const leda_test_panel *a, const leda_test_panel *b) {
  assert_int_equal(a->status, b->status);
  assert_string_equal(a->err.message, b->err.message);
  assert_int_equal(a->err.line, b->err.line);
  assert_same_messages(&a->log, &b->log);
  assert_int_equal(a->panel.n, b->panel.n);
  assert_int_equal(a->panel.n_series, b->panel.n_series);
  assert_int_equal(a->panel.n_units, b->panel.n_units);
  assert_int_equal(a->panel.n_indicators, b->panel.n_indicators);
  assert_int_equal(a->panel.n_missing, b->panel.n_missing);
  assert_int_equal(a->panel.n_censored, b->panel.n_censored);
  assert_int_equal(a->panel.calendar.kind, b->panel.calendar.kind);
  assert_int_equal(a->panel.calendar.spacing, b->panel.calendar.spacing);
  assert_int_equal(a->panel.has_denominator, b->panel.has_denominator);
  assert_int_equal(a->panel.has_numerator, b->panel.has_numerator);
  for (size_t i = 0; i < a->panel.n_series; i++)
    assert_same_series(&a->panel.series[i], &b->panel.series[i]);
}

static void assert_any_way(const char *csv, size_t length, leda_read_options options) {
  options.threads = 0;
  leda_test_panel serial = leda_test_read_n(csv, length, &options);
  for (size_t t = 0; t < sizeof thread_counts / sizeof thread_counts[0]; t++)
    for (size_t c = 0; c < sizeof chunk_sizes / sizeof chunk_sizes[0]; c++) {
      if (length / chunk_sizes[c] > 100 && t != c % 2) continue; /* time */
      options.threads = thread_counts[t];
      options.chunk = chunk_sizes[c];
      leda_test_panel fast = leda_test_read_n(csv, length, &options);
      assert_same(&serial, &fast);
      leda_test_panel_clear(&fast);
    }
  leda_test_panel_clear(&serial);
}

static void assert_text(const char *csv, leda_read_options options) {
  assert_any_way(csv, strlen(csv), options);
}

/* ---- by hand ---- */

static void small_tables_of_every_kind(void **state) {
  (void)state;
  static const char *const tables[] = {
      "unit,year,value\nx,2014,1\ny,2014,2\n",
      "unit,year,value\r\nx,2014,1\r\n\r\ny,2014,2\r\n\r\n",
      "unit,year,value\nx,2014,1\n\n\n   \ny,2014,2",
      "\xEF\xBB\xBFunit;year;value\nx;2014;1,5\ny;2014;-2,25\n;;\nz;2014;..\n",
      "unit,year,value\n\"x, \"\"y\"\"\nz\",2014,1\nå,2015,2\n\"\n\n\",2016,3\nx,2017,4\n",
      "unit,year,value\n\"x\",2014,1\n\"\"\"\",2015,2\n\"a\",2016,\"3\"\n",
      "unit,unit_name,year,value\n1,b,2014,1\n1,a,2015,2\n1,,2016,3\n1,c,2017,4\n",
      "unit,year,value\n x ,2014, 1\n y ,\t2014 ,2 \n",
      "unit,year,value\n\xC2\xA0x\xC2\xA0,2014,1\u00A0000\nx,2015,−5\n",
      "Title\n\nunit;year;value\nx;2014;1e3\nx;2015;~100\nx;2016;<5\nx;2017;x\n",
      "year\tvalue\n2014\t1\n2015\t\n2016\t3\n",
      "period,value\n2014-01-31,1\n2014-02-28,2\n2014-03-31,3\n",
      "kommun,tid,täljare,nämnare\na,2014-05,1,10\na,2014-06,2,\na,2014-07,~3,30\na,2014-08,4,x\n",
      "unit,year,value,n\nx,2014,1.5,10\nx,2015,,10\nx,2016,2.5,\n",
      "unit,year,value\nx,2014,1,,\nx,2015,2\nx,2016\n",
      "unit,year,value\nx,2014,12345678901234567890\nx,2015,0.1234567890123456789\nx,2016,-0\n",
      "year,value\n2014,1\n",
      "year,value\n",
      "year,value",
      "unit,\"year\n\",value\nx,2014,1\n",
      "",
  };
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    assert_text(tables[i], (leda_read_options){0});
}

/* What the parallel reader does not know, the serial one tells: the same in every case. */
static void errors_are_the_same(void **state) {
  (void)state;
  static const char *const tables[] = {
      "unit,year,value\nx,2014,1\nx,2015,abc\nx,2016,2\ny,,\nz,2014,1\n",
      "unit,year,value\nx,2014,1\nx,2014,2\n",
      "unit,year,value\nx,2014,1\nx,2015,\"2\nx,2016,2\n",
      "unit,year,value\nx,2014,1\nx\"y,2015,2\n\"x\"z,2016,2\n",
      "unit;year;value\nx;2014;1,5\nx;2015;1.5\n",
      "unit,year,value\nx,2014,1\nx,2014-05,2\n",
      "unit,year,value\nx,2014,1\nx,17,2\n",
      "unit,year,value\nx,2014,1\nx,2015,1,2\n",
      "unit,year,value\nx,2014,1\n,2015,1\n",
      "unit,year,value\nx,2014,1\nx,2015,1e999\n",
      "unit,year,value\nx,2014,1\n\xE5,2015,1\n",
      "unit,year,value\n\xC3\xA5,2014,1\n\xE5,2015,1\n",
      "unit,year,value\rx,2014,1\ry,2015,1\r",
      "unit,year,value\nx,2014,1\ry,2015,1\nz,2016,b\n",
      "unit,year,value\n\"x\ry\",2014,1\ny,2015,c\n",
      "unit,year,value\nx,2014,1\nx,2015,2\nNote: see above\nand here,,\n",
      "unit,year,value\nx,2014,1\n\"\",,\n\"a,\",,\nz,2015,1\n",
      "unit,år,månad,value\nx,2014,maj,1\nx,2014,juni,2\n",
      "unit,flow\nx,2014\n",
      "unit,year,numerator,denominator\nx,2014,1,2\nx,2015,3,\nx,2016,2\nx,2017,..,\n",
      "unit,year,value\nx,2014,99999999999999999999999999999999999999999999999999999999999999999\n",
  };
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
    assert_text(tables[i], (leda_read_options){0});
  static const char nul[] = "unit,year,value\nx,2014,1\nx\0y,2015,2\n";
  assert_any_way(nul, sizeof nul - 1, (leda_read_options){0});
}

static void options_are_obeyed(void **state) {
  (void)state;
  leda_column_choice wide[] = {{LEDA_ROLE_VALUE, "b"}, {LEDA_ROLE_VALUE, "a"}};
  leda_filter filters[] = {{"kommun", "Väs"}, {"kommun", "Öst"}, {"kpi", "N1"}};
  leda_read_options options = {.columns = wide, .n_columns = 2};
  static const char table[] = "kpi;kommun;date;a;b\nN1;Väs;2014-01-01;1,5;~5\n"
                              "N1;Väs;2014-02-01;;3\nN1;Öst;2014-02-01;2;3\n;;;;;\n"
                              "N2;Väs;fel;2;3\nN1;Syd;2014-03-01;zzz;3\n";
  assert_text(table, options);
  options.filters = filters;
  options.n_filters = 3;
  assert_text(table, options);
  options.n_filters = 1;
  assert_text(table, options);
  assert_text("unit,a,b\nx,1,2\ny,,\nz,3,4\n",
              (leda_read_options){.columns = wide, .n_columns = 2, .period_optional = true});
  assert_text("unit,value\nx,1\ny,2\n", (leda_read_options){.period_optional = true});
  assert_text("unit,year,value\nx,2014,3\nx,2014,1\nx,2014,\nx,2013,2\n",
              (leda_read_options){.allow_repeats = true});
}

/* ---- drawn by lot ---- */

/* Knuth's MMIX generator. */
static uint32_t draw(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(*state >> 33);
}

typedef struct {
  uint64_t seed;
  bool crlf, quotes, blanks, oddities, shuffled;
} flavour;

static void add_unit(leda_text *csv, const flavour *f, uint32_t unit, uint64_t *seed) {
  static const char *const inside[] = {"", ", ", "\n", "\r\n", "\"\"", " å ", "\n\n"};
  if (f->quotes && draw(seed) % 3 == 0)
    leda_text_addf(csv, "\"enhet %u%s\"", unit, inside[unit % 7]);
  else
    leda_text_addf(csv, f->quotes ? "enhet %u" : "%05u", unit);
}

static void add_value(leda_text *csv, const flavour *f, uint64_t *seed) {
  static const char *const odd[] = {"..", "", "~100", "1e3", "-0", "−7", "x", "12 345"};
  uint32_t kind = draw(seed) % 20;
  if (f->oddities && kind < 8)
    leda_text_add(csv, odd[kind]);
  else
    leda_text_addf(csv, "%d.%02u", (int)(draw(seed) % 20001) - 10000, draw(seed) % 100);
}

static void add_table(leda_text *csv, const flavour *f) {
  enum { UNITS = 23, PERIODS = 19 };
  const char *end = f->crlf ? "\r\n" : "\n";
  uint64_t seed = f->seed;
  uint32_t order[UNITS * PERIODS], n = UNITS * PERIODS;
  for (uint32_t i = 0; i < n; i++) order[i] = i;
  for (uint32_t i = n - 1; f->shuffled && i > 0; i--) {
    uint32_t k = draw(&seed) % (i + 1), moved = order[i];
    order[i] = order[k];
    order[k] = moved;
  }
  leda_text_addf(csv, "unit,indicator,period,value%s", end);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t period = order[i] % PERIODS;
    add_unit(csv, f, order[i] / PERIODS, &seed);
    leda_text_addf(csv, ",k%u,%u-%02u,", order[i] / PERIODS % 3, 2000 + period / 12,
                   period % 12 + 1);
    add_value(csv, f, &seed);
    leda_text_add(csv, i + 1 < n || f->blanks ? end : "");
    if (f->blanks && draw(&seed) % 9 == 0)
      leda_text_addf(csv, "%s", draw(&seed) % 2 ? end : ",,,\n");
  }
}

static void generated_tables(void **state) {
  (void)state;
  for (unsigned bits = 0; bits < 32; bits++) {
    flavour f = {bits + 1,        (bits & 1) != 0, (bits & 2) != 0,
                 (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0};
    leda_text csv = {0};
    add_table(&csv, &f);
    assert_any_way(csv.data, csv.length, (leda_read_options){0});
    leda_text_clear(&csv);
  }
}

/* ---- rows that are like the one before ---- */

/* Such rows are not taken apart but compared with the one before (fast_alike.h), those with quotes go through
   libcsv: so a table in good order, of which a few bytes at any place are exchanged, left out or put
   in, must still be what the serial reader, which is all libcsv, makes of it. */
static void change_bytes(leda_text *csv, uint64_t *seed) {
  static const char *const pieces[] = {
      "\"",    "\"\"", ",",  ",,",   ";",       "\r",    "\n",       "\r\n",         "\n\n",
      " ",     "\t",   ".",  "-",    "0",       "x",     "\xC2\xA0", "\xEF\xBB\xBF", "\xE5",
      "å",     "..",   "~",  "2001", "7",       "\"a\"", "\"\n\"",   ",5\r\n",       "1.5,",
      "(1.5)", "e3",   "<5", "|",    "\n,,,\n", "",
  };
  const size_t n_pieces = sizeof pieces / sizeof pieces[0];
  for (uint32_t k = 0, n = 1 + draw(seed) % 3; k < n; k++) {
    leda_text changed = {0};
    size_t at = 30 + draw(seed) % (csv->length - 30), cut = draw(seed) % 3;
    if (at + cut > csv->length) cut = csv->length - at;
    leda_text_add_n(&changed, csv->data, at);
    leda_text_add(&changed, pieces[draw(seed) % n_pieces]);
    if (draw(seed) % 40 == 0) leda_text_add_n(&changed, "\0", 1);
    leda_text_add_n(&changed, csv->data + at + cut, csv->length - at - cut);
    leda_text_clear(csv);
    *csv = changed;
  }
}

static void add_even_table(leda_text *csv, uint64_t *seed, const char *end) {
  static const char *const years[] = {"20%02u", "20%02u-07", "20%02u-07-01", "20%02uQ3"};
  const char *year = years[draw(seed) % 4], *tail = draw(seed) % 2 ? ",n" : "";
  bool last = draw(seed) % 3 == 0;
  leda_text_addf(csv, "unit,indicator,period,value%s%s", tail[0] ? ",note" : "", end);
  for (uint32_t i = 0; i < 60; i++) {
    char period[32];
    snprintf(period, sizeof period, "%.2s%02u%s", year, i % 15, year + 6);
    leda_text_addf(csv, "%04u,k%u,%s,%u.%u%s%s", i / 15, i / 30, period, draw(seed) % 1000,
                   draw(seed) % 100, tail, last && i == 59 ? "" : end);
  }
}

static void changed_bytes(void **state) {
  (void)state;
  uint64_t seed = 11;
  for (unsigned k = 0; k < 800; k++) {
    leda_text csv = {0};
    leda_read_options options = {.threads = 2, .chunk = k % 2 ? 300 : 100000};
    add_even_table(&csv, &seed, k % 3 ? "\n" : "\r\n");
    change_bytes(&csv, &seed);
    leda_test_panel fast = leda_test_read_n(csv.data, csv.length, &options);
    options.threads = 0;
    leda_test_panel serial = leda_test_read_n(csv.data, csv.length, &options);
    assert_same(&serial, &fast);
    leda_test_panel_clear(&serial);
    leda_test_panel_clear(&fast);
    leda_text_clear(&csv);
  }
}

/* Enough to be parted into stretches: short series, long ones, repeated periods, and one series that
   is longer than a stretch. The order is checked against what every value says
   of itself. */
static void assert_sorted(const leda_panel *panel) {
  for (size_t i = 0; i < panel->n_series; i++) {
    const leda_series *s = &panel->series[i];
    assert_ptr_equal(s->observations, i ? s[-1].observations + s[-1].n : panel->observations);
    for (size_t k = 0; k < s->n; k++) {
      const leda_observation *o = &s->observations[k];
      assert_int_equal(o->series, i);
      assert_true(o->value == 1000.0 * atoi(s->unit) + o->period);
      if (k == 0) continue;
      assert_true(o[-1].period < o->period || (o[-1].period == o->period && o[-1].line < o->line));
    }
  }
}

static void large_panels(void **state) {
  (void)state;
  static const struct {
    uint32_t periods, large;
  } shapes[] = {{20, 0}, {63, 0}, {64, 0}, {65, 0}, {300, 0}, {40000, 0}, {25, 40000}};
  for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
    leda_text csv = {0};
    uint64_t seed = i + 1;
    enum { ROWS = 100000 };
    leda_text_add(&csv, "unit,period,value\n");
    for (uint32_t k = 0; k < ROWS; k++) {
      uint32_t p = shapes[i].periods, at = (uint32_t)((k * UINT64_C(48271)) % ROWS), u = at / p;
      if (k < shapes[i].large) u = 7;
      uint32_t period = k < shapes[i].large ? k : 100000 + at % p;
      leda_text_addf(&csv, "%u,%u,%llu\n", u, period, 1000ULL * u + period);
      if (i == 3 && draw(&seed) % 50 == 0)
        leda_text_addf(&csv, "%u,%u,%llu\n", u, period, 1000ULL * u + period);
    }
    leda_read_options options = {.allow_repeats = i == 3};
    leda_test_panel serial = leda_test_read_n(csv.data, csv.length, &options);
    assert_int_equal(serial.status, LEDA_OK);
    assert_true(i == 3 ? serial.panel.n > ROWS : serial.panel.n == ROWS);
    assert_sorted(&serial.panel);
    for (size_t t = 0; t < sizeof thread_counts / sizeof thread_counts[0]; t++) {
      options.threads = thread_counts[t];
      leda_test_panel fast = leda_test_read_n(csv.data, csv.length, &options);
      assert_same(&serial, &fast);
      leda_test_panel_clear(&fast);
    }
    leda_test_panel_clear(&serial);
    leda_text_clear(&csv);
  }
}

/* ---- files ---- */

static int count_calls(uint64_t done, uint64_t total, void *data) {
  uint64_t *seen = data;
  seen[0]++;
  seen[1] = done;
  return done > total; /* never more than there is */
}

static int cancel_second(uint64_t done, uint64_t total, void *data) {
  (void)done;
  (void)total;
  return ++*(int *)data > 1;
}

static void files_and_progress(void **state) {
  (void)state;
  char path[] = "/tmp/leda-fast-XXXXXX";
  flavour f = {.seed = 5, .quotes = true, .shuffled = true};
  leda_text csv = {0};
  leda_error err = leda_error_none();
  leda_panel panel;
  add_table(&csv, &f);
  close(mkstemp(path));
  assert_int_equal(leda_file_write(path, csv.data, csv.length, &err), LEDA_OK);
  const char *paths[] = {path};
  uint64_t seen[2] = {0, 0};
  leda_read_options options = {.threads = 2, .chunk = 500, .progress = {count_calls, seen}};
  assert_int_equal(leda_panel_read(&panel, (leda_paths){paths, 1}, &options, NULL, &err), LEDA_OK);
  leda_test_panel serial = leda_test_read_n(csv.data, csv.length, NULL);
  char *text = leda_test_panel_text(&panel);
  assert_string_equal(text, serial.text);
  assert_true(seen[1] <= csv.length); /* a busy machine may leave the first thread without work */
  leda_free(text);
  leda_panel_clear(&panel);
  leda_test_panel_clear(&serial);
  int calls = 0;
  options = (leda_read_options){.threads = 1, .chunk = 500, .progress = {cancel_second, &calls}};
  assert_int_equal(leda_panel_read(&panel, (leda_paths){paths, 1}, &options, NULL, &err),
                   LEDA_ERR_CANCELLED);
  assert_int_equal(panel.n, 0);
  assert_int_equal(calls, 2);
  unlink(path);
  leda_text_clear(&csv);
}

/* Memory may run out at any point of the calling thread: then the serial reader takes over or says
   so, and nothing is left behind (the leak check of the sanitizers). */
static void memory_may_run_out(void **state) {
  (void)state;
  static const char csv[] = "unit,unit_name,year,value\nx,å,2014,1\n\"y\",b,2015,2\nx,c,2016,3\n";
  leda_read_options options = {.threads = 2, .chunk = 16};
  for (long k = 0;; k++) {
    leda_memory_fail_after(k);
    leda_panel panel;
    leda_error err = leda_error_none();
    leda_bytes bytes = {"t.csv", csv, sizeof csv - 1};
    leda_status status = leda_panel_read_memory(&panel, bytes, &options, NULL, &err);
    leda_memory_fail_after(-1);
    assert_true(status == LEDA_OK || status == LEDA_ERR_MEMORY);
    if (status == LEDA_OK) assert_int_equal(panel.n, 3);
    leda_panel_clear(&panel);
    if (status == LEDA_OK && k > 200) break;
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(small_tables_of_every_kind),
      cmocka_unit_test(errors_are_the_same),
      cmocka_unit_test(options_are_obeyed),
      cmocka_unit_test(generated_tables),
      cmocka_unit_test(changed_bytes),
      cmocka_unit_test(large_panels),
      cmocka_unit_test(files_and_progress),
      cmocka_unit_test(memory_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
