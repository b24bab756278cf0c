/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What groups of people answered: by role, membership of the management group, and cohort. */
#include <math.h>

#include "engine/output/assess_words.h"
#include "engine/output/json_write.h"

static bool describe(const leda_assess *assess, size_t subject, const leda_people *people,
                     leda_description *out) {
  leda_error err = leda_error_none();
  leda_item item = assess->subjects[subject].item;
  return leda_describe(assess->survey, item, people, out, &err) == LEDA_OK;
}

/* ---- JSON ---- */

/* A group by name; name NULL: none. */
typedef struct {
  const char *name;
  int value;
} group;

static int set_group(json_t *object, const leda_assess *assess, size_t subject, const char *name,
                     const leda_people *people) {
  leda_description d = {0};
  json_t *inner = json_object();
  int failed = describe(assess, subject, people, &d) ? 0 : -1;
  failed |= json_object_set_new(inner, "n", json_integer((json_int_t)d.n));
  failed |= json_object_set_new(inner, "mean", leda_json_number(d.mean));
  failed |= json_object_set_new(inner, "sd", leda_json_number(d.sd));
  return failed | json_object_set_new(object, name, inner);
}

/* `field` is the one of *people by which the groups differ. */
static json_t *groups_json(const leda_assess *assess, size_t subject, leda_people *people,
                           int *field, const group groups[LEDA_SURVEY_ROLES]) {
  json_t *object = json_object();
  int failed = object == NULL;
  for (int i = 0; i < LEDA_SURVEY_ROLES && !failed; i++) {
    if (!groups[i].name) continue;
    *field = groups[i].value;
    failed |= set_group(object, assess, subject, groups[i].name, people);
  }
  *field = LEDA_ANYONE;
  if (!failed) return object;
  json_decref(object);
  return NULL;
}

json_t *leda_assess_by_json(const leda_assess *assess, size_t subject, size_t wave) {
  static const group roles[] = {{"leadership", LEDA_SURVEY_LEADERSHIP},
                                {"support", LEDA_SURVEY_SUPPORT},
                                {"not_stated", LEDA_SURVEY_NOT_STATED}};
  static const group management[] = {{"yes", 1}, {"no", 0}, {"not_stated", -1}};
  static const group cohort[] = {{"chosen", 1}, {"others", 0}, {NULL, 0}};
  const leda_survey *survey = assess->survey;
  leda_people people = leda_people_all();
  json_t *by = json_object();
  int failed = 0;
  people.wave = (long)wave;
  if (survey->has_role)
    failed |=
        json_object_set_new(by, "role", groups_json(assess, subject, &people, &people.role, roles));
  if (survey->has_management)
    failed |= json_object_set_new(
        by, "in_management",
        groups_json(assess, subject, &people, &people.in_management, management));
  if (survey->has_cohort)
    failed |= json_object_set_new(by, "cohort",
                                  groups_json(assess, subject, &people, &people.chosen, cohort));
  if (!failed) return by;
  json_decref(by);
  return NULL;
}

/* ---- membership of the management group, for people ---- */

static void management_row(leda_scan_table *table, const leda_assess *assess, size_t subject,
                           size_t wave, leda_language language) {
  leda_people people = leda_people_all();
  people.wave = (long)wave;
  leda_assess_cell_subject(table, assess, subject, language);
  for (int member = 1; member >= 0; member--) {
    leda_description d = {0};
    people.in_management = member;
    if (!describe(assess, subject, &people, &d)) table->failed = true;
    leda_scan_table_count(table, d.n);
    leda_scan_table_number(table, d.mean, 2, language);
  }
}

void leda_assess_management_table(const leda_assess *assess, leda_language language,
                                  leda_text *text) {
  const char *const words[] = {_("Statement"), _("Members"), _("Mean"), _("Others"), _("Mean")};
  if (!assess->survey->has_management) return;
  for (size_t k = 0; k < assess->survey->n_waves; k++) {
    leda_scan_table table = {.columns = 5};
    leda_text name = {0};
    leda_assess_wave_name(assess, k, language, &name);
    leda_text_addf(text, _("Members of the management group and others, %s\n\n"),
                   leda_text_str(&name));
    leda_text_clear(&name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      leda_scan_table_word(&table, words[i]);
    for (size_t s = 0; s < assess->n_subjects; s++) management_row(&table, assess, s, k, language);
    leda_scan_table_write(&table, "lrrrr", text);
    leda_text_add(text, "\n");
  }
}
