/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "engine/analysis/period_choice.h"
#include "engine/core/memory.h"
#include "engine/core/number.h"
#include "engine/output/chart_output.h"
#include "engine/output/chart_summary_output.h"
#include "engine/output/labels.h"

struct leda_chart_figure {
  leda_figure figure;
  leda_figure_point *points;
  double *second; /* CUSUM: the lower sum */
  double *targets;
  leda_figure_icon icons[2];
  double specs[2];
  leda_figure_mark *ticks;
  leda_figure_mark *phases;
  leda_figure_mark *changes;
  leda_figure_mark *notes;
  char **texts; /* every text that the marks and the figure point to */
  size_t n_texts;
  size_t capacity;
};

/* Keeps a finished text with the figure; "" and failed->true when memory runs out. */
static const char *keep(leda_chart_figure *f, leda_text *text, bool *failed) {
  char *string = leda_text_take(text);
  if (string && f->n_texts < f->capacity) {
    f->texts[f->n_texts++] = string;
    return string;
  }
  leda_free(string);
  *failed = true;
  return "";
}

static unsigned flags_of(leda_chart_type type, const leda_chart_point *point) {
  unsigned flags = 0;
  if (point->excluded) flags |= LEDA_POINT_EXCLUDED;
  if (point->baseline) flags |= LEDA_POINT_BASELINE;
  if (point->target_begins) flags |= LEDA_POINT_TARGET_BEGINS;
  if (point->gap_before) flags |= LEDA_POINT_BREAK_BEFORE;
  bool here = type != LEDA_CHART_CUSUM || point->cusum_upper > point->upper;
  if (here && point->signals & LEDA_SIGNAL_BEYOND_LIMITS) flags |= LEDA_POINT_BEYOND;
  if (point->signals & ~(unsigned)LEDA_SIGNAL_BEYOND_LIMITS) flags |= LEDA_POINT_RULE;
  return flags;
}

static void fill_points(const leda_chart *chart, leda_language language, leda_chart_figure *f,
                        bool *failed) {
  bool frozen = false;
  for (size_t k = 0; k < chart->n_phases; k++) frozen = frozen || chart->phases[k].frozen;
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    unsigned flags = flags_of(chart->type, point);
    bool cusum = chart->type == LEDA_CHART_CUSUM;
    f->second[i] = cusum ? point->cusum_lower : (double)NAN;
    f->targets[i] = cusum ? (double)NAN : point->target;  /* sums stand on another scale */
    if (!frozen) flags &= ~(unsigned)LEDA_POINT_BASELINE; /* nothing to set apart */
    f->points[i] = (leda_figure_point){.x = point->position,
                                       .value = cusum ? point->cusum_upper : point->value,
                                       .centre = point->centre,
                                       .lower = point->lower,
                                       .upper = point->upper,
                                       .warning_lower = point->warning_lower,
                                       .warning_upper = point->warning_upper,
                                       .phase = (int)point->phase,
                                       .flags = flags};
    leda_text label = {0};
    leda_period_label_short(point->period, language, &label);
    f->ticks[i] = (leda_figure_mark){point->position, keep(f, &label, failed)};
  }
}

/* Where a dated text stands on the axis: at the first point in its period or, `later` allowed, after
   it. NaN where no point is. */
static double place(const leda_chart *chart, leda_period period, bool later) {
  leda_ordinal_range range;
  if (leda_period_choice(period, chart->calendar.kind, &range, NULL)) return NAN;
  for (size_t i = 0; i < chart->n; i++) {
    const leda_chart_point *point = &chart->points[i];
    if (point->period.ordinal < range.from) continue;
    if (!later && point->period.ordinal > range.to) return NAN;
    return point->position;
  }
  return NAN;
}

static size_t fill_marks(const leda_chart *chart, const leda_dated_text *texts, size_t n,
                         bool later, leda_figure_mark *marks) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    double at = place(chart, texts[i].period, later);
    if (!isnan(at)) marks[kept++] = (leda_figure_mark){at, texts[i].text};
  }
  return kept;
}

static size_t fill_phases(const leda_chart *chart, leda_figure_mark *marks) {
  size_t kept = 0;
  for (size_t k = 0; k < chart->n_phases; k++) {
    if (!chart->phases[k].label[0]) continue;
    marks[kept++] =
        (leda_figure_mark){place(chart, chart->phases[k].first, false), chart->phases[k].label};
  }
  return kept;
}

static const char *caption(const leda_chart *chart, const leda_chart_figure_options *options,
                           leda_chart_figure *f, bool *failed) {
  leda_text text = {0}, first = {0}, last = {0};
  leda_period_label(chart->points[0].period, options->language, &first);
  leda_period_label(chart->points[chart->n - 1].period, options->language, &last);
  if (options->source) leda_text_addf(&text, "%s %s\n", _("Source:"), options->source);
  leda_text_addf(&text, _("Processing: leda %s. %zu values, %s to %s."), LEDA_VERSION,
                 chart->n - chart->n_missing, leda_text_str(&first), leda_text_str(&last));
  if (chart->n_false_alarms) leda_text_add(&text, "\n");
  leda_chart_false_alarm_caption(chart, options->language, &text);
  leda_text_clear(&first);
  leda_text_clear(&last);
  if (chart->rebasing.outcome == LEDA_REBASING_DONE) leda_text_add(&text, "\n");
  leda_chart_rebase_note(chart, options->language, &text);
  return keep(f, &text, failed);
}

static void fill_texts(const leda_chart *chart, const leda_chart_figure_options *options,
                       leda_chart_figure *f, bool *failed) {
  leda_text title = {0}, headline = {0}, sentence = {0}, alt = {0};
  leda_series_title(chart->series, &title);
  if (!title.length) leda_text_add(&title, options->source ? options->source : "");
  leda_chart_headline(chart, options->language, &headline);
  leda_chart_sentence(chart, options->language, &sentence);
  leda_figure_texts *texts = &f->figure.texts;
  texts->language = options->language;
  texts->title = keep(f, &title, failed);
  if (options->title) texts->title = options->title;
  texts->subtitle = keep(f, &headline, failed);
  if (options->icons) leda_chart_summary_sentences(chart, options->language, &sentence);
  leda_text_addf(&alt, _("Control chart of %s. %s"), texts->title, leda_text_str(&sentence));
  leda_text_clear(&sentence);
  texts->alt = keep(f, &alt, failed);
  if (options->subtitle) texts->subtitle = options->subtitle;
  texts->y_title = options->unit_of_measure ? options->unit_of_measure : "";
  if (*leda_chart_axis_words(chart->type)) texts->y_title = leda_chart_axis_words(chart->type);
  texts->x_title = "";
  texts->caption = caption(chart, options, f, failed);
}

static int decimals_of(const leda_chart *chart) {
  double limits[3] = {NAN, NAN, NAN};
  for (size_t i = 0; i < chart->n; i++) {
    if (isnan(chart->points[i].centre)) continue;
    limits[0] = chart->points[i].centre;
    limits[1] = chart->points[i].lower;
    limits[2] = chart->points[i].upper;
  }
  double width = limits[2] > limits[1] ? limits[2] - limits[1] : limits[0];
  int by_size = leda_number_decimals(limits, 3, 3), by_width = leda_number_decimals(&width, 1, 2);
  return by_size > by_width ? by_size : by_width;
}

static bool alloc_all(const leda_chart *chart, const leda_chart_figure_options *options,
                      leda_chart_figure *f) {
  f->capacity = chart->n + 8;
  f->points = leda_calloc(chart->n, sizeof *f->points);
  f->second = leda_calloc(chart->n, sizeof *f->second);
  f->targets = leda_calloc(chart->n, sizeof *f->targets);
  f->ticks = leda_calloc(chart->n, sizeof *f->ticks);
  f->phases = leda_calloc(chart->n_phases, sizeof *f->phases);
  f->changes = leda_calloc(options->n_changes, sizeof *f->changes);
  f->notes = leda_calloc(options->n_notes, sizeof *f->notes);
  f->texts = leda_calloc(f->capacity, sizeof *f->texts);
  return f->points && f->second && f->targets && f->ticks && f->phases && f->changes && f->notes &&
         f->texts;
}

static void fill_chart(const leda_chart *chart, const leda_chart_figure_options *options,
                       leda_chart_figure *f) {
  leda_figure_control_chart *c = &f->figure.as.control_chart;
  c->points = f->points;
  c->n = chart->n;
  c->ticks = (leda_figure_marks){f->ticks, chart->n};
  c->phases = (leda_figure_marks){f->phases, fill_phases(chart, f->phases)};
  c->changes = (leda_figure_marks){
      f->changes, fill_marks(chart, options->changes, options->n_changes, true, f->changes)};
  c->notes = (leda_figure_marks){
      f->notes, fill_marks(chart, options->notes, options->n_notes, false, f->notes)};
  bool cusum = chart->type == LEDA_CHART_CUSUM;
  c->second = cusum ? f->second : NULL;
  c->target = NAN;
  c->targets = f->targets;
  c->decimals = decimals_of(chart);
  c->centre_word = cusum || chart->type == LEDA_CHART_T2 || chart->centre_kind == LEDA_CENTRE_KNOWN
                       ? _("Centre")
                   : chart->centre_kind == LEDA_CENTRE_MEDIAN ? _("Median")
                                                              : _("Mean");
  c->upper_word = _("Upper limit");
  c->lower_word = _("Lower limit");
  c->target_word = _("Target");
  c->icons = f->icons;
  if (options->icons) c->n_icons = leda_chart_icons(chart, f->icons);
  /* Means of several values vary less than the single values that limits are for. */
  if (chart->capability && !chart->subgroups) {
    f->specs[0] = chart->capability->asked.lower;
    f->specs[1] = chart->capability->asked.upper;
    c->specs = f->specs;
  }
  c->spec_words[0] = _("At least");
  c->spec_words[1] = _("At most");
  c->warning = chart->warning_sigmas > 0.0;
  c->warning_word = _("Warning limit");
  c->signals_by_median_only = chart->sigma_method == LEDA_SIGMA_NONE;
}

leda_status leda_chart_figure_make(const leda_chart *chart,
                                   const leda_chart_figure_options *options,
                                   leda_chart_figure **out, leda_error *err) {
  leda_chart_figure *f = leda_calloc(1, sizeof *f);
  *out = NULL;
  if (!f) return leda_fail_memory(err);
  bool failed = !alloc_all(chart, options, f);
  if (!failed) {
    f->figure.kind = LEDA_FIGURE_CONTROL_CHART;
    fill_points(chart, options->language, f, &failed);
    fill_texts(chart, options, f, &failed);
    fill_chart(chart, options, f);
  }
  if (failed) {
    leda_chart_figure_free(f);
    return leda_fail_memory(err);
  }
  *out = f;
  return LEDA_OK;
}

const leda_figure *leda_chart_figure_get(const leda_chart_figure *figure) {
  return &figure->figure;
}

void leda_chart_figure_free(leda_chart_figure *figure) {
  if (!figure) return;
  for (size_t i = 0; i < figure->n_texts; i++) leda_free(figure->texts[i]);
  leda_free(figure->texts);
  leda_free(figure->points);
  leda_free(figure->second);
  leda_free(figure->targets);
  leda_free(figure->ticks);
  leda_free(figure->phases);
  leda_free(figure->changes);
  leda_free(figure->notes);
  leda_free(figure);
}
