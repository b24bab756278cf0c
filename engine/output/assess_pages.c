/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/assess_pages.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/assess_page.h"
#include "engine/output/html.h"
#include "plots/render.h"

/* One page on its way. */
typedef struct {
  leda_municipality own;
  leda_report report;
  char *name;    /* of its file */
  char *drawing; /* path of its figure, for a moment */
} page;

typedef struct {
  const leda_assess_pages *pages;
  leda_disclosure disclosure;
  char hash[LEDA_HASH_SIZE];
  page *items;
  size_t n;
} batch;

static void batch_clear(batch *b) {
  for (size_t i = 0; b->items && i < b->n; i++) {
    leda_municipality_clear(&b->items[i].own);
    leda_keeper_clear(&b->items[i].report.keeper);
    leda_free(b->items[i].name);
    leda_free(b->items[i].drawing);
  }
  leda_free(b->items);
  leda_disclosure_clear(&b->disclosure);
}

static leda_status decide(batch *b, leda_error *err) {
  const leda_assess *whole = b->pages->whole;
  leda_item *items = leda_calloc(whole->n_subjects, sizeof *items);
  if (!items) return leda_fail_memory(err);
  for (size_t s = 0; s < whole->n_subjects; s++) items[s] = whole->subjects[s].item;
  leda_status status =
      leda_disclosure_init(&b->disclosure, whole->survey, items, whole->n_subjects, 0, err);
  leda_free(items);
  return status;
}

/* "FOLDER/NAME.ending" */
static char *path_in(const char *folder, const char *name, const char *ending) {
  leda_text path = {0};
  leda_text_addf(&path, "%s/%s%s", folder, name, ending);
  char *string = leda_text_take(&path);
  leda_text_clear(&path);
  return string;
}

static leda_status make_page(batch *b, size_t i, leda_error *err) {
  page *p = &b->items[i];
  const leda_survey *survey = b->pages->whole->survey;
  const char *label = survey->municipality_labels[i];
  leda_status status = leda_municipality_run(&p->own, b->pages->whole, i, err);
  if (status) return status;
  leda_assess_page_view view = {.whole = b->pages->whole,
                                .own = &p->own,
                                .disclosure = &b->disclosure,
                                .language = b->pages->language,
                                .source = b->pages->source,
                                .hash = b->hash[0] ? b->hash : NULL};
  status = leda_assess_page(&view, &p->report, err);
  p->name = leda_file_slug(&label, 1);
  p->drawing = p->name ? path_in(b->pages->folder, p->name, ".svg") : NULL;
  return status || p->drawing ? status : leda_fail_memory(err);
}

static leda_report_item *figure_item(page *p) {
  return p->report.sections[0].n_items > 0 ? &p->report.sections[0].items[0] : NULL;
}

/* ---- figures: drawn into files, and read back into the pages ---- */

static leda_status draw(batch *b, leda_error *err) {
  leda_figure_job *jobs = leda_calloc(b->n, sizeof *jobs);
  leda_render_options options = {.threads = b->pages->threads, .progress = b->pages->progress};
  size_t n = 0;
  if (!jobs) return leda_fail_memory(err);
  for (size_t i = 0; i < b->n; i++) {
    const leda_report_item *item = figure_item(&b->items[i]);
    if (!item || !item->figure) continue;
    jobs[n++] = (leda_figure_job){
        .figure = item->figure, .format = LEDA_FORMAT_SVG, .path = b->items[i].drawing};
  }
  leda_status status = n ? leda_figures_render(jobs, n, &options, err) : LEDA_OK;
  leda_free(jobs);
  return status;
}

static leda_status take_drawing(page *p, leda_error *err) {
  leda_report_item *item = figure_item(p);
  char *bytes = NULL;
  size_t length = 0;
  if (!item || !item->figure) return LEDA_OK;
  leda_status status = leda_file_read(p->drawing, 0, &bytes, &length, err);
  if (!status) {
    const char *svg = leda_html_svg(bytes);
    item->svg = leda_keep_copy(&p->report.keeper, svg ? svg : "");
    status = leda_keeper_status(&p->report.keeper, err);
  }
  leda_free(bytes);
  return status;
}

/* The drawings are inside the pages now; what is left of a failure goes too. */
static void remove_drawings(const batch *b) {
  for (size_t i = 0; i < b->n; i++)
    if (b->items[i].drawing) unlink(b->items[i].drawing);
}

/* ---- files ---- */

static leda_status write_text(const char *folder, const char *name, const leda_text *html,
                              leda_error *err) {
  char *path = path_in(folder, name, ".html");
  leda_status status = path ? leda_text_status(html, err) : leda_fail_memory(err);
  if (!status) status = leda_file_write(path, leda_text_str(html), html->length, err);
  leda_free(path);
  return status;
}

static leda_status write_page(const batch *b, page *p, leda_error *err) {
  leda_text html = {0};
  leda_status status = take_drawing(p, err);
  if (!status) status = leda_report_html(&p->report, &html, err);
  if (!status) status = write_text(b->pages->folder, p->name, &html, err);
  leda_text_clear(&html);
  return status;
}

static leda_status write_index(const batch *b, leda_error *err) {
  const leda_survey *survey = b->pages->whole->survey;
  const char **files = leda_calloc(b->n, sizeof *files);
  char **made = leda_calloc(b->n, sizeof *made);
  leda_text html = {0};
  leda_status status = files && made ? LEDA_OK : leda_fail_memory(err);
  for (size_t i = 0; i < b->n && !status; i++) {
    made[i] = path_in(".", b->items[i].name, ".html");
    files[i] = made[i];
    if (!made[i]) status = leda_fail_memory(err);
  }
  if (!status)
    status = leda_assess_page_index(b->pages->whole, b->pages->language,
                                    survey->municipality_labels, files, b->n, &html, err);
  if (!status) status = write_text(b->pages->folder, "index", &html, err);
  for (size_t i = 0; made && i < b->n; i++) leda_free(made[i]);
  leda_free(made);
  leda_free(files);
  leda_text_clear(&html);
  return status;
}

/* ---- pages of an earlier run ---- */

/* "plain-name-0123abcd.html", as leda_file_slug makes them. */
static bool is_page(const char *name) {
  size_t length = strlen(name);
  if (length < 15 || strcmp(name + length - 5, ".html") != 0) return false;
  const char *hash = name + length - 13;
  return hash[-1] == '-' && strspn(hash, "0123456789abcdef") == 8;
}

static bool made_now(const batch *b, const char *name) {
  for (size_t i = 0; i < b->n; i++)
    if (strncmp(name, b->items[i].name, strlen(name) - 5) == 0 &&
        strlen(b->items[i].name) == strlen(name) - 5)
      return true;
  return false;
}

/* Somebody may have sent them on before a name was corrected: told, never removed. */
static void tell_older(const batch *b) {
  DIR *folder = b->pages->log ? opendir(b->pages->folder) : NULL;
  if (!folder) return;
  char first[256] = "";
  size_t older = 0;
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!is_page(entry->d_name) || made_now(b, entry->d_name)) continue;
    if (older++ == 0 || strcmp(entry->d_name, first) < 0)
      snprintf(first, sizeof first, "%s", entry->d_name);
  }
  closedir(folder);
  if (older == 0) return;
  leda_place place = {.file = b->pages->folder};
  leda_messages_note(b->pages->log, LEDA_WARNING, place,
                     _("pages of an earlier run are still in the folder, %zu of them, the first "
                       "'%s': remove them if they should not be sent on"),
                     older, first);
}

leda_status leda_assess_pages_write(const leda_assess_pages *pages, leda_error *err) {
  batch b = {.pages = pages, .n = pages->whole->survey->n_municipalities};
  b.items = leda_calloc(b.n, sizeof *b.items);
  leda_status status = b.items ? LEDA_OK : leda_fail_memory(err);
  if (!status && strcmp(pages->source, "-") != 0)
    status = leda_file_hash(pages->source, b.hash, err);
  if (!status) status = decide(&b, err);
  if (!status) status = leda_file_make_folder(pages->folder, err);
  for (size_t i = 0; i < b.n && !status; i++) {
    status = make_page(&b, i, err);
    if (!status && leda_progress_report(&pages->progress, i + 1, b.n))
      status = leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("stopped"));
  }
  if (!status) status = draw(&b, err);
  for (size_t i = 0; i < b.n && !status; i++) status = write_page(&b, &b.items[i], err);
  if (b.items) remove_drawings(&b);
  if (!status) status = write_index(&b, err);
  if (!status) tell_older(&b);
  batch_clear(&b);
  return status;
}
