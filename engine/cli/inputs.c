/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

void leda_inputs_clear(leda_inputs *inputs) {
  for (size_t i = 0; i < inputs->n; i++) leda_free(inputs->items[i]);
  leda_free(inputs->items);
  *inputs = (leda_inputs){0};
}

leda_paths leda_inputs_paths(const leda_inputs *inputs) {
  return (leda_paths){(const char *const *)inputs->items, inputs->n};
}

/* Takes the path over. */
static leda_status add(leda_inputs *inputs, char *path, leda_error *err) {
  if (inputs->n == inputs->capacity) {
    size_t capacity = inputs->capacity ? 2 * inputs->capacity : 8;
    char **grown = leda_realloc_array(inputs->items, capacity, sizeof *grown);
    if (grown) {
      inputs->items = grown;
      inputs->capacity = capacity;
    }
  }
  if (path && inputs->n < inputs->capacity) {
    inputs->items[inputs->n++] = path;
    return LEDA_OK;
  }
  leda_free(path);
  return leda_fail_memory(err);
}

static bool ends_with(const char *name, const char *ending) {
  size_t length = strlen(name), want = strlen(ending);
  return length > want && leda_text_same_word(name + length - want, ending);
}

static bool is_table(const char *name) {
  return name[0] != '.' && (ends_with(name, ".csv") || ends_with(name, ".csv.gz"));
}

static leda_status add_file(leda_inputs *inputs, const char *folder, const char *name,
                            leda_error *err) {
  leda_text path = {0};
  struct stat what;
  size_t length = strlen(folder);
  leda_text_add(&path, folder);
  if (length && folder[length - 1] != '/') leda_text_add_char(&path, '/');
  leda_text_add(&path, name);
  bool file = stat(leda_text_str(&path), &what) == 0 && !S_ISDIR(what.st_mode);
  leda_status status = LEDA_OK;
  if (path.failed || file) status = add(inputs, leda_text_take(&path), err);
  leda_text_clear(&path);
  return status;
}

static int compare_paths(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static leda_status cannot_read(const char *folder, leda_error *err) {
  return leda_fail(err, LEDA_ERR_IO, _("cannot read %s: %s"), folder, strerror(errno));
}

static leda_status add_folder(leda_inputs *inputs, const char *folder, leda_error *err) {
  size_t before = inputs->n;
  DIR *stream = opendir(folder);
  const struct dirent *entry;
  leda_status status = LEDA_OK;
  if (!stream) return cannot_read(folder, err);
  while (!status && (errno = 0, entry = readdir(stream)) != NULL)
    if (is_table(entry->d_name)) status = add_file(inputs, folder, entry->d_name, err);
  if (!status && errno) status = cannot_read(folder, err);
  closedir(stream);
  if (status) return status;
  if (inputs->n == before) {
    leda_fail_at(err, (leda_place){.file = folder}, "%s", _("the folder has no CSV file"));
    leda_error_hint(err, "%s", _("files whose names end with .csv or .csv.gz are read"));
    return LEDA_ERR_DATA;
  }
  qsort(inputs->items + before, inputs->n - before, sizeof *inputs->items, compare_paths);
  return LEDA_OK;
}

leda_status leda_inputs_expand(leda_inputs *inputs, leda_paths operands, leda_error *err) {
  leda_status status = LEDA_OK;
  *inputs = (leda_inputs){0};
  for (size_t i = 0; i < operands.n && !status; i++) {
    struct stat what;
    const char *operand = operands.items[i];
    bool folder = strcmp(operand, "-") != 0 && stat(operand, &what) == 0 && S_ISDIR(what.st_mode);
    status = folder ? add_folder(inputs, operand, err) : add(inputs, leda_strdup(operand), err);
  }
  if (status) leda_inputs_clear(inputs);
  return status;
}
