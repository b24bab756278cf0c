/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/report_files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/report_stage.h"

/* True when both files are there and hold the same bytes. */
static bool same_file(const char *a, const char *b) {
  char first[LEDA_HASH_SIZE], second[LEDA_HASH_SIZE];
  leda_error unread = leda_error_none();
  return leda_file_hash(a, first, &unread) == LEDA_OK &&
         leda_file_hash(b, second, &unread) == LEDA_OK && strcmp(first, second) == 0;
}

/* Moves one file of the stage over the one of last time, unless they are the same. */
static leda_status move(leda_report_stage *stage, const char *folder, const char *name,
                        leda_error *err) {
  leda_status status = LEDA_OK;
  char *from = leda_report_stage_path(stage->folder, name);
  char *to = leda_report_stage_path(folder, name);
  if (!from || !to) {
    status = leda_fail_memory(err);
  } else if (!same_file(from, to)) {
    stage->outcome.written++;
    if (rename(from, to) != 0)
      status = leda_fail(err, LEDA_ERR_IO, _("cannot write %s: %s"), to, strerror(errno));
  }
  leda_free(from);
  leda_free(to);
  return status;
}

static leda_status make_folder(const char *folder, const char *name, leda_error *err) {
  char *path = leda_report_stage_path(folder, name);
  leda_status status = path ? leda_file_make_folder(path, err) : leda_fail_memory(err);
  leda_free(path);
  return status;
}

static leda_status move_all(leda_report_stage *stage, const char *folder, leda_error *err) {
  leda_status status = make_folder(folder, "figures", err);
  if (!status) status = make_folder(folder, "tables", err);
  for (size_t i = 0; i < stage->now.outputs.n && !status; i++)
    status = move(stage, folder, stage->now.outputs.items[i].path, err);
  return status ? status : move(stage, folder, "manifest.json", err);
}

/* What only the last report had, as leda wrote it, goes; what somebody changed stays. */
static void remove_old(leda_report_stage *stage, const char *folder) {
  for (size_t i = 0; i < stage->last.outputs.n; i++) {
    const leda_manifest_file *old = &stage->last.outputs.items[i];
    if (leda_manifest_find(&stage->now.outputs, old->path)) continue;
    char hash[LEDA_HASH_SIZE];
    leda_error unread = leda_error_none();
    char *path = leda_report_stage_path(folder, old->path);
    if (path && leda_file_hash(path, hash, &unread) == LEDA_OK && strcmp(hash, old->hash) == 0 &&
        unlink(path) == 0)
      stage->outcome.removed++;
    leda_free(path);
  }
}

static leda_status read_last(leda_report_stage *stage, const char *folder, leda_error *err) {
  char *path = leda_report_stage_path(folder, "manifest.json");
  leda_status status = path ? leda_manifest_read(&stage->last, path, err) : leda_fail_memory(err);
  leda_free(path);
  return status;
}

leda_status leda_report_write(leda_report *report, const leda_report_target *target,
                              leda_report_outcome *outcome, leda_error *err) {
  leda_report_stage stage = {.beside = target->folder};
  bool was_there = leda_file_exists(target->folder);
  leda_status status = leda_file_make_folder(target->folder, err);
  if (!status) status = leda_report_stage_open(&stage, target->folder, err);
  if (!status) status = read_last(&stage, target->folder, err);
  if (!status) status = leda_report_stage_fill(&stage, report, target, err);
  if (!status) status = move_all(&stage, target->folder, err);
  if (!status) remove_old(&stage, target->folder);
  if (!status) *outcome = stage.outcome;
  leda_report_stage_close(&stage);
  /* Goes only when empty: nothing of the user's is lost. */
  if (status && !was_there) rmdir(target->folder);
  return status;
}

static leda_status compare(const leda_report_stage *stage, const char *folder, const char *name,
                           leda_error *err) {
  char *made = leda_report_stage_path(stage->folder, name);
  char *found = leda_report_stage_path(folder, name);
  leda_status status = LEDA_OK;
  if (!made || !found) {
    status = leda_fail_memory(err);
  } else if (!same_file(made, found)) {
    leda_place place = {.file = found};
    leda_fail_at(err, place, "%s",
                 leda_file_exists(found) ? _("differs from what the project and its data give")
                                         : _("is missing"));
    leda_error_hint(err, "%s", _("leda report without --verify makes it again"));
    status = LEDA_ERR_DATA;
  }
  leda_free(made);
  leda_free(found);
  return status;
}

leda_status leda_report_verify(leda_report *report, const leda_report_target *target,
                               leda_error *err) {
  const char *temporary = getenv("TMPDIR");
  leda_report_stage stage = {0};
  leda_status status =
      leda_report_stage_open(&stage, temporary && temporary[0] ? temporary : "/tmp", err);
  if (!status) status = leda_report_stage_fill(&stage, report, target, err);
  for (size_t i = 0; !status && i < stage.now.outputs.n; i++)
    status = compare(&stage, target->folder, stage.now.outputs.items[i].path, err);
  if (!status) status = compare(&stage, target->folder, "manifest.json", err);
  leda_report_stage_close(&stage);
  return status;
}
