/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_stage.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/html.h"
#include "engine/output/report_lock.h"
#include "engine/output/report_markdown.h"
#include "engine/output/report_workbook.h"
#include "plots/render.h"

static const char *const FOLDERS[] = {"figures", "tables"};
static const char STAGE[] = ".leda-";

char *leda_report_stage_path(const char *folder, const char *path) {
  leda_text text = {0};
  leda_text_addf(&text, "%s/%s", folder, path);
  return leda_text_take(&text);
}

static leda_status make_folder(const char *folder, const char *name, leda_error *err) {
  char *path = leda_report_stage_path(folder, name);
  leda_status status = path ? leda_file_make_folder(path, err) : leda_fail_memory(err);
  leda_free(path);
  return status;
}

/* ---- opening and closing ---- */

static bool is_script(const char *name) {
  size_t length = strlen(name);
  return length > 3 && strcmp(name + length - 3, ".gp") == 0;
}

static void empty_folder(const char *folder) {
  DIR *entries = opendir(folder);
  if (!entries) return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char *path = is_script(entry->d_name) ? NULL : leda_report_stage_path(folder, entry->d_name);
    if (path) unlink(path);
    leda_free(path);
  }
  closedir(entries);
  rmdir(folder);
}

/* A stage with its two folders. */
static void remove_stage(const char *stage) {
  for (size_t i = 0; i < 2; i++) {
    char *folder = leda_report_stage_path(stage, FOLDERS[i]);
    if (folder) empty_folder(folder);
    leda_free(folder);
  }
  empty_folder(stage);
}

/* What runs that were killed have left. */
static void remove_left(const char *base) {
  DIR *entries = opendir(base);
  if (!entries) return;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strncmp(entry->d_name, STAGE, sizeof STAGE - 1) != 0) continue;
    char *folder = leda_report_stage_path(base, entry->d_name);
    if (folder && leda_report_left(folder)) remove_stage(folder);
    leda_free(folder);
  }
  closedir(entries);
}

leda_status leda_report_stage_open(leda_report_stage *stage, const char *base, leda_error *err) {
  stage->lock = -1;
  stage->folder = leda_report_stage_path(base, ".leda-XXXXXX");
  if (!stage->folder) return leda_fail_memory(err);
  remove_left(base);
  if (!mkdtemp(stage->folder)) {
    leda_fail(err, LEDA_ERR_IO, _("cannot make a folder in %s: %s"), base, strerror(errno));
    leda_free(stage->folder);
    stage->folder = NULL;
    return LEDA_ERR_IO;
  }
  stage->lock = leda_report_lock(stage->folder);
  leda_status status = make_folder(stage->folder, FOLDERS[0], err);
  return status ? status : make_folder(stage->folder, FOLDERS[1], err);
}

/* ---- figures ---- */

static const char *const ENDINGS[] = {"svg", "pdf", "png"};

/* One figure file on its way. */
typedef struct {
  leda_report_item *item;
  char *name; /* figures/SLUG.ENDING */
  char *path;
} drawing;

typedef struct {
  leda_figure_job *jobs;
  drawing *drawings;
  size_t n;
} drawings;

static void drawings_clear(drawings *all) {
  for (size_t i = 0; i < all->n; i++) {
    leda_free(all->drawings[i].name);
    leda_free(all->drawings[i].path);
  }
  leda_free(all->drawings);
  leda_free(all->jobs);
}

static bool add_drawing(leda_report_stage *stage, drawings *all, leda_report_item *item,
                        size_t format) {
  leda_text name = {0};
  leda_text_addf(&name, "figures/%s.%s", item->slug, ENDINGS[format]);
  drawing *to = &all->drawings[all->n];
  *to = (drawing){.item = item, .name = leda_text_take(&name)};
  if (to->name) to->path = leda_report_stage_path(stage->folder, to->name);
  all->jobs[all->n] = (leda_figure_job){.figure = item->figure,
                                        .format = (leda_figure_format)format,
                                        .size = (leda_figure_size)item->shape,
                                        .path = to->path};
  all->n++;
  return to->path != NULL;
}

static leda_status list_drawings(leda_report_stage *stage, leda_report *report, drawings *all,
                                 leda_error *err) {
  size_t most = 0;
  for (size_t i = 0; i < report->n_sections; i++) most += 3 * report->sections[i].n_items;
  all->jobs = leda_calloc(most + 1, sizeof *all->jobs);
  all->drawings = leda_calloc(most + 1, sizeof *all->drawings);
  bool done = all->jobs && all->drawings;
  for (size_t i = 0; done && i < report->n_sections; i++) {
    for (size_t k = 0; done && k < report->sections[i].n_items; k++) {
      leda_report_item *item = &report->sections[i].items[k];
      for (size_t format = 0; done && item->figure && format < 3; format++)
        if (item->formats & (1U << format)) done = add_drawing(stage, all, item, format);
    }
  }
  return done ? LEDA_OK : leda_fail_memory(err);
}

/* Lays the figure of last time beside the script of this time, so that it is drawn only if the two do
   not belong together. Whatever goes wrong here only means that it is drawn. */
static const char *take_last(leda_report_stage *stage, const drawing *to) {
  const leda_manifest_file *last = leda_manifest_find(&stage->last.outputs, to->name);
  if (!last || !last->script[0] || !stage->beside) return NULL;
  leda_error unread = leda_error_none();
  char *bytes = NULL, hash[LEDA_HASH_SIZE] = "";
  size_t length = 0;
  char *path = leda_report_stage_path(stage->beside, to->name);
  bool right = path && leda_file_read(path, 0, &bytes, &length, &unread) == LEDA_OK;
  if (right) leda_bytes_hash(bytes, length, hash);
  right = right && strcmp(hash, last->hash) == 0 &&
          leda_file_write(to->path, bytes, length, &unread) == LEDA_OK;
  leda_free(bytes);
  leda_free(path);
  return right ? last->script : NULL;
}

static leda_status record(leda_report_stage *stage, const char *name, const char *script,
                          leda_error *err) {
  char hash[LEDA_HASH_SIZE] = "";
  char *path = leda_report_stage_path(stage->folder, name);
  leda_status status = path ? leda_file_hash(path, hash, err) : leda_fail_memory(err);
  if (!status) status = leda_manifest_add(&stage->now.outputs, name, hash, script, err);
  leda_free(path);
  return status;
}

/* The drawn SVG goes into the page. */
static leda_status take_svg(leda_report *report, const drawing *from, leda_error *err) {
  char *bytes = NULL;
  size_t length = 0;
  leda_status status = leda_file_read(from->path, 0, &bytes, &length, err);
  if (status) return status;
  const char *svg = leda_html_svg(bytes);
  from->item->svg = leda_keep_copy(&report->keeper, svg);
  leda_free(bytes);
  if (svg) return leda_keeper_status(&report->keeper, err);
  return leda_fail(err, LEDA_ERR_INTERNAL, "%s holds no <svg>", from->name);
}

static leda_status draw(leda_report_stage *stage, leda_report *report,
                        const leda_report_target *target, leda_error *err) {
  drawings all = {0};
  leda_render_options options = {.threads = target->threads, .progress = target->progress};
  leda_status status = list_drawings(stage, report, &all, err);
  if (status) goto done;
  for (size_t i = 0; i < all.n; i++) all.jobs[i].known_hash = take_last(stage, &all.drawings[i]);
  status = leda_figures_render(all.jobs, all.n, &options, err);
  for (size_t i = 0; i < all.n && !status; i++) {
    stage->outcome.drawn += all.jobs[i].drawn;
    stage->outcome.kept += !all.jobs[i].drawn;
    status = record(stage, all.drawings[i].name, all.jobs[i].hash, err);
    if (!status && all.jobs[i].format == LEDA_FORMAT_SVG)
      status = take_svg(report, &all.drawings[i], err);
  }
done:
  drawings_clear(&all);
  return status;
}

/* ---- the rest ---- */

static leda_status write_text(leda_report_stage *stage, const char *name, const leda_text *text,
                              leda_error *err) {
  leda_status status = leda_text_status(text, err);
  char *path = leda_report_stage_path(stage->folder, name);
  if (!path) status = leda_fail_memory(err);
  if (!status) status = leda_file_write(path, leda_text_str(text), text->length, err);
  leda_free(path);
  return status;
}

static leda_status write_table(leda_report_stage *stage, const leda_report_item *item,
                               leda_error *err) {
  leda_text name = {0}, csv = {0};
  leda_text_addf(&name, "tables/%s.csv", item->slug);
  leda_grid_csv(&item->grid, &csv);
  leda_status status = leda_text_status(&name, err);
  if (!status) status = write_text(stage, leda_text_str(&name), &csv, err);
  if (!status) status = record(stage, leda_text_str(&name), NULL, err);
  leda_text_clear(&name);
  leda_text_clear(&csv);
  return status;
}

static leda_status write_tables(leda_report_stage *stage, const leda_report *report,
                                leda_error *err) {
  leda_status status = LEDA_OK;
  for (size_t i = 0; i < report->n_sections; i++)
    for (size_t k = 0; k < report->sections[i].n_items && !status; k++)
      if (report->sections[i].items[k].grid.n_rows > 0)
        status = write_table(stage, &report->sections[i].items[k], err);
  return status;
}

static leda_status write_page(leda_report_stage *stage, const leda_report *report,
                              leda_error *err) {
  leda_text html = {0};
  leda_status status = leda_report_html(report, &html, err);
  if (!status) status = write_text(stage, "report.html", &html, err);
  if (!status) status = record(stage, "report.html", NULL, err);
  leda_text_clear(&html);
  return status;
}

static leda_status write_markdown(leda_report_stage *stage, const leda_report *report,
                                  leda_error *err) {
  leda_text text = {0};
  leda_status status = leda_report_markdown(report, &text, err);
  if (!status) status = write_text(stage, "report.md", &text, err);
  if (!status) status = record(stage, "report.md", NULL, err);
  leda_text_clear(&text);
  return status;
}

static leda_status write_workbook(leda_report_stage *stage, const leda_report *report,
                                  leda_error *err) {
  char *path = leda_report_stage_path(stage->folder, "tables.xlsx");
  leda_status status =
      path ? leda_report_workbook(report, path, stage->folder, err) : leda_fail_memory(err);
  if (!status) status = record(stage, "tables.xlsx", NULL, err);
  leda_free(path);
  return status;
}

static leda_status write_manifest(leda_report_stage *stage, const leda_report *report,
                                  leda_error *err) {
  leda_text text = {0};
  leda_status status = LEDA_OK;
  stage->now.project = leda_strdup(report->project);
  stage->now.language = leda_strdup(leda_language_code(report->language));
  if (!stage->now.project || !stage->now.language) return leda_fail_memory(err);
  for (size_t i = 0; i < report->n_inputs && !status; i++)
    status = leda_manifest_add(&stage->now.inputs, report->inputs[i].path, report->inputs[i].hash,
                               NULL, err);
  if (!status) status = leda_manifest_write(&stage->now, &text, err);
  if (!status) status = write_text(stage, "manifest.json", &text, err);
  leda_text_clear(&text);
  return status;
}

leda_status leda_report_stage_fill(leda_report_stage *stage, leda_report *report,
                                   const leda_report_target *target, leda_error *err) {
  leda_status status = draw(stage, report, target, err);
  if (!status) status = write_tables(stage, report, err);
  if (!status) status = write_workbook(stage, report, err);
  if (!status) status = write_markdown(stage, report, err);
  if (!status) status = write_page(stage, report, err);
  return status ? status : write_manifest(stage, report, err);
}

/* ---- the end ---- */

void leda_report_stage_close(leda_report_stage *stage) {
  if (stage->folder) remove_stage(stage->folder);
  if (stage->folder && stage->lock >= 0) close(stage->lock);
  leda_free(stage->folder);
  leda_manifest_clear(&stage->last);
  leda_manifest_clear(&stage->now);
  *stage = (leda_report_stage){0};
}
