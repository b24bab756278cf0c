/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "engine/core/i18n.h"
#include "engine/data/ini.h"

#define MOST_WORDS 64

static size_t count_words(const char *const *words) {
  size_t n = 0;
  while (words[n]) n++;
  return n;
}

static const leda_ini_rule *find_rule(const leda_ini_rule *rules, size_t n, const char *kind) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(rules[i].kind, kind) == 0) return &rules[i];
  return NULL;
}

static void unknown_section(const leda_ini_section *section, const leda_ini_rule *rules, size_t n,
                            leda_complaints *complaints) {
  const char *kinds[MOST_WORDS];
  size_t known = n < MOST_WORDS ? n : MOST_WORDS;
  for (size_t i = 0; i < known; i++) kinds[i] = rules[i].kind;
  leda_complain(complaints, leda_complaints_line(complaints, section->line),
                _("there is no section [%s]"), section->kind);
  const char *nearest = leda_nearest_word(section->kind, kinds, known);
  if (nearest) leda_complain_hint(complaints, _("did you mean [%s]?"), nearest);
}

static void check_key(const leda_ini_section *section, size_t at, const leda_ini_rule *rule,
                      leda_complaints *complaints) {
  const leda_ini_entry *entry = &section->entries[at];
  leda_place place = leda_complaints_line(complaints, entry->line);
  size_t n = count_words(rule->keys);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(rule->keys[i], entry->key) != 0) continue;
    const leda_ini_entry *first = leda_ini_find(section, entry->key);
    if (first != entry) {
      leda_complain(complaints, place, _("%s is given twice in [%s]; first in line %zu"),
                    entry->key, section->kind, first->line);
      leda_complain_hint(complaints, _("leave one of them out"));
    }
    return;
  }
  leda_complain(complaints, place, _("[%s] has no key '%s'"), section->kind, entry->key);
  const char *nearest = leda_nearest_word(entry->key, rule->keys, n);
  if (nearest) leda_complain_hint(complaints, _("did you mean %s?"), nearest);
}

static void check_needed(const leda_ini_section *section, const leda_ini_rule *rule,
                         leda_complaints *complaints) {
  for (const char *const *key = rule->needed; *key; key++) {
    const leda_ini_entry *entry = leda_ini_find(section, *key);
    if (entry && entry->value[0] != '\0') continue;
    leda_complain(complaints, leda_complaints_line(complaints, entry ? entry->line : section->line),
                  _("[%s] needs %s"), section->kind, *key);
    leda_complain_hint(complaints, _("add a line %s = ..."), *key);
  }
}

static void check_heading(const leda_ini *ini, size_t at, const leda_ini_rule *rule,
                          leda_complaints *complaints) {
  const leda_ini_section *section = &ini->sections[at];
  leda_place place = leda_complaints_line(complaints, section->line);
  if (rule->label == LEDA_LABEL_REQUIRED && section->label[0] == '\0') {
    leda_complain(complaints, place, _("[%s] needs a name"), section->kind);
    leda_complain_hint(complaints, _("write [%s NAME]"), section->kind);
  } else if (rule->label == LEDA_LABEL_NONE && section->label[0] != '\0') {
    leda_complain(complaints, place, _("[%s] takes no name"), section->kind);
  }
  for (size_t i = 0; i < at; i++) {
    const leda_ini_section *other = &ini->sections[i];
    if (strcmp(other->kind, section->kind) != 0 || strcmp(other->label, section->label) != 0)
      continue;
    leda_complain(complaints, place, _("[%s%s%s] is there twice; first in line %zu"), section->kind,
                  section->label[0] ? " " : "", section->label, other->line);
    leda_complain_hint(complaints, _("give this one another name, or leave it out"));
    return;
  }
}

void leda_ini_check(const leda_ini *ini, const leda_ini_rule *rules, size_t n,
                    leda_complaints *complaints) {
  for (size_t i = 0; i < ini->n; i++) {
    const leda_ini_section *section = &ini->sections[i];
    const leda_ini_rule *rule = find_rule(rules, n, section->kind);
    if (!rule) {
      unknown_section(section, rules, n, complaints);
      continue;
    }
    check_heading(ini, i, rule, complaints);
    for (size_t k = 0; k < section->n; k++) check_key(section, k, rule, complaints);
    check_needed(section, rule, complaints);
  }
  for (size_t i = 0; i < n; i++) {
    bool found = !rules[i].required;
    for (size_t k = 0; k < ini->n && !found; k++)
      found = strcmp(ini->sections[k].kind, rules[i].kind) == 0;
    if (found) continue;
    leda_complain(complaints, leda_complaints_line(complaints, 0), _("there is no section [%s]"),
                  rules[i].kind);
    leda_complain_hint(complaints, _("add a line [%s], and its keys below it"), rules[i].kind);
  }
}
