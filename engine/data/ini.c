/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/ini.h"

#include <ini.h>
#include <string.h>

#include "engine/core/memory.h"
#include "engine/core/text.h"
#include "engine/data/ini_scan.h"

/* inih tells a handler neither the line nor where a section without keys begins: the reader that
   feeds it keeps both. */
typedef struct {
  leda_ini *ini;
  leda_ini_walk walk;
  leda_ini_line line;
  bool failed;
} parse_state;

static void clear_section(leda_ini_section *section) {
  for (size_t i = 0; i < section->n; i++) {
    leda_free(section->entries[i].key);
    leda_free(section->entries[i].value);
  }
  leda_free(section->entries);
  leda_free(section->kind);
  leda_free(section->label);
}

void leda_ini_clear(leda_ini *ini) {
  if (!ini) return;
  for (size_t i = 0; i < ini->n; i++) clear_section(&ini->sections[i]);
  leda_free(ini->sections);
  *ini = (leda_ini){0};
}

/* "[measure  belts ]": kind up to the first space, label the rest, without spaces around. */
static bool begin_section(parse_state *state) {
  leda_ini *ini = state->ini;
  leda_ini_section *sections = leda_realloc_array(ini->sections, ini->n + 1, sizeof *ini->sections);
  if (!sections) return false;
  ini->sections = sections;
  const char *text = state->line.text + 1;
  const char *end = memchr(text, ']', state->line.length - 1);
  while (text < end && (*text == ' ' || *text == '\t')) text++;
  while (end > text && (end[-1] == ' ' || end[-1] == '\t')) end--;
  const char *kind_end = text;
  while (kind_end < end && *kind_end != ' ' && *kind_end != '\t') kind_end++;
  const char *label = kind_end;
  while (label < end && (*label == ' ' || *label == '\t')) label++;
  sections[ini->n] = (leda_ini_section){
      .kind = leda_strndup(text, (size_t)(kind_end - text)),
      .label = leda_strndup(label, (size_t)(end - label)),
      .line = state->line.number,
  };
  ini->n++;
  return sections[ini->n - 1].kind && sections[ini->n - 1].label;
}

/* Hands inih one line at a time: fgets's contract. */
static char *read_line(char *buffer, int size, void *stream) {
  parse_state *state = stream;
  if (state->failed || !leda_ini_next(&state->walk, &state->line)) return NULL;
  if (state->line.kind == LEDA_INI_SECTION && !begin_section(state)) {
    state->failed = true;
    return NULL;
  }
  size_t length = state->line.length;
  if (length > (size_t)size - 1) length = (size_t)size - 1;
  memcpy(buffer, state->line.text, length);
  buffer[length] = '\0';
  return buffer;
}

static bool go_on(leda_ini_section *section, const char *value) {
  leda_ini_entry *entry = &section->entries[section->n - 1];
  leda_text text = {0};
  leda_text_add(&text, entry->value);
  if (text.length > 0) leda_text_add_char(&text, ' ');
  leda_text_add(&text, value);
  char *joined = leda_text_take(&text);
  if (!joined) return false;
  leda_free(entry->value);
  entry->value = joined;
  return true;
}

static bool add_entry(leda_ini_section *section, const char *key, const char *value, size_t line) {
  leda_ini_entry *entries =
      leda_realloc_array(section->entries, section->n + 1, sizeof *section->entries);
  if (!entries) return false;
  section->entries = entries;
  entries[section->n] =
      (leda_ini_entry){.key = leda_strdup(key), .value = leda_strdup(value), .line = line};
  section->n++;
  return entries[section->n - 1].key && entries[section->n - 1].value;
}

static int handle(void *user, const char *section_name, const char *key, const char *value) {
  (void)section_name;
  parse_state *state = user;
  if (state->failed || state->ini->n == 0) return 0;
  leda_ini_section *section = &state->ini->sections[state->ini->n - 1];
  bool indented = state->line.kind == LEDA_INI_GOES_ON && section->n > 0;
  bool done = indented ? go_on(section, value) : add_entry(section, key, value, state->line.number);
  if (!done) state->failed = true;
  return done;
}

leda_status leda_ini_parse(leda_ini *ini, leda_bytes source, leda_messages *log, leda_error *err) {
  *ini = (leda_ini){0};
  leda_ini_walk walk = {.bytes = source.bytes, .length = source.length};
  leda_complaints complaints = {.file = source.name, .log = log, .err = err};
  leda_ini_scan(walk, &complaints);
  if (complaints.n > 0) return LEDA_ERR_DATA;
  parse_state state = {.ini = ini, .walk = walk};
  int line = ini_parse_stream(read_line, &state, handle, &state);
  if (state.failed) {
    leda_ini_clear(ini);
    return leda_fail_memory(err);
  }
  if (line != 0) {
    leda_ini_clear(ini);
    leda_place place = {.file = source.name, .line = line > 0 ? (size_t)line : 0};
    return leda_fail_at(err, place, "inih cannot read this line");
  }
  return LEDA_OK;
}

const leda_ini_entry *leda_ini_find(const leda_ini_section *section, const char *key) {
  for (size_t i = 0; i < section->n; i++)
    if (strcmp(section->entries[i].key, key) == 0) return &section->entries[i];
  return NULL;
}
