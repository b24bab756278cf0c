/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/instrument.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"
#include "engine/core/text.h"

#define LARGEST_INSTRUMENT (1024U * 1024U)

static const char *const INSTRUMENT_KEYS[] = {"name",   "name_en", "scale",   "citation", "low",
                                              "low_en", "high",    "high_en", NULL};
static const char *const INSTRUMENT_NEEDS[] = {"name", "scale", NULL};
static const char *const AREA_KEYS[] = {"sv", "en", NULL};
static const char *const STATEMENT_KEYS[] = {"area", "sv", "en", "reversed", NULL};
static const char *const STATEMENT_NEEDS[] = {"area", NULL};
static const char *const NOTHING[] = {NULL};

static const leda_ini_rule RULES[] = {
    {"instrument", LEDA_LABEL_NONE, true, INSTRUMENT_KEYS, INSTRUMENT_NEEDS},
    {"area", LEDA_LABEL_REQUIRED, false, AREA_KEYS, NOTHING},
    {"statement", LEDA_LABEL_REQUIRED, true, STATEMENT_KEYS, STATEMENT_NEEDS},
};

static const char *text_of(const leda_ini_section *section, const char *key) {
  const leda_ini_entry *entry = leda_ini_find(section, key);
  return entry ? entry->value : "";
}

/* A whole number from `least` to 9999; *rest is what stands behind it. */
static bool parse_whole(const char *text, unsigned long least, const char **rest, int *out) {
  char *end = NULL;
  if (*text < '0' || *text > '9') return false;
  unsigned long value = strtoul(text, &end, 10);
  if (value < least || value > 9999) return false;
  *out = (int)value;
  *rest = end;
  return true;
}

static bool parse_scale(const char *text, leda_instrument *instrument) {
  const char *rest = NULL;
  if (!parse_whole(text, 0, &rest, &instrument->scale_low) || *rest != '-') return false;
  if (!parse_whole(rest + 1, 1, &rest, &instrument->scale_high) || *rest != '\0') return false;
  return instrument->scale_high > instrument->scale_low && instrument->scale_high <= 100;
}

/* A text with an English form beside it; the other where there is only one. */
static void read_pair(const leda_ini_section *section, const char *key, const char *key_en,
                      const char *out[2]) {
  const char *own = text_of(section, key), *english = text_of(section, key_en);
  out[LEDA_SV] = own[0] ? own : english;
  out[LEDA_EN] = english[0] ? english : own;
}

static void read_head(leda_instrument *instrument, const leda_ini_section *section,
                      leda_complaints *complaints) {
  read_pair(section, "name", "name_en", instrument->name);
  read_pair(section, "low", "low_en", instrument->low);
  read_pair(section, "high", "high_en", instrument->high);
  instrument->citation = text_of(section, "citation");
  const leda_ini_entry *scale = leda_ini_find(section, "scale");
  if (!scale || parse_scale(scale->value, instrument)) return;
  leda_complain(complaints, leda_complaints_line(complaints, scale->line), _("%s: '%s' is not %s"),
                "scale", scale->value, _("a scale"));
  leda_complain_hint(complaints, _("write the lowest and the highest answer: scale = 1-7"));
}

static void read_labels(const leda_ini_section *section, const char *label[2],
                        leda_complaints *complaints) {
  const char *sv = text_of(section, "sv"), *en = text_of(section, "en");
  if (!sv[0] && !en[0]) {
    leda_complain(complaints, leda_complaints_line(complaints, section->line), _("[%s] needs %s"),
                  section->kind, "sv");
    leda_complain_hint(complaints, _("add a line %s = ..."), "sv");
  }
  label[LEDA_SV] = sv[0] ? sv : en;
  label[LEDA_EN] = en[0] ? en : sv;
}

static const leda_ini_section *find_area(const leda_ini *ini, const char *label) {
  for (size_t i = 0; i < ini->n; i++)
    if (strcmp(ini->sections[i].kind, "area") == 0 && strcmp(ini->sections[i].label, label) == 0)
      return &ini->sections[i];
  return NULL;
}

static void read_reversed(const leda_ini_section *section, bool *reversed,
                          leda_complaints *complaints) {
  static const char *const YES[] = {"yes", "ja"}, *const NO[] = {"no", "nej"};
  const leda_ini_entry *entry = leda_ini_find(section, "reversed");
  for (size_t i = 0; entry && i < 2; i++) {
    if (leda_text_same_word(entry->value, NO[i])) return;
    *reversed = *reversed || leda_text_same_word(entry->value, YES[i]);
  }
  if (!entry || *reversed) return;
  leda_complain(complaints, leda_complaints_line(complaints, entry->line), _("%s: '%s' is not %s"),
                "reversed", entry->value, _("yes or no"));
}

static void read_statement(leda_instrument *instrument, const leda_ini_section *section,
                           leda_complaints *complaints) {
  leda_statement *statement = &instrument->statements[instrument->n];
  const char *rest = "x";
  if (!parse_whole(section->label, 1, &rest, &statement->number) || *rest != '\0')
    leda_complain(complaints, leda_complaints_line(complaints, section->line),
                  _("'%s' is not the number of a statement"), section->label);
  else if (leda_instrument_find(instrument, statement->number))
    leda_complain(complaints, leda_complaints_line(complaints, section->line),
                  _("statement %d is there twice"), statement->number);
  read_labels(section, statement->label, complaints);
  const leda_ini_entry *area = leda_ini_find(section, "area");
  const leda_ini_section *found = area ? find_area(&instrument->ini, area->value) : NULL;
  if (found)
    read_labels(found, statement->area, complaints);
  else if (area)
    leda_complain(complaints, leda_complaints_line(complaints, area->line),
                  _("there is no section [%s %s]"), "area", area->value);
  read_reversed(section, &statement->reversed, complaints);
  instrument->n++;
}

static int by_number(const void *a, const void *b) {
  int left = ((const leda_statement *)a)->number, right = ((const leda_statement *)b)->number;
  return (left > right) - (left < right);
}

static void read_sections(leda_instrument *instrument, leda_complaints *complaints) {
  for (size_t i = 0; i < instrument->ini.n; i++) {
    const leda_ini_section *section = &instrument->ini.sections[i];
    if (strcmp(section->kind, "instrument") == 0)
      read_head(instrument, section, complaints);
    else if (strcmp(section->kind, "statement") == 0)
      read_statement(instrument, section, complaints);
  }
  if (instrument->n > 1)
    qsort(instrument->statements, instrument->n, sizeof *instrument->statements, by_number);
}

/* Areas are the same where their texts are the same: two sections may share a name. */
static leda_status find_areas(leda_instrument *instrument, leda_error *err) {
  instrument->areas = leda_calloc(instrument->n + 1, sizeof *instrument->areas);
  if (!instrument->areas) return leda_fail_memory(err);
  for (size_t i = 0; i < instrument->n; i++) {
    leda_statement *statement = &instrument->statements[i];
    size_t at = 0;
    while (at < instrument->n_areas &&
           (strcmp(instrument->areas[at].name[0], statement->area[0]) != 0 ||
            strcmp(instrument->areas[at].name[1], statement->area[1]) != 0))
      at++;
    if (at == instrument->n_areas)
      instrument->areas[instrument->n_areas++] =
          (leda_area){.name = {statement->area[0], statement->area[1]}};
    instrument->areas[at].n++;
    statement->area_index = at;
  }
  return LEDA_OK;
}

leda_status leda_instrument_parse(leda_instrument *instrument, leda_bytes source,
                                  leda_messages *log, leda_error *err) {
  *instrument = (leda_instrument){.citation = ""};
  leda_complaints complaints = {.file = source.name, .log = log, .err = err};
  leda_status status = leda_ini_parse(&instrument->ini, source, log, err);
  if (status) return status;
  leda_ini_check(&instrument->ini, RULES, sizeof RULES / sizeof *RULES, &complaints);
  instrument->statements = leda_calloc(instrument->ini.n + 1, sizeof *instrument->statements);
  if (instrument->statements) {
    read_sections(instrument, &complaints);
    status = leda_complaints_status(&complaints);
    if (!status) status = find_areas(instrument, err);
  } else {
    status = leda_fail_memory(err);
  }
  if (status) leda_instrument_clear(instrument);
  return status;
}

leda_status leda_instrument_read(leda_instrument *instrument, const char *path, leda_messages *log,
                                 leda_error *err) {
  *instrument = (leda_instrument){0};
  char *bytes = NULL;
  size_t length = 0;
  leda_status status = leda_file_read(path, LARGEST_INSTRUMENT, &bytes, &length, err);
  if (status) return status;
  status = leda_instrument_parse(instrument, (leda_bytes){path, bytes, length}, log, err);
  leda_free(bytes);
  return status;
}

leda_status leda_instrument_open(leda_instrument *instrument, const char *name, leda_messages *log,
                                 leda_error *err) {
  if (strcmp(name, "lfr") != 0) return leda_instrument_read(instrument, name, log, err);
  return leda_instrument_parse(instrument, leda_instrument_lfr(), log, err);
}

void leda_instrument_clear(leda_instrument *instrument) {
  if (!instrument) return;
  leda_free(instrument->areas);
  leda_free(instrument->statements);
  leda_ini_clear(&instrument->ini);
  *instrument = (leda_instrument){0};
}

const leda_statement *leda_instrument_find(const leda_instrument *instrument, int number) {
  for (size_t i = 0; i < instrument->n; i++)
    if (instrument->statements[i].number == number) return &instrument->statements[i];
  return NULL;
}
