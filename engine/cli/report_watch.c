/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/report_watch.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"

static void look_at(leda_watched_file *file) {
  struct stat about;
  leda_error unread = leda_error_none();
  file->seconds = file->nanoseconds = file->size = -1;
  file->hash[0] = '\0';
  if (stat(file->path, &about) != 0) return;
  file->seconds = (long long)about.st_mtim.tv_sec;
  file->nanoseconds = (long long)about.st_mtim.tv_nsec;
  file->size = (long long)about.st_size;
  if (leda_file_hash(file->path, file->hash, &unread)) file->hash[0] = '\0';
}

/* The content is read again only where the file's record says that it was written to. */
static bool changed(leda_watched_file *file) {
  leda_watched_file now = *file;
  struct stat about;
  bool there = stat(file->path, &about) == 0;
  if (there && (long long)about.st_mtim.tv_sec == file->seconds &&
      (long long)about.st_mtim.tv_nsec == file->nanoseconds &&
      (long long)about.st_size == file->size)
    return false;
  if (!there && file->seconds == -1) return false;
  look_at(&now);
  bool other = strcmp(now.hash, file->hash) != 0;
  *file = now;
  return other;
}

static leda_status add(leda_watch *watch, const char *path, leda_error *err) {
  if (!path || strcmp(path, "lfr") == 0) return LEDA_OK; /* part of the program */
  leda_watched_file *files = leda_realloc_array(watch->files, watch->n + 1, sizeof *files);
  if (files) watch->files = files;
  char *copy = files ? leda_strdup(path) : NULL;
  if (!copy) return leda_fail_memory(err);
  watch->files[watch->n] = (leda_watched_file){.path = copy};
  look_at(&watch->files[watch->n++]);
  return LEDA_OK;
}

static leda_status add_all(leda_watch *watch, const leda_project *project, leda_error *err) {
  const leda_project_dmaic *dmaic = &project->dmaic;
  leda_status status = add(watch, project->logo_path, err);
  for (size_t i = 0; i < project->n_measures && !status; i++) {
    const leda_project_measure *measure = &project->measures[i];
    status = add(watch, measure->path, err);
    if (!status) status = add(watch, measure->study_path, err);
    if (!status) status = add(watch, measure->raters_path, err);
  }
  for (size_t i = 0; i < project->n_surveys && !status; i++) {
    const leda_project_survey *survey = &project->surveys[i];
    status = add(watch, survey->path, err);
    if (!status) status = add(watch, survey->instrument_path, err);
    if (!status) status = add(watch, survey->differences_path, err);
    if (!status) status = add(watch, survey->claims_path, err);
  }
  if (!status) status = add(watch, dmaic->causes_path, err);
  if (!status) status = add(watch, dmaic->strata_path, err);
  return status ? status : add(watch, dmaic->scatter_path, err);
}

leda_status leda_watch_look(leda_watch *watch, const char *project, const leda_report_build *build,
                            leda_error *err) {
  bool read = build->project.file != NULL;
  if (!read && watch->n > 0) return LEDA_OK;
  leda_watch_clear(watch);
  leda_status status = add(watch, project, err);
  return status || !read ? status : add_all(watch, &build->project, err);
}

leda_status leda_watch_wait(leda_watch *watch, const leda_cli *cli, leda_error *err) {
  const struct timespec pause = {.tv_nsec = 250000000};
  leda_progress progress = leda_cli_progress(cli, _("watching"));
  for (bool any = false; !any;) {
    if (leda_progress_report(&progress, 0, 0))
      return leda_fail(err, LEDA_ERR_CANCELLED, "%s", _("interrupted"));
    nanosleep(&pause, NULL);
    for (size_t i = 0; i < watch->n; i++) any = changed(&watch->files[i]) || any;
  }
  return LEDA_OK;
}

void leda_watch_clear(leda_watch *watch) {
  for (size_t i = 0; i < watch->n; i++) leda_free(watch->files[i].path);
  leda_free(watch->files);
  *watch = (leda_watch){0};
}
