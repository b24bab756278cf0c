/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one list of header names and what they stand for (interface.md, "Data files"). */
#include "engine/core/text.h"
#include "engine/data/header.h"

static const struct {
  const char *name;
  leda_role role;
} names[] = {
    {"period", LEDA_ROLE_PERIOD},
    {"tid", LEDA_ROLE_PERIOD},
    {"time", LEDA_ROLE_PERIOD},
    {"date", LEDA_ROLE_PERIOD},
    {"datum", LEDA_ROLE_PERIOD},
    {"år", LEDA_ROLE_YEAR},
    {"ar", LEDA_ROLE_YEAR},
    {"year", LEDA_ROLE_YEAR},
    {"månad", LEDA_ROLE_MONTH},
    {"manad", LEDA_ROLE_MONTH},
    {"month", LEDA_ROLE_MONTH},
    {"kvartal", LEDA_ROLE_QUARTER},
    {"quarter", LEDA_ROLE_QUARTER},
    {"unit", LEDA_ROLE_UNIT},
    {"enhet", LEDA_ROLE_UNIT},
    {"kommun", LEDA_ROLE_UNIT},
    {"kommunkod", LEDA_ROLE_UNIT},
    {"municipality", LEDA_ROLE_UNIT},
    {"region", LEDA_ROLE_UNIT},
    {"organisation", LEDA_ROLE_UNIT},
    {"unit_name", LEDA_ROLE_UNIT_NAME},
    {"indicator", LEDA_ROLE_INDICATOR},
    {"nyckeltal", LEDA_ROLE_INDICATOR},
    {"mått", LEDA_ROLE_INDICATOR},
    {"matt", LEDA_ROLE_INDICATOR},
    {"kpi", LEDA_ROLE_INDICATOR},
    {"variabel", LEDA_ROLE_INDICATOR},
    {"value", LEDA_ROLE_VALUE},
    {"värde", LEDA_ROLE_VALUE},
    {"varde", LEDA_ROLE_VALUE},
    {"numerator", LEDA_ROLE_NUMERATOR},
    {"täljare", LEDA_ROLE_NUMERATOR},
    {"taljare", LEDA_ROLE_NUMERATOR},
    {"denominator", LEDA_ROLE_DENOMINATOR},
    {"nämnare", LEDA_ROLE_DENOMINATOR},
    {"namnare", LEDA_ROLE_DENOMINATOR},
    {"n", LEDA_ROLE_DENOMINATOR},
    {"group", LEDA_ROLE_GROUP},
    {"grupp", LEDA_ROLE_GROUP},
    {"kön", LEDA_ROLE_GROUP},
    {"kon", LEDA_ROLE_GROUP},
    {"gender", LEDA_ROLE_GROUP},
    {"sd", LEDA_ROLE_SD},
    {"standardavvikelse", LEDA_ROLE_SD},
    {"expected", LEDA_ROLE_EXPECTED},
    {"förväntat", LEDA_ROLE_EXPECTED},
};

bool leda_role_of_name(const char *name, leda_role *out) {
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (leda_text_same_word(names[i].name, name)) {
      *out = names[i].role;
      return true;
    }
  return false;
}

bool leda_role_parse(const char *word, leda_role *out) {
  static const char *const words[LEDA_ROLE_COUNT] = {
      [LEDA_ROLE_PERIOD] = "period",
      [LEDA_ROLE_YEAR] = "year",
      [LEDA_ROLE_MONTH] = "month",
      [LEDA_ROLE_QUARTER] = "quarter",
      [LEDA_ROLE_UNIT] = "unit",
      [LEDA_ROLE_UNIT_NAME] = "unit_name",
      [LEDA_ROLE_INDICATOR] = "indicator",
      [LEDA_ROLE_GROUP] = "group",
      [LEDA_ROLE_VALUE] = "value",
      [LEDA_ROLE_NUMERATOR] = "numerator",
      [LEDA_ROLE_DENOMINATOR] = "denominator",
      [LEDA_ROLE_SD] = "sd",
      [LEDA_ROLE_EXPECTED] = "expected",
  };
  for (size_t i = 0; i < LEDA_ROLE_COUNT; i++)
    if (leda_text_same_word(words[i], word)) {
      *out = (leda_role)i;
      return true;
    }
  return false;
}
