/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of waves: in time where all are periods that do not overlap, else as the user says. */
#include <stdlib.h>
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/period.h"
#include "engine/data/survey_reader.h"
#include "engine/data/survey_words.h"

/* A wave and the days it covers; for whole numbers the number itself. */
typedef struct {
  uint32_t name;
  bool is_period;
  bool is_number;
  int64_t first, last;
} wave;

/* First day of a month counted as in leda_period: 12 * year + (month - 1). */
static int64_t month_day(int64_t month) {
  return leda_date_to_ordinal((int)(month / 12), (int)(month % 12) + 1, 1);
}

static void set_months(wave *w, int64_t first, int months) {
  w->first = month_day(first);
  w->last = month_day(first + months) - 1;
}

static void set_days(wave *w, leda_period period) {
  int64_t ordinal = period.ordinal;
  switch (period.kind) {
  case LEDA_PERIOD_YEAR:
    set_months(w, 12 * ordinal, 12);
    break;
  case LEDA_PERIOD_SCHOOL_YEAR: /* autumn term to spring term */
    set_months(w, 12 * ordinal + 6, 12);
    break;
  case LEDA_PERIOD_TERTIAL:
    set_months(w, 4 * ordinal, 4);
    break;
  case LEDA_PERIOD_QUARTER:
    set_months(w, 3 * ordinal, 3);
    break;
  case LEDA_PERIOD_MONTH:
    set_months(w, ordinal, 1);
    break;
  case LEDA_PERIOD_WEEK: /* weeks count from Monday 1970-01-05 */
    w->first = 7 * ordinal + 4;
    w->last = w->first + 6;
    break;
  default:
    w->first = w->last = ordinal;
    break;
  }
}

static wave describe(const leda_survey_reader *reader, uint32_t name) {
  leda_period period;
  wave w = {.name = name};
  w.is_period = leda_period_parse(leda_names_text(reader->names, name), &period);
  if (!w.is_period) return w;
  w.is_number = period.kind == LEDA_PERIOD_NUMBER;
  set_days(&w, period);
  return w;
}

static int by_time(const void *a, const void *b) {
  const wave *left = a, *right = b;
  if (left->first != right->first) return left->first < right->first ? -1 : 1;
  return (left->last > right->last) - (left->last < right->last);
}

/* ---- collecting ---- */

#define MOST_WAVES 100

static leda_status complain_many(leda_survey_reader *reader) {
  leda_complain(&reader->complaints, leda_survey_place(reader, 0, LEDA_SURVEY_NONE),
                _("there are more than %d different waves"), MOST_WAVES);
  leda_complain_hint(&reader->complaints, "%s",
                     _("is another column the wave? Say so with --column wave=NAME"));
  return LEDA_ERR_DATA;
}

typedef struct {
  wave *items;
  size_t n;
} wave_list;

static bool has(const wave_list *list, uint32_t name) {
  for (size_t i = 0; i < list->n; i++)
    if (list->items[i].name == name) return true;
  return false;
}

/* The different waves of all respondents. A questionnaire is answered in a handful of waves: many are a
   column of something else, and what compares waves would never come to an end. */
static leda_status collect(leda_survey_reader *reader, wave_list *list, leda_error *err) {
  const leda_survey *survey = &reader->survey;
  uint32_t last = LEDA_NAMES_NONE;
  for (size_t i = 0; i < survey->n; i++) {
    uint32_t name = (uint32_t)survey->respondents[i].wave;
    if (name == last || has(list, name)) continue;
    if (list->n == MOST_WAVES) return complain_many(reader);
    wave *grown = leda_realloc_array(list->items, list->n + 1, sizeof *grown);
    if (!grown) return leda_fail_memory(err);
    list->items = grown;
    list->items[list->n++] = describe(reader, name);
    last = name;
  }
  return LEDA_OK;
}

static void list_names(const leda_survey_reader *reader, const wave_list *list, leda_text *text) {
  for (size_t i = 0; i < list->n && i < 20; i++)
    leda_text_addf(text, "%s%s", i > 0 ? ", " : "",
                   leda_show(leda_names_text(reader->names, list->items[i].name)).text);
  if (list->n > 20) leda_text_add(text, ", ...");
}

/* ---- ordering ---- */

static void complain_order(leda_survey_reader *reader, const char *a, const char *b) {
  leda_complaints *complaints = &reader->complaints;
  leda_place place = leda_survey_place(reader, 0, LEDA_SURVEY_NONE);
  if (b)
    leda_complain(complaints, place, _("the waves %s and %s cannot be put in order of time"),
                  leda_show(a).text, leda_show(b).text);
  else
    leda_complain(complaints, place, _("the wave '%s' is no period, so the order is not known"),
                  leda_show(a).text);
  leda_complain_hint(complaints, "%s", _("say the order with --waves FIRST,SECOND"));
}

static void sort_by_time(leda_survey_reader *reader, wave_list *list) {
  if (list->n < 2) return;
  for (size_t i = 0; i < list->n; i++)
    if (!list->items[i].is_period) {
      complain_order(reader, leda_names_text(reader->names, list->items[i].name), NULL);
      return;
    }
  qsort(list->items, list->n, sizeof *list->items, by_time);
  for (size_t i = 1; i < list->n; i++) {
    const wave *before = &list->items[i - 1], *now = &list->items[i];
    if (before->is_number == now->is_number && before->last < now->first) continue;
    complain_order(reader, leda_names_text(reader->names, before->name),
                   leda_names_text(reader->names, now->name));
    return;
  }
}

/* The order that options.waves gives; each of them must be there. */
static void sort_by_choice(leda_survey_reader *reader, wave_list *list) {
  leda_text names = {0};
  list_names(reader, list, &names);
  for (size_t i = 0; i < reader->options->n_waves; i++) {
    size_t at = i;
    while (at < list->n && list->items[at].name != reader->waves_wanted[i]) at++;
    if (at < list->n) {
      wave found = list->items[at];
      list->items[at] = list->items[i];
      list->items[i] = found;
      continue;
    }
    leda_complain(&reader->complaints, leda_survey_place(reader, 0, LEDA_SURVEY_NONE),
                  _("there are no answers of wave %s"),
                  leda_show(leda_names_text(reader->names, reader->waves_wanted[i])).text);
    if (reader->other_wave.n > 0)
      leda_complain_hint(&reader->complaints, _("another wave in the file is %s"),
                         reader->other_wave.text.text);
    else
      leda_complain_hint(&reader->complaints, _("the waves are %s"), leda_text_str(&names));
    break;
  }
  leda_text_clear(&names);
}

static leda_status store(leda_survey_reader *reader, const wave_list *list, leda_error *err) {
  leda_survey *survey = &reader->survey;
  survey->waves = leda_calloc(list->n + 1, sizeof *survey->waves);
  if (!survey->waves) return leda_fail_memory(err);
  survey->n_waves = list->n;
  for (size_t w = 0; w < list->n; w++)
    survey->waves[w] = leda_names_text(reader->names, list->items[w].name);
  for (size_t i = 0; i < survey->n; i++) {
    size_t w = 0;
    while (w + 1 < list->n && list->items[w].name != survey->respondents[i].wave) w++;
    survey->respondents[i].wave = w;
  }
  return LEDA_OK;
}

leda_status leda_survey_order_waves(leda_survey_reader *reader, leda_error *err) {
  wave_list list = {0};
  leda_status status = collect(reader, &list, err);
  if (!status && reader->options->n_waves > 0)
    sort_by_choice(reader, &list);
  else if (!status)
    sort_by_time(reader, &list);
  if (!status) status = leda_complaints_status(&reader->complaints);
  if (!status) status = store(reader, &list, err);
  leda_free(list.items);
  return status;
}
