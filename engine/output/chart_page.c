/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/chart_page.h"

#include <string.h>

#include "engine/core/memory.h"
#include "engine/output/labels.h"

struct leda_chart_page {
  leda_figure figure;
  leda_chart_figure **charts;
  leda_figure_multiple *items;
  char **names;
  size_t n;
  char *title;
  char *subtitle;
  char *caption;
  char *alt;
};

/* ---- names ---- */

typedef const char *name_of(const leda_series *series);

static const char *indicator_of(const leda_series *series) { return series->indicator; }
static const char *unit_of(const leda_series *series) { return series->unit; }

static bool is_shared(const leda_chart *charts, size_t n, name_of *get) {
  for (size_t k = 1; k < n; k++)
    if (strcmp(get(charts[k].series), get(charts[0].series)) != 0) return false;
  return true;
}

/* A series' title with what it shares with the others left out (`apart`), or only that. */
static void add_name(const leda_series *series, bool indicator, bool unit, leda_text *out) {
  leda_series part = *series;
  if (!indicator) part.indicator = "";
  if (!unit) part.unit = part.unit_name = "";
  leda_series_title(&part, out);
}

/* Then each panel says what it is. */
static bool is_of_several_types(const leda_chart *charts, size_t n) {
  for (size_t k = 1; k < n; k++)
    if (charts[k].type != charts[0].type) return true;
  return false;
}

/* Without what its name explains in brackets: a panel is narrow. */
static void add_type(leda_chart_type type, leda_text *name) {
  const char *whole = leda_chart_type_name(type), *bracket = strstr(whole, " (");
  int length = (int)(bracket ? bracket - whole : (ptrdiff_t)strlen(whole));
  leda_text_addf(name, "%s%.*s", name->length ? ": " : "", length, whole);
}

static bool name_all(leda_chart_page *page, const leda_chart *charts, size_t n,
                     const leda_chart_figure_options *look) {
  bool indicator = is_shared(charts, n, indicator_of), unit = is_shared(charts, n, unit_of);
  leda_series common = *charts[0].series;
  leda_text title = {0};
  common.group = "";
  if (look->title)
    leda_text_add(&title, look->title);
  else
    add_name(&common, indicator, unit, &title);
  if (!title.length) leda_text_add(&title, look->source ? look->source : "");
  page->title = leda_text_take(&title);
  bool types = is_of_several_types(charts, n);
  for (size_t k = 0; k < n; k++) {
    leda_text name = {0};
    add_name(charts[k].series, !indicator, !unit, &name);
    if (types) add_type(charts[k].type, &name);
    page->names[k] = leda_text_take(&name);
    page->items[k].name = page->names[k];
    if (!page->names[k]) return false;
  }
  return page->title != NULL;
}

/* ---- words ---- */

static void add_headline(const leda_chart *charts, size_t n, leda_text *out) {
  size_t signal = 0;
  for (size_t k = 0; k < n; k++) signal += charts[k].n_signals > 0;
  leda_text_addf(out,
                 P_("%zu of %zu charts has a signal.", "%zu of %zu charts have a signal.", signal),
                 signal, n);
  if (n > 1) {
    leda_text_add(out, " ");
    leda_text_add(out, _("Of many charts, some signal by chance alone."));
  }
}

static void add_caption(const leda_chart *charts, size_t n, const leda_chart_figure_options *look,
                        leda_text *out) {
  leda_period first = charts[0].points[0].period, last = first;
  leda_text from = {0}, to = {0};
  for (size_t k = 0; k < n; k++) {
    if (charts[k].points[0].period.ordinal < first.ordinal) first = charts[k].points[0].period;
    leda_period end = charts[k].points[charts[k].n - 1].period;
    if (end.ordinal > last.ordinal) last = end;
  }
  leda_period_label(first, look->language, &from);
  leda_period_label(last, look->language, &to);
  if (look->source) leda_text_addf(out, "%s %s\n", _("Source:"), look->source);
  leda_text_addf(out,
                 P_("Processing: leda %s. %zu chart, %s to %s.",
                    "Processing: leda %s. %zu charts, %s to %s.", n),
                 LEDA_VERSION, n, leda_text_str(&from), leda_text_str(&to));
  size_t rebased = 0;
  for (size_t k = 0; k < n; k++) rebased += charts[k].rebasing.outcome == LEDA_REBASING_DONE;
  if (rebased)
    leda_text_addf(out,
                   P_("\nIn %zu chart new limits were set automatically where the verdict finds a "
                      "lasting shift.",
                      "\nIn %zu charts new limits were set automatically where the verdict finds a "
                      "lasting shift.",
                      rebased),
                   rebased);
  leda_text_clear(&from);
  leda_text_clear(&to);
}

static bool word_all(leda_chart_page *page, const leda_chart *charts, size_t n,
                     const leda_chart_figure_options *look) {
  leda_text subtitle = {0}, caption = {0}, alt = {0};
  add_headline(charts, n, &subtitle);
  leda_text_addf(&alt, _("Control charts of %s, side by side. %s"), page->title,
                 leda_text_str(&subtitle));
  add_caption(charts, n, look, &caption);
  page->subtitle = leda_text_take(&subtitle);
  page->caption = leda_text_take(&caption);
  page->alt = leda_text_take(&alt);
  page->figure.texts =
      (leda_figure_texts){.language = look->language,
                          .title = page->title,
                          .subtitle = look->subtitle ? look->subtitle : page->subtitle,
                          .caption = page->caption,
                          .alt = page->alt};
  return page->subtitle && page->caption && page->alt;
}

/* ---- all of it ---- */

static leda_status make_charts(leda_chart_page *page, const leda_chart *charts, size_t n,
                               const leda_chart_figure_options *look, leda_error *err) {
  for (; page->n < n; page->n++) {
    leda_status status =
        leda_chart_figure_make(&charts[page->n], look, &page->charts[page->n], err);
    if (status) return status;
    const leda_figure *figure = leda_chart_figure_get(page->charts[page->n]);
    page->items[page->n].chart = &figure->as.control_chart;
  }
  return LEDA_OK;
}

static void fill(leda_chart_page *page, const leda_chart *charts, bool shared_scale) {
  page->figure.kind = LEDA_FIGURE_MULTIPLES;
  page->figure.as.multiples =
      (leda_figure_multiples){.items = page->items,
                              .n = page->n,
                              .shared_scale = shared_scale,
                              /* where only the order counts, a place is a rank in its own series */
                              .shared_time = charts[0].calendar.spacing != LEDA_SPACING_ORDER,
                              .centre_word = _("Centre line"),
                              .limits_word = _("Limits"),
                              .target_word = _("Target")};
}

leda_status leda_chart_page_make(leda_chart_page_content content,
                                 const leda_chart_figure_options *look, leda_chart_page **out,
                                 leda_error *err) {
  const leda_chart *charts = content.charts;
  size_t n = content.n;
  leda_chart_page *page = leda_calloc(1, sizeof *page);
  *out = NULL;
  if (!page) return leda_fail_memory(err);
  page->charts = leda_calloc(n, sizeof(leda_chart_figure *));
  page->items = leda_calloc(n, sizeof *page->items);
  page->names = leda_calloc(n, sizeof(char *));
  bool ok = page->charts && page->items && page->names;
  leda_status status = ok ? make_charts(page, charts, n, look, err) : leda_fail_memory(err);
  if (!status && (!name_all(page, charts, n, look) || !word_all(page, charts, n, look)))
    status = leda_fail_memory(err);
  if (status) {
    leda_chart_page_free(page);
    return status;
  }
  fill(page, charts, content.shared_scale);
  *out = page;
  return LEDA_OK;
}

const leda_figure *leda_chart_page_get(const leda_chart_page *page) { return &page->figure; }

void leda_chart_page_free(leda_chart_page *page) {
  if (!page) return;
  for (size_t k = 0; page->charts && k < page->n; k++) leda_chart_figure_free(page->charts[k]);
  for (size_t k = 0; page->names && k < page->n; k++) leda_free(page->names[k]);
  leda_free(page->charts);
  leda_free(page->items);
  leda_free(page->names);
  leda_free(page->title);
  leda_free(page->subtitle);
  leda_free(page->caption);
  leda_free(page->alt);
  leda_free(page);
}
