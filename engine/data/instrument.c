/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/data/instrument.h"

#include <stdlib.h>
#include <string.h>

#include "engine/core/file.h"
#include "engine/core/memory.h"

#define LARGEST_INSTRUMENT (1024U * 1024U)

static const char *const INSTRUMENT_KEYS[] = {"name", "name_en", "scale", "citation", NULL};
static const char *const INSTRUMENT_NEEDS[] = {"name", "scale", NULL};
static const char *const AREA_KEYS[] = {"sv", "en", NULL};
static const char *const STATEMENT_KEYS[] = {"area", "sv", "en", NULL};
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

/* A whole number from 1 to 9999 that fills the text. */
static bool parse_whole(const char *text, const char **rest, int *out) {
  char *end = NULL;
  if (*text < '0' || *text > '9') return false;
  unsigned long value = strtoul(text, &end, 10);
  if (value < 1 || value > 9999) return false;
  *out = (int)value;
  *rest = end;
  return true;
}

static bool parse_scale(const char *text, leda_instrument *instrument) {
  const char *rest = NULL;
  if (!parse_whole(text, &rest, &instrument->scale_low) || *rest != '-') return false;
  if (!parse_whole(rest + 1, &rest, &instrument->scale_high) || *rest != '\0') return false;
  return instrument->scale_high > instrument->scale_low && instrument->scale_high <= 100;
}

static void read_head(leda_instrument *instrument, const leda_ini_section *section,
                      leda_complaints *complaints) {
  const char *name_en = text_of(section, "name_en");
  instrument->name[LEDA_SV] = text_of(section, "name");
  instrument->name[LEDA_EN] = name_en[0] ? name_en : instrument->name[LEDA_SV];
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

static void read_statement(leda_instrument *instrument, const leda_ini_section *section,
                           leda_complaints *complaints) {
  leda_statement *statement = &instrument->statements[instrument->n];
  const char *rest = "x";
  if (!parse_whole(section->label, &rest, &statement->number) || *rest != '\0')
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
  qsort(instrument->statements, instrument->n, sizeof *instrument->statements, by_number);
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

void leda_instrument_clear(leda_instrument *instrument) {
  if (!instrument) return;
  leda_free(instrument->statements);
  leda_ini_clear(&instrument->ini);
  *instrument = (leda_instrument){0};
}

const leda_statement *leda_instrument_find(const leda_instrument *instrument, int number) {
  for (size_t i = 0; i < instrument->n; i++)
    if (instrument->statements[i].number == number) return &instrument->statements[i];
  return NULL;
}
