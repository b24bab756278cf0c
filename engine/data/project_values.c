/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/i18n.h"
#include "engine/core/memory.h"
#include "engine/data/project_internal.h"

leda_setting leda_project_setting(const leda_project_reader *reader, const char *key) {
  const leda_ini_entry *entry = leda_ini_find(reader->section, key);
  return entry ? (leda_setting){.text = entry->value, .line = entry->line}
               : (leda_setting){.text = ""};
}

const char *leda_project_own(leda_project_reader *reader, char *string) {
  leda_project *project = reader->project;
  char **owned = NULL;
  if (string)
    owned = leda_realloc_array(project->owned, project->n_owned + 1, sizeof *project->owned);
  if (!owned) {
    leda_free(string);
    reader->failed = true;
    return NULL;
  }
  project->owned = owned;
  owned[project->n_owned++] = string;
  return string;
}

void leda_project_refuse(leda_project_reader *reader, const char *key, leda_setting setting,
                         const char *what) {
  leda_complaints *complaints = &reader->complaints;
  leda_complain(complaints, leda_complaints_line(complaints, setting.line), _("%s: '%s' is not %s"),
                key, setting.text, what);
}

const char *leda_project_path(leda_project_reader *reader, const char *key, leda_setting setting) {
  if (setting.text[0] == '\0') return NULL;
  const char *path =
      leda_project_own(reader, leda_file_beside(reader->project->file, setting.text));
  if (path && reader->files && !leda_file_exists(path)) {
    leda_complaints *complaints = &reader->complaints;
    leda_complain(complaints, leda_complaints_line(complaints, setting.line),
                  _("%s: there is no file '%s'"), key, setting.text);
    leda_complain_hint(complaints, _("a path is seen from the folder of the project file"));
  }
  return path;
}

/* A decimal comma is read as a point; nothing else but a plain number is. */
static bool parse_number(const char *text, double *out) {
  char copy[64];
  size_t length = strlen(text);
  if (length == 0 || length >= sizeof copy) return false;
  for (size_t i = 0; i <= length; i++) copy[i] = text[i] == ',' ? '.' : text[i];
  if (strspn(copy, "+-.0123456789eE") != length) return false;
  char *end = NULL;
  errno = 0;
  *out = strtod(copy, &end);
  return *end == '\0' && errno == 0 && isfinite(*out);
}

double leda_project_number(leda_project_reader *reader, const char *key, double otherwise) {
  leda_setting setting = leda_project_setting(reader, key);
  double value = otherwise;
  if (setting.line > 0 && !parse_number(setting.text, &value)) {
    leda_project_refuse(reader, key, setting, _("a number"));
    leda_complain_hint(&reader->complaints, _("write it as 1234.5 or 1234,5"));
    return otherwise;
  }
  return value;
}

size_t leda_project_word(leda_project_reader *reader, const char *key, const char *const *words,
                         size_t n, size_t otherwise) {
  leda_setting setting = leda_project_setting(reader, key);
  if (setting.line == 0) return otherwise;
  for (size_t i = 0; i < n; i++)
    if (strcmp(words[i], setting.text) == 0) return i;
  leda_complaints *complaints = &reader->complaints;
  leda_complain(complaints, leda_complaints_line(complaints, setting.line),
                _("%s: '%s' is not known"), key, setting.text);
  const char *nearest = leda_nearest_word(setting.text, words, n);
  if (nearest) {
    leda_complain_hint(complaints, _("did you mean %s?"), nearest);
    return otherwise;
  }
  leda_text all = {0};
  for (size_t i = 0; i < n; i++) leda_text_addf(&all, "%s%s", i > 0 ? ", " : "", words[i]);
  leda_complain_hint(complaints, _("known are %s"), leda_text_str(&all));
  leda_text_clear(&all);
  return otherwise;
}

/* Cuts spaces at both ends, in place. */
static char *trim(char *text) {
  while (isspace((unsigned char)*text)) text++;
  size_t length = strlen(text);
  while (length > 0 && isspace((unsigned char)text[length - 1])) text[--length] = '\0';
  return text;
}

leda_words leda_project_list(leda_project_reader *reader, const char *key) {
  return leda_project_parts(reader, key, ',');
}

leda_words leda_project_parts(leda_project_reader *reader, const char *key, char mark) {
  leda_setting setting = leda_project_setting(reader, key);
  leda_words words = {0};
  if (setting.text[0] == '\0') return words;
  size_t most = 1;
  for (const char *c = setting.text; *c; c++) most += *c == mark;
  char *copy = leda_strdup(setting.text);
  if (!leda_project_own(reader, copy)) return words;
  const char **items = leda_calloc(most, sizeof *items);
  if (!leda_project_own(reader, (char *)items)) return words;
  for (char *part = copy; part;) {
    char *comma = strchr(part, mark);
    if (comma) *comma = '\0';
    items[words.n] = trim(part);
    if (items[words.n][0] == '\0') {
      leda_project_refuse(reader, key, setting,
                          mark == ',' ? _("a list: there is nothing between two commas")
                                      : _("a list: there is nothing between two bars"));
      break;
    }
    words.n++;
    part = comma ? comma + 1 : NULL;
  }
  words.items = items;
  return words;
}
