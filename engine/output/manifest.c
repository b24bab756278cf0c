/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/output/manifest.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/output/json_write.h"

#define LARGEST_MANIFEST (16U * 1024U * 1024U)

leda_status leda_manifest_add(leda_manifest_list *list, const char *path, const char *hash,
                              const char *script, leda_error *err) {
  leda_manifest_file *items = leda_realloc_array(list->items, list->n + 1, sizeof *items);
  if (!items) return leda_fail_memory(err);
  list->items = items;
  leda_manifest_file *file = &items[list->n];
  *file = (leda_manifest_file){.path = leda_strdup(path)};
  if (!file->path) return leda_fail_memory(err);
  snprintf(file->hash, sizeof file->hash, "%s", hash);
  snprintf(file->script, sizeof file->script, "%s", script ? script : "");
  list->n++;
  return LEDA_OK;
}

leda_manifest_file *leda_manifest_find(const leda_manifest_list *list, const char *path) {
  for (size_t i = 0; i < list->n; i++)
    if (strcmp(list->items[i].path, path) == 0) return &list->items[i];
  return NULL;
}

/* ---- writing ---- */

static json_t *list_json(const leda_manifest_list *list) {
  json_t *array = json_array();
  for (size_t i = 0; array && i < list->n; i++) {
    const leda_manifest_file *file = &list->items[i];
    json_t *object = json_pack("{s:s, s:s}", "path", file->path, "sha256", file->hash);
    if (object && file->script[0])
      json_object_set_new(object, "script_sha256", json_string(file->script));
    /* Takes NULL as a failure, too. */
    if (json_array_append_new(array, object) != 0) {
      json_decref(array);
      return NULL;
    }
  }
  return array;
}

leda_status leda_manifest_write(const leda_manifest *manifest, leda_text *text, leda_error *err) {
  json_t *document = leda_json_document("report");
  int failed = !document;
  failed = failed || json_object_set_new(document, "project", json_string(manifest->project));
  failed = failed || json_object_set_new(document, "language", json_string(manifest->language));
  failed = failed || json_object_set_new(document, "inputs", list_json(&manifest->inputs));
  failed = failed || json_object_set_new(document, "outputs", list_json(&manifest->outputs));
  if (!failed) return leda_json_write(document, text, err);
  json_decref(document);
  return leda_fail_memory(err);
}

/* ---- reading ---- */

static bool is_hash(const char *text) {
  return text && strlen(text) == LEDA_MANIFEST_HASH - 1 &&
         strspn(text, "0123456789abcdef") == LEDA_MANIFEST_HASH - 1;
}

/* Only a name in the report's folder or one below it: a manifest that somebody wrote must not make leda
   read or remove anything else. */
static bool is_inside(const char *path) {
  if (!path || path[0] == '\0' || path[0] == '/' || path[0] == '.') return false;
  return !strstr(path, "/.") && !strstr(path, "//");
}

static leda_status read_outputs(leda_manifest *manifest, json_t *array, leda_error *err) {
  size_t index = 0;
  json_t *value = NULL;
  json_array_foreach(array, index, value) {
    const char *path = json_string_value(json_object_get(value, "path"));
    const char *hash = json_string_value(json_object_get(value, "sha256"));
    const char *script = json_string_value(json_object_get(value, "script_sha256"));
    if (!is_inside(path) || !is_hash(hash) || (script && !is_hash(script))) continue;
    leda_status status = leda_manifest_add(&manifest->outputs, path, hash, script, err);
    if (status) return status;
  }
  return LEDA_OK;
}

leda_status leda_manifest_read(leda_manifest *manifest, const char *path, leda_error *err) {
  *manifest = (leda_manifest){0};
  char *bytes = NULL;
  size_t length = 0;
  leda_error unread = leda_error_none();
  if (leda_file_read(path, LARGEST_MANIFEST, &bytes, &length, &unread)) return LEDA_OK;
  json_t *document = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL);
  leda_free(bytes);
  const char *version = json_string_value(json_object_get(document, "leda"));
  leda_status status = LEDA_OK;
  if (version && strcmp(version, LEDA_VERSION) == 0)
    status = read_outputs(manifest, json_object_get(document, "outputs"), err);
  json_decref(document);
  if (status) leda_manifest_clear(manifest);
  return status;
}

static void clear_list(leda_manifest_list *list) {
  for (size_t i = 0; i < list->n; i++) leda_free(list->items[i].path);
  leda_free(list->items);
}

void leda_manifest_clear(leda_manifest *manifest) {
  if (!manifest) return;
  leda_free(manifest->project);
  leda_free(manifest->language);
  clear_list(&manifest->inputs);
  clear_list(&manifest->outputs);
  *manifest = (leda_manifest){0};
}
