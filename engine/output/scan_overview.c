/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/scan_overview.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/output/keeper.h"

struct leda_scan_overview {
  leda_figure figure;
  leda_keeper keeper;
};

/* A series and the row it belongs to: its unit and group. */
typedef struct {
  const leda_series *series;
  size_t index; /* in the panel */
  size_t row;
} entry;

typedef struct {
  const leda_series *series; /* one of the row's */
  double score;              /* strongest finding */
  size_t place;              /* among the rows shown; SIZE_MAX: left out */
} row;

typedef struct {
  const leda_scan *scan;
  entry *entries;
  row *rows;
  size_t n_rows;
  size_t n_shown;
  size_t *columns; /* of each indicator: its place among those shown; SIZE_MAX: left out */
  size_t n_columns;
} plan;

/* ---- rows ---- */

static int compare_keys(const leda_series *a, const leda_series *b) {
  int order = strcmp(a->unit, b->unit);
  return order ? order : strcmp(a->group, b->group);
}

static int compare_entries(const void *left, const void *right) {
  const entry *a = left, *b = right;
  int order = compare_keys(a->series, b->series);
  return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* Changes stand above all else. */
static double score_of(const leda_scan_row *found) {
  double evidence = isnan(found->p) ? 0.0 : fabs((double)found->evidence);
  return found->state == LEDA_SCAN_CHANGED ? 1e6 + evidence : evidence;
}

static void number_rows(plan *p) {
  const leda_panel *panel = leda_scan_panel(p->scan);
  const leda_scan_row *found = leda_scan_rows(p->scan);
  for (size_t i = 0; i < panel->n_series; i++) p->entries[i] = (entry){&panel->series[i], i, 0};
  qsort(p->entries, panel->n_series, sizeof *p->entries, compare_entries);
  for (size_t i = 0; i < panel->n_series; i++) {
    entry *e = &p->entries[i];
    if (i == 0 || compare_keys(e->series, e[-1].series) != 0)
      p->rows[p->n_rows++] = (row){.series = e->series, .score = -1.0};
    e->row = p->n_rows - 1;
    p->rows[e->row].score = fmax(p->rows[e->row].score, score_of(&found[e->index]));
  }
}

static int compare_descending(const void *left, const void *right) {
  const double *a = left, *b = right;
  return (*a < *b) - (*a > *b);
}

/* The strongest, in the order of their names. Of equals at the limit the first stay. */
static leda_status choose_rows(plan *p, leda_error *err) {
  size_t most = p->n_columns == 1 ? LEDA_OVERVIEW_GRID : LEDA_OVERVIEW_ROWS, above = 0;
  double *scores = leda_calloc(p->n_rows, sizeof *scores), limit = -1.0;
  if (!scores) return leda_fail_memory(err);
  for (size_t i = 0; i < p->n_rows; i++) scores[i] = p->rows[i].score;
  qsort(scores, p->n_rows, sizeof *scores, compare_descending);
  if (p->n_rows > most) limit = scores[most - 1];
  leda_free(scores);
  for (size_t i = 0; i < p->n_rows; i++) above += p->rows[i].score > limit;
  size_t equals = most > above ? most - above : 0;
  for (size_t i = 0; i < p->n_rows; i++) {
    bool equal = !(p->rows[i].score > limit) && !(p->rows[i].score < limit);
    bool shown = p->rows[i].score > limit || (equal && equals > 0);
    if (equal && equals > 0) equals--;
    p->rows[i].place = shown ? p->n_shown++ : SIZE_MAX;
  }
  return LEDA_OK;
}

/* ---- columns ---- */

/* The indicators with most changes, in the panel's order. */
static void choose_columns(plan *p) {
  leda_scan_indicators all = leda_scan_indicators_of(p->scan);
  for (size_t i = 0; i < all.n; i++) {
    size_t before = 0;
    for (size_t k = 0; k < all.n && before < LEDA_OVERVIEW_COLUMNS; k++)
      before += all.items[k].changed > all.items[i].changed ||
                (k < i && all.items[k].changed == all.items[i].changed);
    p->columns[i] = before < LEDA_OVERVIEW_COLUMNS ? p->n_columns++ : SIZE_MAX;
  }
}

/* ---- the figure ---- */

static leda_figure_cell cell_of(const leda_scan *scan, size_t series) {
  const leda_scan_row *found = &leda_scan_rows(scan)[series];
  leda_direction way = leda_scan_direction(scan, series);
  leda_figure_cell cell = {.found = LEDA_FOUND_NOISE};
  if (found->state == LEDA_SCAN_TOO_SHORT || found->state == LEDA_SCAN_CANNOT_TELL)
    cell.found = LEDA_FOUND_UNTOLD;
  if (found->state != LEDA_SCAN_CHANGED) return cell;
  cell.found = LEDA_FOUND_CHANGE;
  cell.direction = found->evidence > 0.0F ? 1 : -1;
  cell.good = (way == LEDA_DIRECTION_IMPROVEMENT) - (way == LEDA_DIRECTION_DETERIORATION);
  cell.strength = fabs((double)found->evidence) / sqrt(found->n > 1 ? found->n - 1.0 : 1.0);
  return cell;
}

static void fill_cells(const plan *p, leda_figure_cell *cells) {
  leda_scan_indicators all = leda_scan_indicators_of(p->scan);
  size_t n_series = leda_scan_panel(p->scan)->n_series;
  for (size_t i = 0; i < n_series; i++) {
    const entry *e = &p->entries[i];
    size_t indicator = 0, high = all.n;
    while (high - indicator > 1) {
      size_t middle = indicator + (high - indicator) / 2;
      if (all.items[middle].first <= e->index)
        indicator = middle;
      else
        high = middle;
    }
    size_t down = p->rows[e->row].place, across = p->columns[indicator];
    if (down != SIZE_MAX && across != SIZE_MAX)
      cells[down * p->n_columns + across] = cell_of(p->scan, e->index);
  }
}

static const char *row_name(leda_keeper *keeper, const leda_series *series) {
  leda_text name = {0};
  leda_text_add(&name, series->unit_name[0] ? series->unit_name : series->unit);
  if (series->group[0]) leda_text_addf(&name, name.length ? " (%s)" : "%s", series->group);
  return leda_keep_text(keeper, &name);
}

static void fill_names(const plan *p, leda_keeper *keeper, const char **rows,
                       const char **columns) {
  leda_scan_indicators all = leda_scan_indicators_of(p->scan);
  for (size_t i = 0; i < p->n_rows; i++)
    if (p->rows[i].place != SIZE_MAX) rows[p->rows[i].place] = row_name(keeper, p->rows[i].series);
  for (size_t i = 0; i < all.n; i++)
    if (p->columns[i] != SIZE_MAX) columns[p->columns[i]] = all.items[i].indicator;
}

static void fill_overview(const plan *p, leda_scan_overview *o) {
  leda_figure_overview *f = &o->figure.as.overview;
  const char **rows = leda_keep_array(&o->keeper, p->n_shown, sizeof *rows);
  const char **columns = leda_keep_array(&o->keeper, p->n_columns, sizeof *columns);
  leda_figure_cell *cells = leda_keep_array(&o->keeper, p->n_shown * p->n_columns, sizeof *cells);
  if (!rows || !columns || !cells) return;
  fill_names(p, &o->keeper, rows, columns);
  fill_cells(p, cells);
  *f = (leda_figure_overview){.rows = rows,
                              .n_rows = p->n_shown,
                              .columns = columns,
                              .n_columns = p->n_columns,
                              .cells = cells,
                              .up_word = _("up"),
                              .down_word = _("down"),
                              .better_word = _("better"),
                              .worse_word = _("worse"),
                              .noise_word = _("noise"),
                              .untold_word = _("cannot tell")};
}

static const char *caption(const plan *p, const leda_scan_files *files, leda_keeper *keeper) {
  leda_text text = {0};
  size_t hidden = p->n_rows - p->n_shown;
  size_t unseen = leda_scan_indicators_of(p->scan).n - p->n_columns;
  if (files->source) leda_text_addf(&text, "%s %s\n", _("Source:"), files->source);
  leda_text_addf(&text, _("Processing: leda %s. The larger the mark, the stronger the evidence."),
                 LEDA_VERSION);
  if (hidden)
    leda_text_addf(&text,
                   P_(" %zu unit with weaker evidence is left out.",
                      " %zu units with weaker evidence are left out.", hidden),
                   hidden);
  if (unseen)
    leda_text_addf(&text,
                   P_(" %zu indicator with fewer changes is left out.",
                      " %zu indicators with fewer changes are left out.", unseen),
                   unseen);
  return leda_keep_text(keeper, &text);
}

static void fill_texts(const plan *p, const leda_scan_files *files, leda_scan_overview *o) {
  leda_scan_indicators all = leda_scan_indicators_of(p->scan);
  leda_text title = {0}, subtitle = {0}, alt = {0};
  leda_text_add(&title, _("Who changed"));
  if (all.n == 1 && all.items[0].indicator[0])
    leda_text_addf(&title, ": %s", all.items[0].indicator);
  leda_scan_sentence(p->scan, files->language, &subtitle);
  leda_text_addf(&alt, _("Overview of units and indicators. %s"), leda_text_str(&subtitle));
  leda_figure_texts *texts = &o->figure.texts;
  texts->language = files->language;
  texts->title = leda_keep_text(&o->keeper, &title);
  texts->subtitle = leda_keep_text(&o->keeper, &subtitle);
  texts->alt = leda_keep_text(&o->keeper, &alt);
  texts->x_title = texts->y_title = "";
  texts->caption = caption(p, files, &o->keeper);
}

static leda_status make_plan(plan *p, leda_error *err) {
  size_t n = leda_scan_panel(p->scan)->n_series;
  p->entries = leda_calloc(n, sizeof *p->entries);
  p->rows = leda_calloc(n, sizeof *p->rows);
  p->columns = leda_calloc(leda_scan_indicators_of(p->scan).n, sizeof *p->columns);
  if (!p->entries || !p->rows || !p->columns) return leda_fail_memory(err);
  number_rows(p);
  choose_columns(p);
  return choose_rows(p, err);
}

leda_status leda_scan_overview_make(const leda_scan *scan, const leda_scan_files *files,
                                    leda_scan_overview **out, leda_error *err) {
  plan p = {.scan = scan};
  leda_scan_overview *o = leda_calloc(1, sizeof *o);
  leda_status status = o ? make_plan(&p, err) : leda_fail_memory(err);
  *out = NULL;
  if (!status) {
    o->figure.kind = LEDA_FIGURE_OVERVIEW;
    fill_overview(&p, o);
    fill_texts(&p, files, o);
    status = leda_keeper_status(&o->keeper, err);
  }
  leda_free(p.entries);
  leda_free(p.rows);
  leda_free(p.columns);
  if (status)
    leda_scan_overview_free(o);
  else
    *out = o;
  return status;
}

const leda_figure *leda_scan_overview_get(const leda_scan_overview *overview) {
  return &overview->figure;
}

void leda_scan_overview_free(leda_scan_overview *overview) {
  if (!overview) return;
  leda_keeper_clear(&overview->keeper);
  leda_free(overview);
}
